package snow.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Rep;
import snow.mir.Variable;

/** Emitted classes, verified by ASM and loaded so that a test can call them. */
final class Loaded extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    private Loaded(List<ClassFile> files) {
        super(Loaded.class.getClassLoader());
        files.forEach(file -> classes.put(file.name().replace('/', '.'), file.bytes()));
        for (var file : files) {
            var problems = new StringWriter();
            CheckClassAdapter.verify(new ClassReader(file.bytes()), this, false, new PrintWriter(problems));
            assertEquals("", problems.toString(), file.name());
        }
    }

    static final String MAIN = "snow/program/Main";

    static MirFunction function(String name, Rep result, Node body, Variable... parameters) {
        var reps = List.of(parameters).stream().map(Variable::rep).toList();
        return new MirFunction(new MethodRef(MAIN, name, reps, result), List.of(parameters), body, 1);
    }

    static Loaded load(int limit, List<MirClass> classes, MirFunction... functions) {
        return load(limit, Outliner.MOST_WORDS, classes, functions);
    }

    static Loaded load(int limit, int words, List<MirClass> classes, MirFunction... functions) {
        var module = new MirProgram.MirModule(MAIN, "main.snow", List.of(), List.of(functions));
        var main = new MethodRef(MAIN, functions[0].method().name(), List.of(), Rep.UNIT);
        return new Loaded(Emitter.emit(new MirProgram(List.of(module), classes, main), limit, words));
    }

    static Loaded load(MirFunction... functions) {
        return load(Outliner.LIMIT, List.of(), functions);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Calls the method of this name of the main module. */
    Object call(String name, Object... arguments) throws Throwable {
        for (var method : loadClass(MAIN.replace('/', '.')).getMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(null, arguments);
                } catch (java.lang.reflect.InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    boolean has(String name) {
        return classes.containsKey(name.replace('/', '.'));
    }
}
