package snow.mir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import snow.mir.Layout.DataClass;
import snow.types.Type;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/** Code that writes values as JSON, straight into a writer. What is the same for all values of a type is one constant text. */
final class JsonEncoding {
    static final Rep WRITER = Rep.ref("snow/rt/json/JsonWriter");
    static final Rep JSON = Rep.ref("snow/rt/json/Json");
    private static final Rep ENTRIES = Rep.ref("snow/rt/json/JsonEntries");

    private static final MethodRef RAW = write("raw", Rep.STRING);
    private static final MethodRef INTEGER = write("integer", Rep.INT);
    private static final MethodRef NUMBER = write("number", Rep.FLOAT);
    private static final MethodRef TRUTH = write("truth", Rep.BOOL);
    private static final MethodRef TEXT = write("string", Rep.STRING);
    private static final MethodRef VALUE = write("value", JSON);
    private static final MethodRef ANY = write("any", Rep.OBJECT);
    private static final MethodRef ELEMENT = Runtime.method(WRITER.className(), "element", Rep.UNIT);
    private static final MethodRef FINISH = Runtime.method(WRITER.className(), "finish", Rep.STRING);
    private static final MethodRef OF_TEXT = Runtime.method(JSON.className(), "ofText", JSON, Rep.STRING);

    private final Context context;
    private final JsonCodecs codecs;

    JsonEncoding(Context context, JsonCodecs codecs) {
        this.context = context;
        this.codecs = codecs;
    }

    private static MethodRef write(String name, Rep what) {
        return Runtime.method(WRITER.className(), name, Rep.UNIT, what);
    }

    /** The JSON text of a value. */
    Node text(Type type, Node value) {
        var writer = Nodes.temporary(WRITER);
        var code = new Code(writer);
        write(code, type, value);
        var steps = new ArrayList<Node.Step>();
        steps.add(Nodes.let(writer, new Node.New(WRITER.className(), List.of(), List.of())));
        steps.addAll(code.steps());
        return Nodes.block(steps, Nodes.callOn(0, FINISH, Nodes.get(writer)));
    }

    /** The value as {@code Json}. */
    Node tree(Type type, Node value) {
        return type.equals(JsonCodecs.JSON) ? value : Nodes.call(0, OF_TEXT, text(type, value));
    }

    /** A method that appends a value's JSON text to a {@code StringBuilder}. */
    MethodRef append(Type type, Rep rep, Unit unit) {
        var self = new Variable("self", rep);
        var out = new Variable("out", Runtime.BUILDER);
        var value = Nodes.convert(Nodes.get(self), context.layout.value(type));
        var append = Nodes.callOn(0, Runtime.APPEND_TEXT, Nodes.get(out), text(type, value));
        var method =
                new MethodRef(unit.className(), codecs.name(type, "to_json"), List.of(rep, Runtime.BUILDER), Rep.UNIT);
        var body = codecs.body(type, Rep.UNIT);
        var node = Nodes.block(List.of(Nodes.evaluate(0, append)), Nodes.nothing());
        unit.add(body.scope.function(method, List.of(), List.of(self, out), node, codecs.line(type)));
        return method;
    }

    /** Steps that write; texts next to each other become one. */
    private static final class Code {
        private final Variable writer;
        private final List<Node.Step> steps = new ArrayList<>();
        private final StringBuilder raw = new StringBuilder();

        Code(Variable writer) {
            this.writer = writer;
        }

        void raw(String json) {
            raw.append(json);
        }

        void add(Node node) {
            if (!raw.isEmpty()) {
                var text = new Node.Text(raw.toString());
                raw.setLength(0);
                add(Nodes.callOn(0, RAW, Nodes.get(writer), text));
            }
            steps.add(Nodes.evaluate(0, node));
        }

        void write(MethodRef method, Node value) {
            add(Nodes.callOn(0, method, Nodes.get(writer), value));
        }

        List<Node.Step> steps() {
            if (!raw.isEmpty()) {
                add(Nodes.nothing());
                steps.removeLast();
            }
            return steps;
        }

        Node node() {
            return Nodes.block(steps(), Nodes.nothing());
        }
    }

    private void write(Code code, Type type, Node value) {
        if (Types.isInt(type)) {
            code.write(INTEGER, value);
        } else if (Types.isFloat(type)) {
            code.write(NUMBER, value);
        } else if (Types.isBool(type)) {
            code.write(TRUTH, value);
        } else if (Types.isString(type)) {
            code.write(TEXT, value);
        } else if (type.equals(JsonCodecs.JSON)) {
            code.write(VALUE, value);
        } else if (Types.isErased(type)) {
            codecs.encodesErased();
            code.write(ANY, Nodes.convert(value, Rep.OBJECT));
        } else if (Types.isUnit(type)) {
            code.add(Nodes.convert(value, Rep.UNIT));
            code.raw("null");
        } else {
            code.add(Nodes.call(0, codecs.encoder(type), value, Nodes.get(code.writer)));
        }
    }

    // ---- one method per type

    void make(Type type, MethodRef method, BodyLowering body) {
        var self = new Variable("self", context.layout.value(type));
        var writer = new Variable("out", WRITER);
        var code = new Code(writer);
        body.scope.calls();
        if (codecs.isWritten(JsonCodecs.TO_JSON, "to_json", type)) {
            code.write(VALUE, written(body, type, Nodes.get(self)));
        } else {
            switch (type) {
                case Type.Named named -> named(code, named, self);
                case Type.Tuple tuple -> tuple(code, tuple, self);
                case Type.Function _, Type.Parameter _, Type.Never _ ->
                    throw new IllegalStateException("no JSON of " + type);
            }
        }
        body.scope
                .unit()
                .add(body.scope.function(method, List.of(), List.of(self, writer), code.node(), codecs.line(type)));
    }

