package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;
import snow.types.tree.Program;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/**
 * How values look: the representation of every type, and the classes of data and function values that the program uses. Types given to
 * it have no type parameters left.
 */
final class Layout {
    private static final Map<String, String> BUILTIN = Map.ofEntries(
            Map.entry("String", "java/lang/String"),
            Map.entry("Unit", "snow/rt/value/Unit"),
            Map.entry("Atom", "snow/rt/value/Atom"),
            Map.entry("Range", "snow/rt/value/Range"),
            Map.entry("Bytes", "snow/rt/value/Bytes"),
            Map.entry("List", "snow/rt/collection/PersistentList"),
            Map.entry("Map", "snow/rt/collection/PersistentMap"),
            Map.entry("Set", "snow/rt/collection/PersistentSet"),
            Map.entry("Tuple", "snow/rt/value/Tuple"),
            Map.entry("Queue", "snow/rt/collection/PersistentQueue"),
            Map.entry("Option", "snow/rt/value/Option"),
            Map.entry("Result", "snow/rt/value/Result"),
            Map.entry("Ordering", "snow/rt/value/Ordering"),
            Map.entry("ExitReason", "snow/rt/actor/ExitReason"),
            Map.entry("Pid", "snow/rt/actor/Pid"),
            Map.entry("Monitor", "snow/rt/actor/Monitor"),
            Map.entry("WsConn", "snow/rt/ws/Connection"),
            Map.entry("WsHandlers", "snow/rt/ws/Handlers"),
            Map.entry("Server", "snow/rt/ws/Server"),
            Map.entry("Json", "snow/rt/json/Json"));

    private static final Span NOWHERE = new Span(0, 0);

    private final Map<TypeName, Struct> structs = new HashMap<>();
    private final Map<TypeName, SumType> sums = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Implementations implementations;
    private final Map<String, MirClass> classes = new LinkedHashMap<>();
    private final Map<String, DataClass> data = new LinkedHashMap<>();
    private final Queue<DataClass> unfinished = new ArrayDeque<>();

    /**
     * A class of structs or of one variant.
     *
     * @param arguments of the type, as far as the class knows them
     * @param struct or else {@code sum} and {@code variant}
     */
    record DataClass(
            String name,
            String superName,
            List<MirClass.Field> fields,
            List<Type> arguments,
            Optional<Struct> struct,
            Optional<SumType> sum,
            Optional<SumType.Variant> variant) {
        List<TypeParameter> parameters() {
            return struct.map(Struct::parameters)
                    .orElseGet(() -> sum.orElseThrow().parameters());
        }

        /** Of the type's name. */
        Span span() {
            return struct.map(Struct::span).orElseGet(() -> sum.orElseThrow().span());
        }

        TypeName typeName() {
            return struct.map(Struct::name).orElseGet(() -> sum.orElseThrow().name());
        }

        List<Type> declaredFields() {
            return struct.map(s -> s.fields().stream().map(Struct.Field::type).toList())
                    .orElseGet(() -> variant.orElseThrow().fields());
        }

        String shownName() {
            return struct.map(s -> s.name().name())
                    .orElseGet(() -> variant.orElseThrow().name());
        }

        Rep rep() {
            return Rep.ref(name);
        }
    }

    Layout(Program program, Implementations implementations) {
        this.implementations = implementations;
        for (var module : program.modules()) {
            files.put(module.name(), module.file());
            module.structs().forEach(struct -> structs.put(struct.name(), struct));
            module.sumTypes().forEach(sum -> sums.put(sum.name(), sum));
        }
        var value = new TypeParameter("T");
        var failure = new TypeParameter("E");
        builtin("Option", List.of(value), List.of("Some", "None"), List.of(List.of(value), List.of()));
        builtin("Result", List.of(value, failure), List.of("Ok", "Err"), List.of(List.of(value), List.of(failure)));
        builtin("Ordering", List.of(), List.of("Less", "Equal", "Greater"), List.of(List.of(), List.of(), List.of()));
        exitReason();
    }

