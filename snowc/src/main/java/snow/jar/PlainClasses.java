package snow.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of the tool's own jars, as the last step of its build, so that the JVM's archive of prepared classes can hold all of
 * what a start needs. It cannot hold two things: the code that the JDK makes at run time for a switch over types and for {@code equals} and
 * {@code hashCode} of records, which is written out here; and classes of a format older than Java 6, which get a new one.
 */
final class PlainClasses {
    private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
    private static final String RECORDS = "java/lang/runtime/ObjectMethods";

    private static final int SUM_BYTES = 8;

    private PlainClasses() {}

    /**
     * Rewrites jars in place, and writes beside them the sum of their contents, after which the launcher names the archive: the JVM only
     * compares sizes and times of jars. Doing so twice changes nothing.
     *
     * @param arguments a directory of jars
     */
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]);
        var jars = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(directory, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        var sum = sha256();
        for (var jar : jars) {
            rewrite(jar);
            sum.update(Files.readAllBytes(jar));
        }
        Files.writeString(directory.resolve("jars.sum"), HexFormat.of().formatHex(sum.digest(), 0, SUM_BYTES) + "\n");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void rewrite(Path jar) throws IOException {
        var out = new ByteArrayOutputStream();
        boolean changed = false;
        try (var in = new ZipFile(jar.toFile());
                var zip = new ZipOutputStream(out)) {
            for (var entry : Collections.list(in.entries())) {
                var content = in.getInputStream(entry).readAllBytes();
                var plain = entry.getName().endsWith(".class") ? plain(content) : content;
                changed |= !Arrays.equals(content, plain);
                zip.putNextEntry(stored(entry, plain));
                zip.write(plain);
            }
        }
        if (changed) {
            Files.write(jar, out.toByteArray());
        }
    }

    private static ZipEntry stored(ZipEntry original, byte[] content) {
        var entry = new ZipEntry(original.getName());
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(original.getTimeLocal());
        return entry;
    }

    /** The class without what an archive cannot hold; the same bytes when there is nothing of that. */
    static byte[] plain(byte[] file) {
        var reader = new ClassReader(file);
        int version = reader.readUnsignedShort(6);
        boolean old = version < Opcodes.V1_6;
        var writer =
                old ? new ClassWriter(ClassWriter.COMPUTE_FRAMES) : new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        var rewriting = new Rewriting(writer, old);
        reader.accept(rewriting, old ? ClassReader.SKIP_FRAMES : 0);
        return old || rewriting.changed ? writer.toByteArray() : file;
    }

    private static final class Rewriting extends ClassVisitor {
        private final boolean old;
        private String owner = "";
        private boolean isInterface;
        private boolean changed;
        /** Methods to add at the end, each in the place of one call site. */
        private final List<Runnable> added = new ArrayList<>();

        Rewriting(ClassVisitor out, boolean old) {
            super(Opcodes.ASM9, out);
            this.old = old;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(old ? Opcodes.V17 : version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitInvokeDynamicInsn(
                        String called, String callDescriptor, Handle bootstrap, Object... arguments) {
                    if (isTypeSwitch(bootstrap, arguments)) {
                        call(callDescriptor, out -> typeSwitch(out, arguments));
                    } else if (bootstrap.getOwner().equals(RECORDS) && called.equals("equals")) {
                        call(callDescriptor, out -> recordEquals(out, arguments));
                    } else if (bootstrap.getOwner().equals(RECORDS) && called.equals("hashCode")) {
                        call(callDescriptor, out -> recordHash(out, arguments));
                    } else {
                        super.visitInvokeDynamicInsn(called, callDescriptor, bootstrap, arguments);
                    }
                }

                private void call(String callDescriptor, java.util.function.Consumer<MethodVisitor> body) {
                    changed = true;
                    var method = "plain$" + added.size();
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, callDescriptor, isInterface);
                    added.add(() -> add(method, callDescriptor, body));
                }
            };
        }

        @Override
        public void visitEnd() {
            added.forEach(Runnable::run);
            super.visitEnd();
        }

        private void add(String name, String descriptor, java.util.function.Consumer<MethodVisitor> body) {
            var out = cv.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
            out.visitCode();
            body.accept(out);
            out.visitMaxs(0, 0);
            out.visitEnd();
        }
    }

    private static boolean isTypeSwitch(Handle bootstrap, Object[] labels) {
        return bootstrap.getOwner().equals(SWITCHES)
                && bootstrap.getName().equals("typeSwitch")
                && Arrays.stream(labels).allMatch(label -> label instanceof Type);
    }

    /** {@code (Object target, int restart)}: the first label from {@code restart} on of which the target is an instance; -1 for null. */
    private static void typeSwitch(MethodVisitor out, Object[] labels) {
        int count = labels.length;
        var tests = new Label[count + 1];
        Arrays.setAll(tests, _ -> new Label());
        var present = new Label();
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitJumpInsn(Opcodes.IFNONNULL, present);
        out.visitInsn(Opcodes.ICONST_M1);
        out.visitInsn(Opcodes.IRETURN);
        out.visitLabel(present);
        out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        out.visitVarInsn(Opcodes.ILOAD, 1);
        out.visitTableSwitchInsn(0, count, tests[count], tests);
        for (int i = 0; i < count; i++) {
            out.visitLabel(tests[i]);
            out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitTypeInsn(Opcodes.INSTANCEOF, ((Type) labels[i]).getInternalName());
            out.visitJumpInsn(Opcodes.IFEQ, tests[i + 1]);
            push(out, i);
            out.visitInsn(Opcodes.IRETURN);
        }
        out.visitLabel(tests[count]);
        out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        push(out, count);
        out.visitInsn(Opcodes.IRETURN);
    }

    private static void push(MethodVisitor out, int value) {
        out.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }

    /** {@code (Record self, Object other)}. */
    private static void recordEquals(MethodVisitor out, Object[] arguments) {
        var self = ((Type) arguments[0]).getInternalName();
        var different = new Label();
        out.visitVarInsn(Opcodes.ALOAD, 1);
        out.visitTypeInsn(Opcodes.INSTANCEOF, self);
        out.visitJumpInsn(Opcodes.IFEQ, different);
        for (var getter : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            var field = (Handle) getter;
            var type = Type.getType(field.getDesc());
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitFieldInsn(Opcodes.GETFIELD, self, field.getName(), field.getDesc());
            out.visitVarInsn(Opcodes.ALOAD, 1);
            out.visitTypeInsn(Opcodes.CHECKCAST, self);
            out.visitFieldInsn(Opcodes.GETFIELD, self, field.getName(), field.getDesc());
            if (type.getSort() >= Type.ARRAY) {
                out.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/util/Objects",
                        "equals",
                        "(Ljava/lang/Object;Ljava/lang/Object;)Z",
                        false);
                out.visitJumpInsn(Opcodes.IFEQ, different);
            } else {
                // compare, and not ==, is what records do for floating point numbers; for the others it is the same
                out.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        wrapper(type),
                        "compare",
                        Type.getMethodDescriptor(Type.INT_TYPE, type, type),
                        false);
                out.visitJumpInsn(Opcodes.IFNE, different);
            }
        }
        out.visitInsn(Opcodes.ICONST_1);
        out.visitInsn(Opcodes.IRETURN);
        out.visitLabel(different);
        out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        out.visitInsn(Opcodes.ICONST_0);
        out.visitInsn(Opcodes.IRETURN);
    }

    /** {@code (Record self)}. */
    private static void recordHash(MethodVisitor out, Object[] arguments) {
        var self = ((Type) arguments[0]).getInternalName();
        out.visitInsn(Opcodes.ICONST_0);
        for (var getter : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            var field = (Handle) getter;
            var type = Type.getType(field.getDesc());
            push(out, 31);
            out.visitInsn(Opcodes.IMUL);
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitFieldInsn(Opcodes.GETFIELD, self, field.getName(), field.getDesc());
            boolean object = type.getSort() >= Type.ARRAY;
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    object ? "java/util/Objects" : wrapper(type),
                    "hashCode",
                    object ? "(Ljava/lang/Object;)I" : Type.getMethodDescriptor(Type.INT_TYPE, type),
                    false);
            out.visitInsn(Opcodes.IADD);
        }
        out.visitInsn(Opcodes.IRETURN);
    }

    private static String wrapper(Type primitive) {
        return switch (primitive.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> throw new IllegalArgumentException(primitive.toString());
        };
    }
}