    private static Node written(BodyLowering body, Type type, Node value) {
        return body.calls()
                .callMethod(
                        0,
                        JsonCodecs.TO_JSON,
                        "to_json",
                        type,
                        Calls.nodes(List.of(type), List.of(value)),
                        1,
                        JsonCodecs.JSON,
                        JSON,
                        false);
    }

    private void named(Code code, Type.Named type, Variable self) {
        var struct = codecs.struct(type);
        var sum = codecs.sum(type);
        if (struct.isPresent()) {
            struct(code, type, struct.get(), self);
        } else if (Types.isBuiltin(type, "Option")) {
            option(code, type, self);
        } else if (sum.isPresent()) {
            sum(code, type, sum.get(), self);
        } else if (Types.isBuiltin(type, "Map")) {
            map(code, type.arguments().getLast(), self);
        } else {
            elements(code, type, self);
        }
    }

    private void tuple(Code code, Type.Tuple type, Variable self) {
        code.raw("[");
        for (int i = 0; i < type.components().size(); i++) {
            code.raw(i == 0 ? "" : ",");
            write(code, type.components().get(i), context.layout.component(Nodes.get(self), type, i));
        }
        code.raw("]");
    }

    private void struct(Code code, Type.Named type, Struct struct, Variable self) {
        var data = context.layout.struct(struct, type.arguments());
        var types = codecs.fields(type, struct.parameters(), data.declaredFields());
        var names = struct.fields().stream().map(Struct.Field::name).toList();
        var sorted = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(i -> names.get(i), JsonEncoding::byCodePoint))
                .toList();
        code.raw("{");
        for (int i : sorted) {
            code.raw(i == sorted.getFirst() ? "\"" : ",\"");
            code.raw(names.get(i) + "\":");
            write(code, types.get(i), context.layout.read(Nodes.get(self), data, i, types.get(i)));
        }
        code.raw("}");
    }

    private static int byCodePoint(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private void option(Code code, Type.Named type, Variable self) {
        var of = type.arguments().getFirst();
        var some = new Code(code.writer);
        write(some, of, context.layout.read(Nodes.get(self), context.layout.builtinVariant(type, 0), 0, of));
        var none = new Code(code.writer);
        none.raw("null");
        code.add(new Node.TagSwitch(
                Nodes.get(self), List.of(new Node.TagSwitch.Case(0, some.node())), none.node(), Rep.UNIT));
    }

    private void sum(Code code, Type.Named type, SumType sum, Variable self) {
        var cases = new ArrayList<Node.TagSwitch.Case>();
        for (var variant : sum.variants()) {
            var one = new Code(code.writer);
            variant(one, type, context.layout.variant(sum, variant, type.arguments()), self);
            cases.add(new Node.TagSwitch.Case(variant.tag(), one.node()));
        }
        if (!cases.isEmpty()) {
            code.add(Nodes.tagSwitch(Nodes.get(self), cases, java.util.Optional.empty(), Rep.UNIT));
        }
    }

    private void variant(Code code, Type.Named type, DataClass data, Variable self) {
        var types = codecs.fields(type, data.parameters(), data.declaredFields());
        code.raw("{\"fields\":[");
        for (int i = 0; i < types.size(); i++) {
            code.raw(i == 0 ? "" : ",");
            write(code, types.get(i), context.layout.read(Nodes.get(self), data, i, types.get(i)));
        }
        code.raw("],\"tag\":\"" + data.shownName() + "\"}");
    }

    /** Of a list or a set. */
    private void elements(Code code, Type.Named type, Variable self) {
        var of = type.arguments().getFirst();
        var rep = context.layout.value(of);
        var cursor = Nodes.temporary(Runtime.LIST_CURSOR);
        var walk = Runtime.method(self.rep().className(), "cursor", Runtime.LIST_CURSOR);
        var current = Runtime.perRep(Runtime.LIST_CURSOR.className(), "current", rep);
        var element = new Code(code.writer);
        element.add(Nodes.callOn(0, ELEMENT, Nodes.get(code.writer)));
        write(element, of, Nodes.convert(Nodes.callOn(0, current, Nodes.get(cursor)), rep));
        code.raw("[");
        code.add(Nodes.nothing());
        code.steps.add(Nodes.let(cursor, Nodes.callOn(0, walk, Nodes.get(self))));
        code.add(whileNext(cursor, element));
        code.raw("]");
    }

    private void map(Code code, Type of, Variable self) {
        var rep = context.layout.value(of);
        var entries = Nodes.temporary(ENTRIES);
        var walk = Runtime.method(WRITER.className(), "entries", ENTRIES, Rep.ref(Runtime.MAP));
        var value = Runtime.method(ENTRIES.className(), "value", Rep.OBJECT);
        var entry = new Code(code.writer);
        write(entry, of, Nodes.convert(Nodes.callOn(0, value, Nodes.get(entries)), rep));
        code.steps.add(Nodes.let(entries, Nodes.callOn(0, walk, Nodes.get(code.writer), Nodes.get(self))));
        code.add(whileNext(entries, entry));
    }

    private static Node whileNext(Variable cursor, Code round) {
        var again = new Label("next");
        var next = Runtime.method(cursor.rep().className(), "next", Rep.BOOL);
        return new Node.Loop(
                again,
                List.of(),
                List.of(),
                new Node.If(
                        Nodes.callOn(0, next, Nodes.get(cursor)),
                        Nodes.block(round.steps(), new Node.Jump(again, List.of())),
                        Nodes.nothing(),
                        Rep.UNIT),
                Rep.UNIT);
    }
}
