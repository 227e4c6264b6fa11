package snow.mir;

import java.util.ArrayList;
import java.util.List;
import snow.mir.Layout.DataClass;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/**
 * Code that reads values from a parsed document. The document remembers the first failure and gives harmless answers from then on, so
 * only entries of methods and the end look at it.
 */
final class JsonDecoding {
    static final Rep DOCUMENT = Rep.ref("snow/rt/json/JsonDocument");
    private static final Rep MEMBERS = Rep.ref("snow/rt/json/JsonMembers");

    static final MethodRef PARSE = Runtime.method(DOCUMENT.className(), "parse", DOCUMENT, Rep.STRING);
    static final MethodRef OF_VALUE = Runtime.method(DOCUMENT.className(), "of", DOCUMENT, JsonEncoding.JSON);

    private static final MethodRef FAILED = ask("failed", Rep.BOOL);
    private static final MethodRef FAILURE = ask("failure", Rep.STRING);
    private static final MethodRef FAIL = ask("fail", Rep.UNIT, Rep.STRING);
    private static final MethodRef INTEGER = ask("integer", Rep.INT, Rep.INT);
    private static final MethodRef NUMBER = ask("number", Rep.FLOAT, Rep.INT);
    private static final MethodRef TRUTH = ask("truth", Rep.BOOL, Rep.INT);
    private static final MethodRef TEXT = ask("text", Rep.STRING, Rep.INT);
    private static final MethodRef VALUE = ask("value", JsonEncoding.JSON, Rep.INT);
    private static final MethodRef SOURCE = ask("source", Rep.STRING, Rep.INT);
    private static final MethodRef NOTHING = ask("nothing", Rep.UNIT, Rep.INT);
    private static final MethodRef IS_NULL = ask("isNull", Rep.BOOL, Rep.INT);
    private static final MethodRef ARRAY = ask("array", Rep.INT, Rep.INT);
    private static final MethodRef NEXT = ask("next", Rep.INT, Rep.INT);
    private static final MethodRef TUPLE = ask("tuple", Rep.INT, Rep.INT, Rep.INT);
    private static final MethodRef OBJECT = ask("object", Rep.UNIT, Rep.INT);
    private static final MethodRef FIELD = ask("field", Rep.INT, Rep.INT, Rep.STRING);
    private static final MethodRef OPTIONAL = ask("optional", Rep.INT, Rep.INT, Rep.STRING);
    private static final MethodRef MEMBERS_OF = ask("members", MEMBERS, Rep.INT);
    private static final MethodRef TAG = ask("tag", Rep.STRING, Rep.INT, Rep.STRING);
    private static final MethodRef UNKNOWN_VARIANT = ask("unknownVariant", Rep.UNIT, Rep.STRING);
    private static final MethodRef ARGUMENTS = ask("arguments", Rep.INT, Rep.INT);
    private static final MethodRef ARGUMENT = ask("argument", Rep.INT, Rep.INT, Rep.INT, Rep.INT);

    private final Context context;
    private final JsonCodecs codecs;

    JsonDecoding(Context context, JsonCodecs codecs) {
        this.context = context;
        this.codecs = codecs;
    }

    private static MethodRef ask(String name, Rep result, Rep... parameters) {
        return Runtime.method(DOCUMENT.className(), name, result, parameters);
    }

    private static Type.Named resultOf(Type type) {
        return new Type.Named(TypeName.builtin("Result"), List.of(type, Type.STRING));
    }

    // ---- from_json, from_json_value

    /** Opens a document and decodes all of it: {@code Ok} or {@code Err}. */
    Node whole(BodyLowering body, Type type, MethodRef open, Node source) {
        var document = Nodes.temporary(DOCUMENT);
        var value = Nodes.temporary(context.layout.value(type));
        return Nodes.block(
                List.of(
                        Nodes.let(document, Nodes.call(0, open, source)),
                        Nodes.let(value, read(type, document, new Node.Int(0)))),
                new Node.If(
                        Nodes.callOn(0, FAILED, Nodes.get(document)),
                        variant(resultOf(type), 1, Nodes.callOn(0, FAILURE, Nodes.get(document))),
                        variant(resultOf(type), 0, Nodes.get(value)),
                        Rep.ref("snow/rt/value/Result")));
    }