    private void exitReason() {
        var name = TypeName.builtin("ExitReason");
        var text = new Type.Named(TypeName.builtin("String"));
        var variants = List.of(
                new SumType.Variant("Normal", 0, List.of()),
                new SumType.Variant("Shutdown", 1, List.of()),
                new SumType.Variant("Error", 2, List.of(text)),
                new SumType.Variant("Killed", 3, List.of()),
                new SumType.Variant("Linked", 4, List.of(Type.PID, new Type.Named(name))),
                new SumType.Variant("Custom", 5, List.of(text)));
        sums.putIfAbsent(name, new SumType(NOWHERE, name, List.of(), variants));
    }

    private void builtin(
            String name, List<TypeParameter> parameters, List<String> variants, List<List<TypeParameter>> fields) {
        var list = new ArrayList<SumType.Variant>();
        for (int i = 0; i < variants.size(); i++) {
            var types = fields.get(i).stream()
                    .map(p -> (Type) new Type.Parameter(p))
                    .toList();
            list.add(new SumType.Variant(variants.get(i), i, types));
        }
        sums.putIfAbsent(TypeName.builtin(name), new SumType(NOWHERE, TypeName.builtin(name), parameters, list));
    }

    // ---- representations

    /** Of a variable, an argument, a field of the emitted code. */
    Rep value(Type type) {
        return switch (type) {
            case Type.Parameter _, Type.Never _ -> Rep.OBJECT;
            case Type.Tuple tuple -> Rep.ref(tuple(tuple.components()));
            case Type.Function function -> Rep.ref(shape(function).name());
            case Type.Named named -> named(named);
        };
    }

    private Rep named(Type.Named named) {
        if (Types.isInt(named)) {
            return Rep.INT;
        }
        if (Types.isFloat(named)) {
            return Rep.FLOAT;
        }
        if (Types.isBool(named)) {
            return Rep.BOOL;
        }
        var struct = structs.get(named.name());
        if (struct != null) {
            return struct(struct, named.arguments()).rep();
        }
        if (named.name().isBuiltin()) {
            var name = BUILTIN.get(named.name().name());
            return name == null ? Rep.OBJECT : Rep.ref(name);
        }
        var sum = sums.get(named.name());
        return sum == null ? Rep.OBJECT : Rep.ref(sum(sum));
    }

    /** Of what a function leaves. */
    Rep result(Type type) {
        return Types.isUnit(type) ? Rep.UNIT : value(type);
    }

    private char letter(Type type) {
        if (Types.isInt(type)) {
            return 'J';
        }
        if (Types.isFloat(type)) {
            return 'D';
        }
        return Types.isBool(type) ? 'Z' : 'L';
    }

    /** One letter per type. */
    String letters(List<Type> types) {
        var out = new StringBuilder();
        for (var type : types) {
            out.append(Types.isUnit(type) ? 'V' : letter(type));
        }
        return out.toString();
    }

    private String fieldLetters(List<Type> types) {
        var out = new StringBuilder();
        for (var type : types) {
            out.append(letter(type));
        }
        return out.toString();
    }

    private static Rep open(char letter) {
        return switch (letter) {
            case 'J' -> Rep.INT;
            case 'D' -> Rep.FLOAT;
            case 'Z' -> Rep.BOOL;
            default -> Rep.OBJECT;
        };
    }

    /** The representation with which the shape of a function value passes something. */
    static Rep open(Rep rep) {
        return rep.isRef() ? Rep.OBJECT : rep;
    }

    // ---- classes

    String tuple(List<Type> components) {
        return tuple(fieldLetters(components));
    }

    /** @param letters of the components' representations */
    String tuple(String letters) {
        var name = "snow/tuple/Tuple_" + letters;
        if (!classes.containsKey(name)) {
            var fields = new ArrayList<MirClass.Field>();
            for (int i = 0; i < letters.length(); i++) {
                fields.add(new MirClass.Field("_" + i, open(letters.charAt(i))));
            }
            classes.put(name, new MirClass.Data(name, Runtime.TUPLE, -1, "", fields, Map.of(), ""));
        }
        return name;
    }

