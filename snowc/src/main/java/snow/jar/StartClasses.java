package snow.jar;

import static org.objectweb.asm.Opcodes.*;

import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The classes that a jar starts in. The first runs on Java 8, so that an old JVM can say what is wrong; only when the JVM is new enough
 * does it touch the second, which starts the program.
 */
final class StartClasses {
    /** Binary name for the manifest. */
    static final String MAIN_CLASS = "snow.start.Main";

    private static final String FIRST = "snow/start/Main";
    private static final String SECOND = "snow/start/Start";
    private static final String ENTRY = "snow/start/Entry";
    private static final int NEEDED_JAVA = 25;
    private static final int TOO_OLD_STATUS = 3;
    private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

    private StartClasses() {}

    /** Both class files by internal name. */
    static Map<String, byte[]> classFiles() {
        return Map.of(FIRST, first(), SECOND, second());
    }

    private static byte[] first() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        writer.visit(V1_8, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, FIRST, null, "java/lang/Object", null);
        var code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "main", MAIN_DESCRIPTOR, null, null);
        code.visitCode();
        var tooOld = new Label();
        // up to Java 8 the version is written 1.8
        property(code, "java.specification.version");
        code.visitLdcInsn("1.");
        code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "startsWith", "(Ljava/lang/String;)Z", false);
        code.visitJumpInsn(IFNE, tooOld);
        property(code, "java.specification.version");
        code.visitMethodInsn(INVOKESTATIC, "java/lang/Integer", "parseInt", "(Ljava/lang/String;)I", false);
        code.visitIntInsn(BIPUSH, NEEDED_JAVA);
        code.visitJumpInsn(IF_ICMPLT, tooOld);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESTATIC, SECOND, "main", MAIN_DESCRIPTOR, false);
        code.visitInsn(RETURN);
        code.visitLabel(tooOld);
        code.visitFieldInsn(GETSTATIC, "java/lang/System", "err", "Ljava/io/PrintStream;");
        code.visitLdcInsn("This program needs Java " + NEEDED_JAVA + " or newer (found ");
        property(code, "java.version");
        concat(code);
        code.visitLdcInsn(").");
        concat(code);
        code.visitMethodInsn(INVOKEVIRTUAL, "java/io/PrintStream", "println", "(Ljava/lang/String;)V", false);
        code.visitIntInsn(BIPUSH, TOO_OLD_STATUS);
        code.visitMethodInsn(INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] second() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        writer.visit(V25, ACC_FINAL | ACC_SUPER, SECOND, null, "java/lang/Object", null);
        var code = writer.visitMethod(ACC_STATIC, "main", MAIN_DESCRIPTOR, null, null);
        code.visitCode();
        code.visitTypeInsn(NEW, ENTRY);
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, ENTRY, "<init>", "()V", false);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(
                INVOKESTATIC,
                "snow/rt/actor/World",
                "runAndExit",
                "(Lsnow/rt/actor/Program;[Ljava/lang/String;)V",
                false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void property(MethodVisitor code, String name) {
        code.visitLdcInsn(name);
        code.visitMethodInsn(
                INVOKESTATIC, "java/lang/System", "getProperty", "(Ljava/lang/String;)Ljava/lang/String;", false);
    }

    private static void concat(MethodVisitor code) {
        code.visitMethodInsn(
                INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
    }
}