    /** A variant of Option or Result with its one argument. */
    private Node variant(Type type, int tag, Node value) {
        var data = context.layout.builtinVariant(type, tag);
        return context.layout.make(
                data, List.of(Nodes.convert(value, data.fields().getFirst().rep())));
    }

    /** By a written {@code from_json}, which knows texts only. */
    Node byText(BodyLowering body, int line, Type type, Node json) {
        var text = Nodes.callOn(0, Runtime.method("java/lang/Object", "toString", Rep.STRING), json);
        return written(body, line, type, "from_json", Type.STRING, text);
    }

    private static Node written(BodyLowering body, int line, Type type, String method, Type of, Node operand) {
        return body.calls()
                .callMethod(
                        line,
                        JsonCodecs.FROM_JSON,
                        method,
                        type,
                        Calls.nodes(List.of(of), List.of(operand)),
                        1,
                        resultOf(type),
                        Rep.ref("snow/rt/value/Result"),
                        false);
    }

    // ---- one method per type

    private Node read(Type type, Variable document, Node at) {
        if (Types.isInt(type)) {
            return on(document, INTEGER, at);
        }
        if (Types.isFloat(type)) {
            return on(document, NUMBER, at);
        }
        if (Types.isBool(type)) {
            return on(document, TRUTH, at);
        }
        if (Types.isString(type)) {
            return on(document, TEXT, at);
        }
        if (type.equals(JsonCodecs.JSON) || Types.isErased(type)) {
            return Nodes.convert(on(document, VALUE, at), context.layout.value(type));
        }
        if (Types.isUnit(type)) {
            return Nodes.block(List.of(Nodes.evaluate(0, on(document, NOTHING, at))), Nodes.unit());
        }
        return Nodes.call(0, codecs.decoder(type), Nodes.get(document), at);
    }

    private static Node on(Variable document, MethodRef method, Node... operands) {
        return Nodes.callOn(0, method, Nodes.get(document), operands);
    }

    private static Node nothing(Rep rep) {
        return switch (rep.kind()) {
            case INT -> new Node.Int(0);
            case FLOAT -> new Node.Float(0);
            case BOOL -> new Node.Bool(false);
            case REF -> new Node.Null(rep);
            case UNIT -> Nodes.nothing();
            case INDEX -> throw Rep.noValue();
        };
    }

    void make(Type type, MethodRef method, BodyLowering body) {
        var document = new Variable("document", DOCUMENT);
        var at = new Variable("at", Rep.INT);
        body.scope.calls();
        var value = switch (type) {
            case Type.Named named -> named(body, named, document, at);
            case Type.Tuple tuple -> tuple(tuple, document, at);
            case Type.Function _, Type.Parameter _, Type.Never _ ->
                throw new IllegalStateException("no value from JSON for " + type);
        };
        var node = new Node.If(
                on(document, FAILED), nothing(method.result()), Nodes.convert(value, method.result()), method.result());
        body.scope.unit().add(body.scope.function(method, List.of(), List.of(document, at), node, codecs.line(type)));
    }

    private Node named(BodyLowering body, Type.Named type, Variable document, Variable at) {
        if (codecs.isWritten(JsonCodecs.FROM_JSON, "from_json_value", type)) {
            var value = on(document, VALUE, Nodes.get(at));
            return unwrapped(type, document, written(body, 0, type, "from_json_value", JsonCodecs.JSON, value));
        }
        if (codecs.isWritten(JsonCodecs.FROM_JSON, "from_json", type)) {
            var text = on(document, SOURCE, Nodes.get(at));
            return unwrapped(type, document, written(body, 0, type, "from_json", Type.STRING, text));
        }
        var struct = codecs.struct(type);
        var sum = codecs.sum(type);
        if (struct.isPresent()) {
            return struct(type, struct.get(), document, at);
        }
        if (Types.isBuiltin(type, "Option")) {
            return option(type, document, Nodes.get(at));
        }
        if (sum.isPresent()) {
            return sum(type, sum.get(), document, at);
        }
        if (Types.isBuiltin(type, "Map")) {
            return map(type.arguments().getLast(), document, at);
        }
        var list = list(type.arguments().getFirst(), document, at);
        return Types.isBuiltin(type, "Set")
                ? Nodes.call(0, Runtime.method(Runtime.SET, "of", Rep.ref(Runtime.SET), Runtime.LIST_REP), list)
                : list;
    }

