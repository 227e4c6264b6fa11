package snow.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Rep;

/** MIR to class files: one class per module, data class, function shape and closure, and the entry. */
public final class Emitter {
    private final MirProgram program;
    private final Hierarchy hierarchy;
    private final List<ClassFile> classes = new ArrayList<>();
    private final Atoms atoms = new Atoms();
    private final Texts texts = new Texts();
    /** One static field of each class that has an initialiser. */
    private final List<Node.GetStatic> initialised = new ArrayList<>();

    private final int limit;
    private final int words;

    private Emitter(MirProgram program, int limit, int words) {
        this.program = program;
        this.limit = limit;
        this.words = words;
        this.hierarchy = new Hierarchy(program);
    }

    /**
     * Emits a whole program.
     *
     * @return the classes, sorted by name
     */
    public static List<ClassFile> emit(MirProgram program) {
        return emit(program, Outliner.LIMIT, Outliner.MOST_WORDS);
    }

    /** With other limits for the size of functions and of what their pieces take as parameters. */
    static List<ClassFile> emit(MirProgram program, int limit, int words) {
        try {
            return new Emitter(program, limit, words).all();
        } catch (ClassTooLargeException e) {
            // only writing a class tells how many constants it has; hardly any program comes here
            if (!Division.isPossible(program, e.getClassName())) {
                throw e;
            }
            return emit(Division.of(program, e.getClassName()), limit, words);
        }
    }

    private List<ClassFile> all() {
        for (var module : program.modules()) {
            module(module);
        }
        for (var declared : program.classes()) {
            switch (declared) {
                case MirClass.Sum sum -> add(sum.name(), DataEmitter.sum(sum));
                case MirClass.Data data -> {
                    add(data.name(), DataEmitter.data(data));
                    if (data.fields().isEmpty()) {
                        initialised.add(instance(data.name()));
                    }
                }
                case MirClass.Shape shape -> add(shape.name(), FunctionValues.shape(shape));
                case MirClass.Closure closure -> {
                    add(closure.name(), FunctionValues.closure(closure));
                    if (closure.captures().isEmpty()) {
                        initialised.add(instance(closure.name()));
                    }
                }
                case MirClass.Activity activity -> add(activity.name(), ActorEmitter.activity(activity));
                case MirClass.Init init -> add(init.name(), ProcessEmitter.init(init));
                case MirClass.Request request -> add(request.name(), ProcessEmitter.request(request));
                case MirClass.SupervisorValue value -> {
                    add(value.name(), ProcessEmitter.value(value));
                    initialised.add(instance(value.name()));
                }
                case MirClass.ActorValue value -> {
                    add(value.name(), ActorEmitter.value(value));
                    initialised.add(instance(value.name()));
                }
            }
        }
        classes.addAll(atoms.emit());
        initialised.addAll(atoms.firstFields());
        if (!texts.isEmpty()) {
            add(Names.TEXTS, texts.emit());
        }
        classes.addAll(EntryEmitter.entry(program.main(), initialised));
        classes.sort(Comparator.comparing(ClassFile::name));
        return List.copyOf(classes);
    }

    private static Node.GetStatic instance(String className) {
        return new Node.GetStatic(className, "INSTANCE", Rep.ref(className));
    }

    private void module(MirProgram.MirModule module) {
        var out = begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, module.className(), Names.OBJECT, module.file());
        for (var constant : module.constants()) {
            out.visitField(
                            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                            constant.name(),
                            constant.rep().descriptor(),
                            null,
                            null)
                    .visitEnd();
        }
        var overflow = new Overflow(module.className(), module.file());
        for (var function : module.functions()) {
            FunctionEmitter.emit(
                    out, Outliner.fit(ListWalks.in(function), overflow, limit, words), hierarchy, texts, atoms);
        }
        add(module.className(), end(out));
        overflow.classes.forEach((name, writer) -> add(name, end(writer)));
    }

    /** The classes that take the pieces of functions which are too large; each stays far below the limits of a class. */
    private final class Overflow implements Outliner.Sink {
        private static final int FUNCTIONS_PER_CLASS = 12;

        private final String owner;
        private final String file;
        private final LinkedHashMap<String, ClassWriter> classes = new LinkedHashMap<>();
        private ClassWriter current;
        private int inCurrent;

        private Overflow(String owner, String file) {
            this.owner = owner;
            this.file = file;
        }

        @Override
        public String nextOwner() {
            if (current == null || inCurrent == FUNCTIONS_PER_CLASS) {
                inCurrent = 0;
                // without a $: reports show the frames of these classes
                var name = owner + "~" + (classes.size() + 1);
                current = begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, Names.OBJECT, file);
                classes.put(name, current);
            }
            inCurrent++;
            return owner + "~" + classes.size();
        }

        @Override
        public void add(MirFunction function) {
            FunctionEmitter.emit(classes.get(function.method().owner()), function, hierarchy, texts, atoms);
        }
    }

    private void add(String name, byte[] bytes) {
        classes.add(new ClassFile(name, bytes));
    }

    /** A class writer that has been told the class's header; frames are ours, only the sizes of stacks are computed. */
    static ClassWriter begin(int access, String name, String superName, String file, String... interfaces) {
        var out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(Opcodes.V25, access | Opcodes.ACC_SUPER, name, null, superName, interfaces);
        if (!file.isEmpty()) {
            out.visitSource(file, null);
        }
        return out;
    }

    static byte[] end(ClassWriter out) {
        out.visitEnd();
        return out.toByteArray();
    }
}
