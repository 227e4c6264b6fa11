package snow.costs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/**
 * A program, and a runtime of its own, in which {@link Work} is counted: every method that begins, every round of a loop, every element of an array that is
 * made or copied; and every boxing of a number or truth value. The counts are the same on every machine, whatever the JIT does.
 */
final class Counted extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> program;

    private Counted(Map<String, byte[]> program) {
        super(Counted.class.getClassLoader());
        this.program = program;
    }

    static Counted program(String source, int optLevel) {
        var compilation = Compiler.compile(
                Project.of(Map.of(Project.ENTRY_FILE, source)), Compiler.Goal.CLASS_FILES, optLevel, Phases.SILENT);
        var program = compilation
                .program()
                .orElseThrow(() -> new AssertionError(compilation.diagnostics().toString()));
        return new Counted(program.classes());
    }

    /** Calls a function of the main module. */
    Object call(String name, Object... arguments) {
        try {
            for (var method : loadClass("snow.program.Main").getMethods()) {
                if (method.getName().equals(name) || method.getName().startsWith(name + "'")) {
                    return method.invoke(null, arguments);
                }
            }
            throw new AssertionError("no function " + name);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            var file = name.startsWith("snow.") ? file(name.replace('.', '/')) : null;
            if (file == null) {
                return super.loadClass(name, resolve);
            }
            var counted = counting(file);
            return defineClass(name, counted, 0, counted.length);
        }
    }

    /** The class file of the runtime or of the program; what both have is the runtime's. */
    private byte[] file(String name) {
        if (name.startsWith("snow/rt/")) {
            try (var in = getParent().getResourceAsStream(name + ".class")) {
                if (in != null) {
                    return in.readAllBytes();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return program.get(name);
    }

    private static byte[] counting(byte[] file) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new Counting(super.visitMethod(access, name, descriptor, signature, exceptions));
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static final class Counting extends MethodVisitor {
        private static final String WORK = "snow/costs/Work";

        /** A jump to one of these is a round of a loop. */
        private final Set<Label> passed = new HashSet<>();

        private Counting(MethodVisitor out) {
            super(Opcodes.ASM9, out);
        }

        private void work(String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, WORK, name, descriptor, false);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            work("step", "()V");
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                work("step", "()V");
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                count();
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.ANEWARRAY) {
                count();
            }
            super.visitTypeInsn(opcode, type);
        }

        /** Counts the number on top of the stack. */
        private void count() {
            super.visitInsn(Opcodes.DUP);
            work("elements", "(I)V");
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            switch (owner + "." + name) {
                case "java/lang/System.arraycopy", "java/util/Arrays.copyOf" -> count();
                case "java/util/Arrays.copyOfRange" -> {
                    super.visitInsn(Opcodes.DUP2);
                    work("elements", "(II)V");
                }
                default -> {
                    if (owner.startsWith("[") && name.equals("clone")) {
                        super.visitInsn(Opcodes.DUP);
                        work("elements", "(Ljava/lang/Object;)V");
                    }
                }
            }
            switch (owner + "." + name + descriptor) {
                case "java/lang/Long.valueOf(J)Ljava/lang/Long;",
                        "java/lang/Double.valueOf(D)Ljava/lang/Double;",
                        "java/lang/Boolean.valueOf(Z)Ljava/lang/Boolean;" -> work("of", descriptor);
                default -> super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }
    }
}
