package snow.codegen;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MirClass;
import snow.mir.Rep;

/** What data classes and closures share: final fields, a constructor for them, and {@code INSTANCE} where there are none. */
final class Objects {
    private Objects() {}

    /** A constructor that only calls the superclass's. */
    static void constructor(ClassWriter out, int access, String superName) {
        var init = out.visitMethod(access, "<init>", "()V", null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
    }

    /** Fields and a public constructor that takes them. */
    static void fields(ClassWriter out, String name, String superName, List<MirClass.Field> fields) {
        fields(out, name, superName, fields, "()V", 0);
    }

    /** The same; the superclass's constructor takes the variant's tag. */
    static void variantFields(ClassWriter out, String name, String superName, List<MirClass.Field> fields, int tag) {
        fields(out, name, superName, fields, "(I)V", tag);
    }

    /** A private constructor, and the one object in {@code INSTANCE}. */
    static void single(ClassWriter out, String name, String superName) {
        constructor(out, Opcodes.ACC_PRIVATE, superName);
        instance(out, name);
    }

    /** The same for a variant. */
    static void singleVariant(ClassWriter out, String name, String superName, int tag) {
        var init = out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        superCall(init, superName, "(I)V", tag);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
        instance(out, name);
    }

    private static void fields(
            ClassWriter out, String name, String superName, List<MirClass.Field> fields, String superType, int tag) {
        var parameters = new StringBuilder("(");
        for (var field : fields) {
            out.visitField(
                            Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                            field.name(),
                            field.rep().descriptor(),
                            null,
                            null)
                    .visitEnd();
            parameters.append(field.rep().descriptor());
        }
        var init = out.visitMethod(
                Opcodes.ACC_PUBLIC, "<init>", parameters.append(")V").toString(), null, null);
        superCall(init, superName, superType, tag);
        int slot = 1;
        for (var field : fields) {
            init.visitVarInsn(Opcodes.ALOAD, 0);
            load(init, field.rep(), slot);
            slot += CodeWriter.size(field.rep());
            init.visitFieldInsn(
                    Opcodes.PUTFIELD, name, field.name(), field.rep().descriptor());
        }
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
    }

    private static void superCall(MethodVisitor init, String superName, String superType, int tag) {
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        if (superType.equals("(I)V")) {
            init.visitLdcInsn(tag);
        }
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", superType, false);
    }

    private static void instance(ClassWriter out, String name) {
        var descriptor = "L" + name + ";";
        out.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "INSTANCE", descriptor, null, null)
                .visitEnd();
        var clinit = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        clinit.visitCode();
        clinit.visitTypeInsn(Opcodes.NEW, name);
        clinit.visitInsn(Opcodes.DUP);
        clinit.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        clinit.visitFieldInsn(Opcodes.PUTSTATIC, name, "INSTANCE", descriptor);
        clinit.visitInsn(Opcodes.RETURN);
        clinit.visitMaxs(0, 0);
        clinit.visitEnd();
    }

    static void load(MethodVisitor method, Rep rep, int slot) {
        method.visitVarInsn(
                switch (rep.kind()) {
                    case INT -> Opcodes.LLOAD;
                    case FLOAT -> Opcodes.DLOAD;
                    case BOOL, INDEX -> Opcodes.ILOAD;
                    case REF -> Opcodes.ALOAD;
                    case UNIT -> throw new IllegalStateException("a parameter without a value");
                },
                slot);
    }

    static void leave(MethodVisitor method, Rep rep) {
        method.visitInsn(
                switch (rep.kind()) {
                    case INT -> Opcodes.LRETURN;
                    case FLOAT -> Opcodes.DRETURN;
                    case BOOL, INDEX -> Opcodes.IRETURN;
                    case REF -> Opcodes.ARETURN;
                    case UNIT -> Opcodes.RETURN;
                });
    }
}
