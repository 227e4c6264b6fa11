package snow.codegen;

import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.Rep;

/** Classes of structs, sum types, variants, tuples. */
final class DataEmitter {
    private static final String BUILDER = "L" + Names.BUILDER + ";";

    private DataEmitter() {}

    static byte[] sum(MirClass.Sum sum) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, sum.name(), Names.VARIANT, sum.file());
        var init = out.visitMethod(Opcodes.ACC_PROTECTED, "<init>", "(I)V", null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitVarInsn(Opcodes.ILOAD, 1);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.VARIANT, "<init>", "(I)V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
        return Emitter.end(out);
    }

    static byte[] data(MirClass.Data data) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, data.name(), data.superName(), data.file());
        if (data.fields().isEmpty()) {
            if (data.tag() >= 0) {
                Objects.singleVariant(out, data.name(), data.superName(), data.tag());
            } else {
                Objects.single(out, data.name(), data.superName());
            }
        } else if (data.tag() >= 0) {
            Objects.variantFields(out, data.name(), data.superName(), data.fields(), data.tag());
        } else {
            Objects.fields(out, data.name(), data.superName(), data.fields());
        }
        arity(out, data.fields().size());
        field(out, data);
        if (!data.shownName().isEmpty()) {
            name(out, data.shownName());
        }
        for (var virtual : MirClass.Virtual.values()) {
            var method = data.virtuals().get(virtual);
            if (method != null) {
                override(out, data.name(), virtual, method);
            }
        }
        return Emitter.end(out);
    }

    private static void arity(ClassWriter out, int arity) {
        var method = out.visitMethod(Opcodes.ACC_PUBLIC, "arity", "()I", null, null);
        method.visitCode();
        method.visitLdcInsn(arity);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static void name(ClassWriter out, String shown) {
        var method = out.visitMethod(Opcodes.ACC_PUBLIC, "name", "()L" + Names.STRING + ";", null, null);
        method.visitCode();
        method.visitLdcInsn(shown);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** {@code field(int)}: a switch over the positions; outside of them a null that nobody asks for. */
    private static void field(ClassWriter out, MirClass.Data data) {
        var method = out.visitMethod(Opcodes.ACC_PUBLIC, "field", "(I)L" + Names.OBJECT + ";", null, null);
        method.visitCode();
        if (!data.fields().isEmpty()) {
            var labels = new Label[data.fields().size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = new Label();
            }
            var outside = new Label();
            method.visitVarInsn(Opcodes.ILOAD, 1);
            method.visitTableSwitchInsn(0, labels.length - 1, outside, labels);
            for (int i = 0; i < labels.length; i++) {
                var one = data.fields().get(i);
                method.visitLabel(labels[i]);
                method.visitFrame(Opcodes.F_NEW, 2, new Object[] {data.name(), Opcodes.INTEGER}, 0, new Object[0]);
                method.visitVarInsn(Opcodes.ALOAD, 0);
                method.visitFieldInsn(
                        Opcodes.GETFIELD, data.name(), one.name(), one.rep().descriptor());
                if (!one.rep().isRef()) {
                    var box = Arithmetic.box(one.rep());
                    method.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            box,
                            "valueOf",
                            "(" + one.rep().descriptor() + ")L" + box + ";",
                            false);
                }
                method.visitInsn(Opcodes.ARETURN);
            }
            method.visitLabel(outside);
            method.visitFrame(Opcodes.F_NEW, 2, new Object[] {data.name(), Opcodes.INTEGER}, 0, new Object[0]);
        }
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static final Map<MirClass.Virtual, String> NAMES = Map.of(
            MirClass.Virtual.DISPLAY, "display",
            MirClass.Virtual.INSPECT, "inspect",
            MirClass.Virtual.EQ, "eq",
            MirClass.Virtual.COMPARE, "compare",
            MirClass.Virtual.HASH, "hash",
            MirClass.Virtual.JSON, "json");

    /** The override of a virtual method of {@code Data} that calls the static function of the implementation. */
    private static void override(ClassWriter out, String name, MirClass.Virtual virtual, MethodRef target) {
        var descriptor = switch (virtual) {
            case DISPLAY, INSPECT, JSON -> "(" + BUILDER + ")V";
            case EQ -> "(L" + Names.OBJECT + ";)Z";
            case COMPARE -> "(L" + Names.OBJECT + ";)I";
            case HASH -> "()J";
        };
        var method = out.visitMethod(Opcodes.ACC_PUBLIC, NAMES.get(virtual), descriptor, null, null);
        method.visitCode();
        if (virtual == MirClass.Virtual.EQ) {
            other(method, name, target.parameters().get(1));
        }
        method.visitVarInsn(Opcodes.ALOAD, 0);
        if (virtual != MirClass.Virtual.HASH) {
            method.visitVarInsn(Opcodes.ALOAD, 1);
        }
        if (virtual == MirClass.Virtual.EQ || virtual == MirClass.Virtual.COMPARE) {
            var second = target.parameters().get(1);
            if (!second.equals(Rep.OBJECT)) {
                method.visitTypeInsn(Opcodes.CHECKCAST, second.className());
            }
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, target.owner(), target.name(), target.descriptor(), false);
        switch (virtual) {
            case DISPLAY, INSPECT, JSON -> method.visitInsn(Opcodes.RETURN);
            case EQ -> method.visitInsn(Opcodes.IRETURN);
            case COMPARE -> {
                method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Long", "signum", "(J)I", false);
                method.visitInsn(Opcodes.IRETURN);
            }
            case HASH -> method.visitInsn(Opcodes.LRETURN);
        }
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** Returns false when the argument is of another type. */
    private static void other(MethodVisitor method, String name, Rep wanted) {
        var same = new Label();
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitTypeInsn(Opcodes.INSTANCEOF, wanted.className());
        method.visitJumpInsn(Opcodes.IFNE, same);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitLabel(same);
        method.visitFrame(Opcodes.F_NEW, 2, new Object[] {name, Names.OBJECT}, 0, new Object[0]);
    }
}