    MirClass.Shape shape(Type.Function type) {
        var parameters = new ArrayList<Rep>();
        for (var letter : fieldLetters(type.parameters()).toCharArray()) {
            parameters.add(open(letter));
        }
        return shape(parameters, open(result(type.result())));
    }

    MirClass.Shape shape(List<Rep> parameters, Rep result) {
        var name = new StringBuilder("snow/rt/fn/Fn_");
        parameters.forEach(rep -> name.append(rep.letter()));
        name.append('_').append(result.letter());
        return (MirClass.Shape) classes.computeIfAbsent(
                name.toString(),
                key -> new MirClass.Shape(
                        key, parameters.stream().map(Layout::open).toList(), open(result)));
    }

    static MethodRef apply(MirClass.Shape shape) {
        return new MethodRef(shape.name(), "apply", shape.parameters(), shape.result());
    }

    void add(MirClass made) {
        classes.put(made.name(), made);
    }

    private static String nested(TypeName name) {
        return "snow/program/" + name.module().replace('.', '/') + "$" + name.name();
    }

    private String file(TypeName name) {
        return files.getOrDefault(name.module(), "");
    }

    /** The abstract class of a sum type. */
    private String sum(SumType sum) {
        if (sum.name().isBuiltin()) {
            return BUILTIN.getOrDefault(sum.name().name(), "java/lang/Object");
        }
        var name = nested(sum.name());
        classes.computeIfAbsent(name, key -> new MirClass.Sum(key, file(sum.name())));
        return name;
    }

    Optional<Struct> findStruct(TypeName name) {
        return Optional.ofNullable(structs.get(name));
    }

    Optional<SumType> findSum(TypeName name) {
        return Optional.ofNullable(sums.get(name));
    }

    /** Whether the type's values extend {@code snow.rt.value.Data}. */
    boolean isData(Type type) {
        return switch (type) {
            case Type.Tuple _ -> true;
            case Type.Named named ->
                structs.containsKey(named.name())
                        || sums.containsKey(named.name())
                        || Types.isBuiltin(named, "Option")
                        || Types.isBuiltin(named, "Result")
                        || Types.isBuiltin(named, "Ordering")
                        || Types.isBuiltin(named, "ExitReason");
            case Type.Function _, Type.Parameter _, Type.Never _ -> false;
        };
    }

    DataClass struct(Struct struct, List<Type> arguments) {
        var fields = struct.fields().stream().map(Struct.Field::type).toList();
        var names = struct.fields().stream().map(Struct.Field::name).toList();
        var base = nested(struct.name());
        return dataClass(
                base,
                Runtime.STRUCT,
                struct.parameters(),
                arguments,
                fields,
                names,
                Optional.of(struct),
                Optional.empty(),
                Optional.empty());
    }

    DataClass variant(SumType sum, SumType.Variant variant, List<Type> arguments) {
        var superName = sum(sum);
        var names = new ArrayList<String>();
        for (int i = 0; i < variant.fields().size(); i++) {
            names.add("_" + i);
        }
        return dataClass(
                superName + "$" + variant.name(),
                superName,
                sum.parameters(),
                arguments,
                variant.fields(),
                names,
                Optional.empty(),
                Optional.of(sum),
                Optional.of(variant));
    }

    /** A variant of Option or Result. */
    DataClass builtinVariant(Type type, int tag) {
        var named = (Type.Named) type;
        var sum = sums.get(named.name());
        return variant(sum, sum.variants().get(tag), named.arguments());
    }

    /** A new value, or the only one of a class without fields. */
    Node make(DataClass data, List<Node> fields) {
        return data.fields().isEmpty()
                ? new Node.GetStatic(data.name(), "INSTANCE", data.rep())
                : new Node.New(
                        data.name(),
                        data.fields().stream().map(MirClass.Field::rep).toList(),
                        fields);
    }

    /** A field as a value of the type that it has in a particular use. */
    Node read(Node target, DataClass data, int index, Type type) {
        var field = data.fields().get(index);
        return Nodes.convert(
                new Node.Field(Nodes.convert(target, data.rep()), data.name(), field.name(), field.rep()), value(type));
    }

