package snow.mir;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/**
 * The methods that write values of one type as JSON and read them (spec 06 §19): one pair per type that the program encodes or decodes,
 * with everything known that there is to know about the type.
 */
final class JsonCodecs {
    /** A type with more parts than this only comes from a declaration that mentions itself with ever larger arguments. */
    private static final int LARGEST_TYPE = 100;

    static final TypeName TO_JSON = TypeName.builtin("ToJson");
    static final TypeName FROM_JSON = TypeName.builtin("FromJson");
    static final Type JSON = new Type.Named(TypeName.builtin("Json"));

    private final Context context;
    private final JsonEncoding encoding;
    private final JsonDecoding decoding;
    private final Map<Type, MethodRef> encoders = new HashMap<>();
    private final Map<Type, MethodRef> decoders = new HashMap<>();
    private final Set<String> overridden = new HashSet<>();
    private boolean encodesErased;
    private final Queue<Runnable> unfinished = new ArrayDeque<>();

    JsonCodecs(Context context) {
        this.context = context;
        encoding = new JsonEncoding(context, this);
        decoding = new JsonDecoding(context, this);
    }

    // ---- values whose type is erased

    /** Notes that the program encodes values of which only the class is known. */
    void encodesErased() {
        encodesErased = true;
    }

    /** Where needed, gives one more class of a serialisable type the method that the runtime then calls; false when all have it. */
    boolean overrideNext() {
        if (!encodesErased) {
            return false;
        }
        for (var data : context.layout.dataClasses()) {
            var type = new Type.Named(data.typeName(), data.arguments());
            if (!data.typeName().isBuiltin()
                    && context.implementations.find(TO_JSON, type).isPresent()
                    && overridden.add(data.name())) {
                context.layout.override(data, MirClass.Virtual.JSON, encoding.append(type, data.rep(), unit(type)));
                return true;
            }
        }
        return false;
    }

    /** Makes one of the methods that are still to be made; false when all are. */
    boolean makeNext() {
        var next = Optional.ofNullable(unfinished.poll());
        next.ifPresent(Runnable::run);
        return next.isPresent();
    }

    // ---- what calls stand for

    /** Whether {@link #call} knows a method of a built-in interface. */
    static boolean makes(String method) {
        return switch (method) {
            case "to_json", "from_json", "from_json_value" -> true;
            default -> false;
        };
    }

    /** A call of a method of ToJson or FromJson that nobody has written. */
    Node call(BodyLowering body, int line, String method, Type self, Node operand) {
        return switch (method) {
            case "to_json" -> encoding.tree(self, operand);
            case "from_json_value" ->
                isWritten(FROM_JSON, "from_json", self)
                        ? decoding.byText(body, line, self, operand)
                        : decoding.whole(body, self, JsonDecoding.OF_VALUE, operand);
            default -> decoding.whole(body, self, JsonDecoding.PARSE, operand);
        };
    }

    boolean isWritten(TypeName interfaceName, String method, Type type) {
        return context.implementations.method(interfaceName, method, type).isPresent();
    }

    /** The JSON text of a value. */
    Node text(Type type, Node value) {
        return encoding.text(type, value);
    }

    // ---- methods

    MethodRef encoder(Type type) {
        return encoders.computeIfAbsent(type, key -> {
            var parameters = List.of(context.layout.value(key), JsonEncoding.WRITER);
            var method = new MethodRef(unit(key).className(), name(key, "to_json"), parameters, Rep.UNIT);
            unfinished.add(() -> encoding.make(key, method, body(key, Rep.UNIT)));
            return method;
        });
    }

    MethodRef decoder(Type type) {
        return decoders.computeIfAbsent(type, key -> {
            var result = context.layout.value(key);
            var method = new MethodRef(
                    unit(key).className(), name(key, "from_json"), List.of(JsonDecoding.DOCUMENT, Rep.INT), result);
            unfinished.add(() -> decoding.make(key, method, body(key, result)));
            return method;
        });
    }

    BodyLowering body(Type type, Rep result) {
        var name = type instanceof Type.Named named ? named.name().name() : "Tuple";
        return new BodyLowering(context, new Scope(unit(type), name, Optional.empty(), true, Map.of(), result));
    }

    Unit unit(Type type) {
        return type instanceof Type.Named named && !named.name().isBuiltin()
                ? context.units.of(named.name().module())
                : context.units.shared();
    }

    String name(Type type, String method) {
        var owner = type instanceof Type.Named named ? named.name().name() : "Tuple";
        return unit(type).numbered(owner + ":" + method);
    }

    // ---- parts of types

    Optional<Struct> struct(Type type) {
        return type instanceof Type.Named named ? context.layout.findStruct(named.name()) : Optional.empty();
    }

    Optional<SumType> sum(Type type) {
        return type instanceof Type.Named named ? context.layout.findSum(named.name()) : Optional.empty();
    }

    /** Declared types of fields, at the arguments of a type. */
    List<Type> fields(Type.Named type, List<TypeParameter> parameters, List<Type> declared) {
        var by = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < parameters.size(); i++) {
            by.put(parameters.get(i), type.arguments().get(i));
        }
        var fields = Types.inner(declared, by);
        if (fields.stream().anyMatch(field -> Types.isLargerThan(field, LARGEST_TYPE))) {
            reportInfinite(type);
            fields.replaceAll(Types::representative);
        }
        return fields;
    }

    private Optional<Span> span(Type type) {
        return struct(type).map(Struct::span).or(() -> sum(type).map(SumType::span));
    }

    /** The code lies where the type does. */
    int line(Type type) {
        return span(type).map(span -> unit(type).line(span)).orElse(0);
    }

    private void reportInfinite(Type.Named type) {
        var span = span(type).orElseThrow();
        var name = type.name().name();
        context.problems.report(
                type.name().module(),
                span,
                Diagnostic.error(
                        "E0067",
                        "`" + name + "` would be needed for infinitely many types",
                        span,
                        "recursion with ever larger types"));
    }
}
