package snow.jar;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Which classes of the runtime a program can come to use. The runtime uses no reflection, so that a class is needed only if a needed
 * class names it: in its header, a field, a method or an instruction. A class that merely knows another as its nest mate,
 * inner class or permitted subclass does not need it.
 */
final class Reachability {
    private static final String RUNTIME = "snow/rt/";

    private Reachability() {}

    /**
     * The program's classes and every class of the runtime that they need.
     *
     * @param program class files by internal name
     * @param runtime gives the class file of an internal name, if the runtime has it
     * @return class files by internal name, sorted
     */
    static TreeMap<String, byte[]> of(Map<String, byte[]> program, Function<String, Optional<byte[]>> runtime) {
        var reached = new TreeMap<String, byte[]>();
        var seen = new TreeSet<String>();
        var waiting = new ArrayDeque<byte[]>();
        for (var entry : program.entrySet()) {
            seen.add(entry.getKey());
            // where both have a class, the runtime's is meant: it shares that class with its own code
            var file = entry.getKey().startsWith(RUNTIME)
                    ? runtime.apply(entry.getKey()).orElse(entry.getValue())
                    : entry.getValue();
            reached.put(entry.getKey(), file);
            waiting.add(file);
        }
        while (!waiting.isEmpty()) {
            for (var name : classesNamedBy(waiting.poll())) {
                if (name.startsWith(RUNTIME) && seen.add(name)) {
                    runtime.apply(name).ifPresent(file -> {
                        reached.put(name, file);
                        waiting.add(file);
                    });
                }
            }
        }
        return reached;
    }

    private static TreeSet<String> classesNamedBy(byte[] file) {
        var names = new Names();
        new ClassReader(file).accept(new Uses(names), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return names.found;
    }

    /** Notes the names that it is asked to map, and maps them to themselves. */
    private static final class Names extends Remapper {
        private final TreeSet<String> found = new TreeSet<>();

        Names() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            found.add(internalName);
            return internalName;
        }

        @Override
        public String mapSignature(String signature, boolean typeSignature) {
            return signature;
        }
    }

    private static final class Uses extends ClassRemapper {
        Uses(Names names) {
            super(Opcodes.ASM9, new Nothing(), names);
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {}

        @Override
        public void visitNestMember(String nestMember) {}

        @Override
        public void visitPermittedSubclass(String permittedSubclass) {}

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(
                int typeRef, TypePath typePath, String descriptor, boolean visible) {
            return null;
        }
    }

    /** Takes everything and keeps nothing; without it, code would not be visited. */
    private static final class Nothing extends ClassVisitor {
        Nothing() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {};
        }
    }
}