    Node component(Node target, Type.Tuple type, int index) {
        var name = tuple(type.components());
        var of = type.components().get(index);
        return Nodes.convert(
                new Node.Field(Nodes.convert(target, Rep.ref(name)), name, "_" + index, open(value(of))), value(of));
    }

    private DataClass dataClass(
            String base,
            String superName,
            List<TypeParameter> parameters,
            List<Type> arguments,
            List<Type> declared,
            List<String> names,
            Optional<Struct> struct,
            Optional<SumType> sum,
            Optional<SumType.Variant> variant) {
        var by = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < parameters.size(); i++) {
            by.put(parameters.get(i), i < arguments.size() ? arguments.get(i) : Types.ERASED);
        }
        var types = Types.inner(declared, by);
        var typeName =
                struct.map(Struct::name).orElseGet(() -> sum.orElseThrow().name());
        var known = new ArrayList<Type>();
        var hidden = new StringBuilder();
        boolean exact = declared.size() > 0 && implementations.writesVirtual(typeName);
        for (var parameter : parameters) {
            var type = Types.representative(by.get(parameter));
            boolean shown = declared.contains(new Type.Parameter(parameter));
            if (!shown && exact) {
                hidden.append(Types.isUnit(type) ? 'L' : letter(type));
            }
            known.add((shown || exact) && !Types.isUnit(type) ? type : Types.ERASED);
        }
        var name = new StringBuilder(base);
        boolean generic = !parameters.isEmpty();
        if (!declared.isEmpty() && (generic || variant.isPresent())) {
            name.append('_').append(fieldLetters(types));
        }
        if (hidden.chars().anyMatch(letter -> letter != 'L')) {
            name.append('\'').append(hidden);
        }
        var key = name.toString();
        var made = data.get(key);
        if (made != null) {
            return made;
        }
        // The class stands in the table before its fields are looked at: a field may be of the same type.
        var fields = new ArrayList<MirClass.Field>();
        var result = new DataClass(key, superName, fields, known, struct, sum, variant);
        data.put(key, result);
        for (int i = 0; i < types.size(); i++) {
            fields.add(new MirClass.Field(names.get(i), field(declared.get(i), types.get(i))));
        }
        if (!typeName.isBuiltin()) {
            unfinished.add(result);
        }
        return result;
    }

    /** A field's class may not depend on type arguments that the name of the class around it does not tell. */
    private Rep field(Type declared, Type actual) {
        if (!Types.mentionsParameter(declared)) {
            return value(actual);
        }
        char letter = letter(actual);
        if (letter == 'L' && declared instanceof Type.Named named && !structs.containsKey(named.name())) {
            return value(actual);
        }
        return open(letter);
    }

    /** A data class whose virtual methods are still to be made; empty when all are. */
    Optional<DataClass> nextUnfinished() {
        return Optional.ofNullable(unfinished.poll());
    }

    void finish(DataClass of, Map<MirClass.Virtual, MethodRef> virtuals) {
        int tag = of.variant().map(SumType.Variant::tag).orElse(-1);
        classes.put(
                of.name(),
                new MirClass.Data(
                        of.name(), of.superName(), tag, of.shownName(), of.fields(), virtuals, file(of.typeName())));
    }

    /** Every data class made so far. */
    List<DataClass> dataClasses() {
        return List.copyOf(data.values());
    }

    /** Gives a finished class another method. */
    void override(DataClass of, MirClass.Virtual virtual, MethodRef method) {
        var finished = (MirClass.Data) classes.get(of.name());
        var virtuals = new EnumMap<MirClass.Virtual, MethodRef>(MirClass.Virtual.class);
        virtuals.putAll(finished.virtuals());
        virtuals.put(virtual, method);
        finish(of, virtuals);
    }

    /** Every data class of a struct or sum type made so far. */
    List<DataClass> dataClasses(TypeName type) {
        return data.values().stream().filter(one -> one.typeName().equals(type)).toList();
    }

    List<MirClass> classes() {
        return List.copyOf(classes.values());
    }
}