    /** What a written decoder made, or its failure as the document's. */
    private Node unwrapped(Type type, Variable document, Node result) {
        var of = resultOf(type);
        var rep = context.layout.value(type);
        var made = Nodes.temporary(Rep.ref("snow/rt/value/Result"));
        var ok = context.layout.read(Nodes.get(made), context.layout.builtinVariant(of, 0), 0, type);
        var err = context.layout.read(Nodes.get(made), context.layout.builtinVariant(of, 1), 0, Type.STRING);
        return Nodes.block(
                List.of(Nodes.let(made, result)),
                new Node.TagSwitch(
                        Nodes.get(made),
                        List.of(new Node.TagSwitch.Case(0, ok)),
                        Nodes.block(List.of(Nodes.evaluate(0, on(document, FAIL, err))), nothing(rep)),
                        rep));
    }

    private Node struct(Type.Named type, Struct struct, Variable document, Variable at) {
        var data = context.layout.struct(struct, type.arguments());
        var types = codecs.fields(type, struct.parameters(), data.declaredFields());
        var steps = new ArrayList<Node.Step>();
        var values = new ArrayList<Node>();
        if (types.isEmpty()) {
            steps.add(Nodes.evaluate(0, on(document, OBJECT, Nodes.get(at))));
        }
        for (int i = 0; i < types.size(); i++) {
            var name = new Node.Text(struct.fields().get(i).name());
            var field = Types.isBuiltin(types.get(i), "Option")
                    ? optional((Type.Named) types.get(i), document, on(document, OPTIONAL, Nodes.get(at), name))
                    : read(types.get(i), document, on(document, FIELD, Nodes.get(at), name));
            values.add(bind(steps, field, data, i));
        }
        return Nodes.block(steps, context.layout.make(data, values));
    }

    private static Node bind(List<Node.Step> steps, Node value, DataClass data, int index) {
        var variable = Nodes.temporary(data.fields().get(index).rep());
        steps.add(Nodes.let(variable, Nodes.convert(value, variable.rep())));
        return Nodes.get(variable);
    }

    /** A field that may be missing. */
    private Node optional(Type.Named type, Variable document, Node place) {
        var found = Nodes.temporary(Rep.INT);
        return Nodes.block(
                List.of(Nodes.let(found, place)),
                new Node.If(
                        Nodes.operation(Node.Operation.INT_LESS, Nodes.get(found), new Node.Int(0)),
                        none(type),
                        option(type, document, Nodes.get(found)),
                        context.layout.value(type)));
    }

    private Node none(Type.Named type) {
        return context.layout.make(context.layout.builtinVariant(type, 1), List.of());
    }

    private Node option(Type.Named type, Variable document, Node at) {
        var of = type.arguments().getFirst();
        return new Node.If(
                on(document, IS_NULL, at),
                none(type),
                variant(type, 0, read(of, document, at)),
                context.layout.value(type));
    }

    private Node sum(Type.Named type, SumType sum, Variable document, Variable at) {
        var rep = context.layout.value(type);
        var name = new Node.Text(type.name().name());
        var cases = new ArrayList<Node.TextSwitch.Case>();
        for (var variant : sum.variants()) {
            var data = context.layout.variant(sum, variant, type.arguments());
            cases.add(new Node.TextSwitch.Case(variant.name(), Nodes.convert(variant(type, data, document, at), rep)));
        }
        var unknown = Nodes.block(List.of(Nodes.evaluate(0, on(document, UNKNOWN_VARIANT, name))), nothing(rep));
        return cases.isEmpty()
                ? unknown
                : new Node.TextSwitch(on(document, TAG, Nodes.get(at), name), cases, unknown, rep);
    }

