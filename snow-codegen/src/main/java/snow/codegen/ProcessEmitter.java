package snow.codegen;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.MirClass;

/** Handlers of services applied to arguments, and supervisors as function values. */
final class ProcessEmitter {
    private ProcessEmitter() {}

    static byte[] init(MirClass.Init init) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, init.name(), Names.INIT, "");
        Objects.fields(out, init.name(), Names.INIT, init.arguments());
        text(out, "owner", init.owner());
        var state = out.visitMethod(Opcodes.ACC_PUBLIC, "state", "()L" + Names.OBJECT + ";", null, null);
        state.visitCode();
        arguments(state, init.name(), init.arguments());
        invoke(state, init.body());
        finish(state);
        return Emitter.end(out);
    }

    static byte[] request(MirClass.Request request) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, request.name(), Names.REQUEST, "");
        Objects.fields(out, request.name(), Names.REQUEST, request.arguments());
        text(out, "owner", request.owner());
        text(out, "function", request.function());
        var handle = out.visitMethod(
                Opcodes.ACC_PUBLIC, "handle", "(L" + Names.OBJECT + ";)L" + Names.OBJECT + ";", null, null);
        handle.visitCode();
        handle.visitVarInsn(Opcodes.ALOAD, 1);
        handle.visitVarInsn(Opcodes.ALOAD, 0);
        arguments(handle, request.name(), request.arguments());
        invoke(handle, request.body());
        finish(handle);
        return Emitter.end(out);
    }

    static byte[] value(MirClass.SupervisorValue value) {
        var shape = value.shape();
        var out = Emitter.begin(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, value.name(), shape.name(), "", Names.SUPERVISOR_FUNCTION);
        Objects.single(out, value.name(), shape.name());
        var descriptor = new MethodRef(shape.name(), "apply", shape.parameters(), shape.result()).descriptor();
        var apply = out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "apply", descriptor, null, null);
        apply.visitCode();
        invoke(apply, value.start());
        finish(apply);
        return Emitter.end(out);
    }

    private static void text(ClassWriter out, String name, String value) {
        var method = out.visitMethod(Opcodes.ACC_PUBLIC, name, "()L" + Names.STRING + ";", null, null);
        method.visitCode();
        method.visitLdcInsn(value);
        finish(method);
    }

    private static void arguments(MethodVisitor method, String owner, List<MirClass.Field> fields) {
        for (var field : fields) {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(
                    Opcodes.GETFIELD, owner, field.name(), field.rep().descriptor());
        }
    }

    private static void invoke(MethodVisitor method, MethodRef target) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, target.owner(), target.name(), target.descriptor(), false);
    }

    private static void finish(MethodVisitor method) {
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
