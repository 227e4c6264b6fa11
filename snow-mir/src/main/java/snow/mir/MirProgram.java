package snow.mir;

import java.util.List;

/**
 * A whole program, ready to emit: only what can be reached from {@code main}.
 *
 * @param modules one class each
 * @param classes data, shapes, closures
 * @param main the entry: a static method without parameters
 */
public record MirProgram(List<MirModule> modules, List<MirClass> classes, MethodRef main) {
    public MirProgram {
        modules = List.copyOf(modules);
        classes = List.copyOf(classes);
    }

    /**
     * The class of one module.
     *
     * @param className {@code snow/program/Main}
     * @param file path relative to the project root
     * @param constants static fields of reachable top-level lets
     */
    public record MirModule(
            String className, String file, List<MirClass.Field> constants, List<MirFunction> functions) {
        public MirModule {
            constants = List.copyOf(constants);
            functions = List.copyOf(functions);
        }
    }
}