    private Node variant(Type.Named type, DataClass data, Variable document, Variable at) {
        var types = codecs.fields(type, data.parameters(), data.declaredFields());
        var steps = new ArrayList<Node.Step>();
        var values = new ArrayList<Node>();
        if (!types.isEmpty()) {
            var arguments = Nodes.temporary(Rep.INT);
            steps.add(Nodes.let(arguments, on(document, ARGUMENTS, Nodes.get(at))));
            Node before = new Node.Int(-1);
            for (int i = 0; i < types.size(); i++) {
                var place = Nodes.temporary(Rep.INT);
                steps.add(Nodes.let(place, on(document, ARGUMENT, Nodes.get(arguments), new Node.Int(i), before)));
                values.add(bind(steps, read(types.get(i), document, Nodes.get(place)), data, i));
                before = Nodes.get(place);
            }
        }
        return Nodes.block(steps, context.layout.make(data, values));
    }

    private Node tuple(Type.Tuple type, Variable document, Variable at) {
        var steps = new ArrayList<Node.Step>();
        var reps = new ArrayList<Rep>();
        var values = new ArrayList<Node>();
        var place = on(
                document, TUPLE, Nodes.get(at), new Node.Int(type.components().size()));
        for (var component : type.components()) {
            var here = Nodes.temporary(Rep.INT);
            steps.add(Nodes.let(here, place));
            var rep = Layout.open(context.layout.value(component));
            var variable = Nodes.temporary(rep);
            steps.add(Nodes.let(variable, Nodes.convert(read(component, document, Nodes.get(here)), rep)));
            reps.add(rep);
            values.add(Nodes.get(variable));
            place = on(document, NEXT, Nodes.get(here));
        }
        return Nodes.block(steps, new Node.New(context.layout.tuple(type.components()), reps, values));
    }

    private Node list(Type of, Variable document, Variable at) {
        var builder = Nodes.temporary(Runtime.LIST_BUILDER);
        var place = Nodes.temporary(Rep.INT);
        var again = new Label("next");
        var rep = Layout.open(context.layout.value(of));
        var element = Nodes.convert(read(of, document, Nodes.get(place)), rep);
        var round = Nodes.block(
                List.of(
                        Nodes.evaluate(0, Nodes.callOn(0, Runtime.add(rep), Nodes.get(builder), element)),
                        Nodes.evaluate(0, new Node.Poll())),
                new Node.Jump(again, List.of(on(document, NEXT, Nodes.get(place)))));
        var loop = new Node.Loop(
                again,
                List.of(place),
                List.of(on(document, ARRAY, Nodes.get(at))),
                new Node.If(
                        Nodes.operation(Node.Operation.INT_LESS, Nodes.get(place), new Node.Int(0)),
                        Nodes.nothing(),
                        round,
                        Rep.UNIT),
                Rep.UNIT);
        var build = Runtime.method(Runtime.LIST_BUILDER.className(), "build", Runtime.LIST_REP);
        return Nodes.block(
                List.of(
                        Nodes.let(builder, new Node.New(Runtime.LIST_BUILDER.className(), List.of(), List.of())),
                        Nodes.evaluate(0, loop)),
                Nodes.callOn(0, build, Nodes.get(builder)));
    }

    private Node map(Type of, Variable document, Variable at) {
        var rep = Rep.ref(Runtime.MAP);
        var members = Nodes.temporary(MEMBERS);
        var map = Nodes.temporary(rep);
        var again = new Label("next");
        var key = Nodes.callOn(0, Runtime.method(MEMBERS.className(), "key", Rep.STRING), Nodes.get(members));
        var place = Nodes.callOn(0, Runtime.method(MEMBERS.className(), "place", Rep.INT), Nodes.get(members));
        var value = Nodes.convert(read(of, document, place), Rep.OBJECT);
        var put = Runtime.method(Runtime.MAP, "put", rep, Rep.OBJECT, Rep.OBJECT);
        var round = Nodes.block(
                List.of(Nodes.evaluate(0, new Node.Poll())),
                new Node.Jump(again, List.of(Nodes.callOn(0, put, Nodes.get(map), key, value))));
        return Nodes.block(
                List.of(Nodes.let(members, on(document, MEMBERS_OF, Nodes.get(at)))),
                new Node.Loop(
                        again,
                        List.of(map),
                        List.of(new Node.GetStatic(Runtime.MAP, "EMPTY", rep)),
                        new Node.If(
                                Nodes.callOn(
                                        0, Runtime.method(MEMBERS.className(), "next", Rep.BOOL), Nodes.get(members)),
                                round,
                                Nodes.get(map),
                                rep),
                        rep));
    }
}
