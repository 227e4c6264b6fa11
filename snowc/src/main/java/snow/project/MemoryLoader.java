package snow.project;

import java.util.Map;

/** Defines the classes of a compiled program. What the runtime has too is the runtime's: its loader is asked first. */
final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    static {
        registerAsParallelCapable();
    }

    MemoryLoader(Map<String, byte[]> classes) {
        super("program", snow.rt.actor.Program.class.getClassLoader());
        this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // a class of the program would be looked for in vain in every jar of the class path
        if (name.startsWith("snow.program.")
                || name.startsWith("snow.library.")
                || name.startsWith("snow.tuple.")
                || name.startsWith("snow.start.")) {
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var file = classes.get(name.replace('.', '/'));
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }
}
