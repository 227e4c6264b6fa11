package snow.project;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import snow.rt.actor.Program;

/**
 * A program as class files.
 *
 * @param classes class files by internal name, {@code snow/program/Main}
 * @param mir gives its intermediate form as text
 */
public record CompiledProgram(SortedMap<String, byte[]> classes, Supplier<String> mir) {
    private static final String ENTRY = "snow.start.Entry";

    public CompiledProgram {
        classes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /** Loads the program into this JVM, without a file, and initialises its classes; running it is for a {@code World}. */
    public Program load() {
        try {
            return (Program) new MemoryLoader(classes)
                    .loadClass(ENTRY)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the program cannot be loaded", e);
        }
    }
}
