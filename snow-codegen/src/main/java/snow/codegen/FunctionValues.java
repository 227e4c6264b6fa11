package snow.codegen;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.Rep;

/** Shape classes and closure classes. */
final class FunctionValues {
    private FunctionValues() {}

    static byte[] shape(MirClass.Shape shape) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, shape.name(), Names.FUNCTION, "");
        Objects.constructor(out, Opcodes.ACC_PROTECTED, Names.FUNCTION);
        out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "apply", apply(shape), null, null)
                .visitEnd();
        return Emitter.end(out);
    }

    private static String apply(MirClass.Shape shape) {
        return new MethodRef(shape.name(), "apply", shape.parameters(), shape.result()).descriptor();
    }

    static byte[] closure(MirClass.Closure closure) {
        var out = Emitter.begin(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                closure.name(),
                closure.shape().name(),
                "");
        if (closure.captures().isEmpty()) {
            Objects.single(out, closure.name(), closure.shape().name());
        } else {
            Objects.fields(out, closure.name(), closure.shape().name(), closure.captures());
        }
        apply(out, closure);
        return Emitter.end(out);
    }

    private static void apply(ClassWriter out, MirClass.Closure closure) {
        var method =
                out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "apply", apply(closure.shape()), null, null);
        method.visitCode();
        var body = closure.body();
        for (int i = 0; i < closure.captures().size(); i++) {
            var field = closure.captures().get(i);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(
                    Opcodes.GETFIELD, closure.name(), field.name(), field.rep().descriptor());
        }
        int slot = 1;
        for (int i = 0; i < closure.shape().parameters().size(); i++) {
            var given = closure.shape().parameters().get(i);
            var wanted = body.parameters().get(closure.captures().size() + i);
            Objects.load(method, given, slot);
            slot += CodeWriter.size(given);
            if (given.isRef() && !wanted.equals(given) && !wanted.equals(Rep.OBJECT)) {
                method.visitTypeInsn(Opcodes.CHECKCAST, wanted.className());
            }
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, body.owner(), body.name(), body.descriptor(), false);
        leave(method, body.result(), closure.shape().result());
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** Returns what the body gave as what the shape promises; a shape without a result drops a value. */
    private static void leave(MethodVisitor method, Rep given, Rep wanted) {
        if (given.kind() == wanted.kind()) {
            Objects.leave(method, wanted);
        } else if (wanted.kind() == Rep.Kind.UNIT) {
            method.visitInsn(CodeWriter.size(given) == 2 ? Opcodes.POP2 : Opcodes.POP);
            method.visitInsn(Opcodes.RETURN);
        } else if (given.kind() == Rep.Kind.UNIT && wanted.isRef()) {
            method.visitFieldInsn(Opcodes.GETSTATIC, Names.UNIT, "UNIT", "L" + Names.UNIT + ";");
            method.visitInsn(Opcodes.ARETURN);
        } else {
            throw new IllegalStateException("a body that gives " + given + " in a shape that gives " + wanted);
        }
    }
}
