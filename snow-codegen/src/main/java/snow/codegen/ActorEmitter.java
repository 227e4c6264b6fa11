package snow.codegen;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.Rep;

/** Actors applied to arguments, and the function values of actors. */
final class ActorEmitter {
    private static final String ACTIVITY = "L" + Names.ACTIVITY + ";";

    private ActorEmitter() {}

    static byte[] activity(MirClass.Activity activity) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, activity.name(), Names.ACTIVITY, "");
        Objects.fields(out, activity.name(), Names.ACTIVITY, activity.arguments());
        var name = out.visitMethod(Opcodes.ACC_PUBLIC, "name", "()L" + Names.STRING + ";", null, null);
        name.visitCode();
        name.visitLdcInsn(activity.shownName());
        finish(name, Opcodes.ARETURN);
        var run = out.visitMethod(Opcodes.ACC_PUBLIC, "run", "()L" + Names.OBJECT + ";", null, null);
        run.visitCode();
        call(run, activity, activity.body());
        finish(run, Opcodes.ARETURN);
        activity.terminate().ifPresent(clause -> terminate(out, activity, clause));
        return Emitter.end(out);
    }

    private static void terminate(ClassWriter out, MirClass.Activity activity, MethodRef clause) {
        var has = out.visitMethod(Opcodes.ACC_PUBLIC, "hasTerminate", "()Z", null, null);
        has.visitCode();
        has.visitInsn(Opcodes.ICONST_1);
        finish(has, Opcodes.IRETURN);
        var terminate = out.visitMethod(Opcodes.ACC_PUBLIC, "terminate", "()V", null, null);
        terminate.visitCode();
        call(terminate, activity, clause);
        finish(terminate, Opcodes.RETURN);
    }

    private static void call(MethodVisitor method, MirClass.Activity activity, MethodRef target) {
        for (var field : activity.arguments()) {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(
                    Opcodes.GETFIELD, activity.name(), field.name(), field.rep().descriptor());
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, target.owner(), target.name(), target.descriptor(), false);
    }

    static byte[] value(MirClass.ActorValue value) {
        var out = Emitter.begin(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                value.name(),
                value.shape().name(),
                "",
                Names.ACTOR_FUNCTION);
        Objects.single(out, value.name(), value.shape().name());
        apply(out, value);
        with(out, value);
        return Emitter.end(out);
    }

    private static void apply(ClassWriter out, MirClass.ActorValue value) {
        var shape = value.shape();
        var apply = out.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                "apply",
                new MethodRef(shape.name(), "apply", shape.parameters(), shape.result()).descriptor(),
                null,
                null);
        apply.visitCode();
        begin(apply, value);
        int slot = 1;
        for (int i = 0; i < shape.parameters().size(); i++) {
            var given = shape.parameters().get(i);
            Objects.load(apply, given, slot);
            slot += CodeWriter.size(given);
            cast(apply, value.activity().arguments().get(i).rep());
        }
        construct(apply, value);
        apply.visitMethodInsn(
                Opcodes.INVOKESTATIC, Names.ACTORS, "call", "(" + ACTIVITY + ")L" + Names.PID + ";", false);
        finish(apply, Opcodes.ARETURN);
    }

    private static void with(ClassWriter out, MirClass.ActorValue value) {
        var with = out.visitMethod(Opcodes.ACC_PUBLIC, "with", "([L" + Names.OBJECT + ";)" + ACTIVITY, null, null);
        with.visitCode();
        begin(with, value);
        for (int i = 0; i < value.activity().arguments().size(); i++) {
            var wanted = value.activity().arguments().get(i).rep();
            with.visitVarInsn(Opcodes.ALOAD, 1);
            with.visitLdcInsn(i);
            with.visitInsn(Opcodes.AALOAD);
            if (wanted.isRef()) {
                cast(with, wanted);
            } else {
                var box = Arithmetic.box(wanted);
                with.visitTypeInsn(Opcodes.CHECKCAST, box);
                with.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, box, Arithmetic.unboxing(wanted), "()" + wanted.descriptor(), false);
            }
        }
        construct(with, value);
        finish(with, Opcodes.ARETURN);
    }

    private static void begin(MethodVisitor method, MirClass.ActorValue value) {
        method.visitTypeInsn(Opcodes.NEW, value.activity().name());
        method.visitInsn(Opcodes.DUP);
    }

    private static void cast(MethodVisitor method, Rep wanted) {
        if (wanted.isRef() && !wanted.equals(Rep.OBJECT)) {
            method.visitTypeInsn(Opcodes.CHECKCAST, wanted.className());
        }
    }

    private static void construct(MethodVisitor method, MirClass.ActorValue value) {
        var reps =
                value.activity().arguments().stream().map(MirClass.Field::rep).toList();
        var constructor = new MethodRef(value.activity().name(), "<init>", reps, Rep.UNIT);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, constructor.owner(), "<init>", constructor.descriptor(), false);
    }

    private static void finish(MethodVisitor method, int opcode) {
        method.visitInsn(opcode);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
