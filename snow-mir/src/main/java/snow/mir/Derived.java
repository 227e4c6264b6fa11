package snow.mir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import snow.mir.Layout.DataClass;
import snow.mir.MirClass.Virtual;
import snow.types.Type;

/**
 * The static functions behind the virtual methods of a data class: written implementations, and derived ones made from the fields (spec 03
 * §7). A field whose declared type mentions a type parameter is treated as the object that it is; its class decides.
 */
final class Derived {
    private final Context context;
    private final DataClass data;
    private final Type.Named type;
    private final Unit unit;

    /** Of the type's definition: where a crash in derived code is shown. */
    private final int line;

    Derived(Context context, DataClass data) {
        this.context = context;
        this.data = data;
        this.type = new Type.Named(data.typeName(), data.arguments());
        this.unit = context.units.of(data.typeName().module());
        this.line = unit.line(data.span());
    }

    Map<Virtual, MethodRef> virtuals() {
        var made = new EnumMap<Virtual, MethodRef>(Virtual.class);
        boolean display = has("Display");
        boolean debug = has("Debug");
        if (debug) {
            made.put(Virtual.INSPECT, text("Debug", "inspect", "inspect"));
        }
        if (display) {
            made.put(Virtual.DISPLAY, text("Display", "to_string", "to_string"));
        } else if (debug) {
            made.put(Virtual.DISPLAY, made.get(Virtual.INSPECT));
        }
        if (!debug && display) {
            made.put(Virtual.INSPECT, made.get(Virtual.DISPLAY));
        }
        if (has("Eq")) {
            made.put(Virtual.EQ, two("eq", Rep.BOOL, this::eq));
        }
        if (has("Ord")) {
            made.put(Virtual.COMPARE, two("compare", Rep.INT, this::compare));
        }
        if (has("Hash")) {
            made.put(Virtual.HASH, hash());
        }
        return made;
    }

    private boolean has(String interfaceName) {
        return context.implementations.has(interfaceName, type);
    }

    private boolean written(String interfaceName, String method) {
        return context.implementations
                .method(snow.types.TypeName.builtin(interfaceName), method, type)
                .isPresent();
    }

    private Rep self() {
        return data.rep();
    }

    private String methodName(String method) {
        return unit.numbered(data.typeName().name() + ":" + method);
    }

    private BodyLowering body(Rep result) {
        var scope = new Scope(unit, data.typeName().name(), Optional.empty(), true, Map.of(), result);
        return new BodyLowering(context, scope);
    }

    private boolean isVariant() {
        return data.variant().isPresent();
    }

    /** What the code of this class knows about a field's type. */
    private Type fieldType(int index) {
        var declared = data.declaredFields().get(index);
        if (!Types.mentionsParameter(declared)) {
            return declared;
        }
        return switch (data.fields().get(index).rep().kind()) {
            case INT -> Type.INT;
            case FLOAT -> Type.FLOAT;
            case BOOL -> Type.BOOL;
            case REF, UNIT -> Types.ERASED;
            case INDEX -> throw Rep.noValue();
        };
    }

    private Node field(Variable of, int index) {
        return context.layout.read(Nodes.get(of), data, index, fieldType(index));
    }

    // ---- text

    private MethodRef text(String interfaceName, String method, String name) {
        var self = new Variable("self", self());
        var out = new Variable("out", Runtime.BUILDER);
        var body = body(Rep.UNIT);
        var steps = new ArrayList<Node.Step>();
        if (written(interfaceName, method)) {
            var part = context.operators.shown(body, Nodes.get(self), type, interfaceName.equals("Debug"));
            append(steps, out, part.value());
        } else if (isVariant()) {
            fields(body, steps, self, out, data.shownName() + "(", ")", data.shownName(), false);
        } else if (interfaceName.equals("Display")) {
            fields(body, steps, self, out, data.shownName() + "(", ")", data.shownName() + "()", false);
        } else {
            fields(body, steps, self, out, data.shownName() + " { ", " }", data.shownName() + " {}", true);
        }
        var ref = new MethodRef(unit.className(), methodName(name), List.of(self(), Runtime.BUILDER), Rep.UNIT);
        unit.add(body.scope.function(ref, List.of(), List.of(self, out), Nodes.block(steps, Nodes.nothing()), line));
        return ref;
    }

    private void fields(
            BodyLowering body,
            List<Node.Step> steps,
            Variable self,
            Variable out,
            String open,
            String close,
            String empty,
            boolean named) {
        if (data.fields().isEmpty()) {
            append(steps, out, new Node.Text(empty));
            return;
        }
        for (int i = 0; i < data.fields().size(); i++) {
            var before = i == 0 ? open : ", ";
            append(
                    steps,
                    out,
                    new Node.Text(named ? before + data.fields().get(i).name() + ": " : before));
            var fieldType = fieldType(i);
            var part = context.operators.shown(body, field(self, i), fieldType, false);
            if (part.value().rep().equals(Rep.STRING)) {
                append(steps, out, part.value());
            } else {
                steps.add(Nodes.evaluate(
                        0,
                        Nodes.call(0, Runtime.show(part.inspect(), part.value().rep()), part.value(), Nodes.get(out))));
            }
        }
        append(steps, out, new Node.Text(close));
    }

    private static void append(List<Node.Step> steps, Variable out, Node text) {
        steps.add(Nodes.evaluate(0, Nodes.callOn(0, Runtime.APPEND_TEXT, Nodes.get(out), text)));
    }

    // ---- equality and order

    /** Both operands, as objects of this class. */
    private interface Comparison {
        Node of(BodyLowering body, Variable a, Variable b);
    }

    private MethodRef two(String name, Rep result, Comparison code) {
        var a = new Variable("self", self());
        var b = new Variable("other", otherRep());
        var body = body(result);
        var ref = new MethodRef(unit.className(), methodName(name), List.of(self(), otherRep()), result);
        unit.add(body.scope.function(ref, List.of(), List.of(a, b), code.of(body, a, b), line));
        return ref;
    }

    /** Of a variant: another value of the sum type. */
    private Rep otherRep() {
        return isVariant() ? Rep.ref(data.superName()) : self();
    }

    private Node eq(BodyLowering body, Variable a, Variable b) {
        if (written("Eq", "eq")) {
            return context.operators.eq(body, 0, type, Nodes.get(a), Nodes.get(b));
        }
        return sameVariant(b, new Node.Bool(false), Rep.BOOL, other -> {
            Node result = new Node.Bool(true);
            for (int i = data.fields().size() - 1; i >= 0; i--) {
                var equal = context.operators.eq(body, 0, fieldType(i), field(a, i), field(other, i));
                result = i == data.fields().size() - 1 ? equal : Nodes.and(equal, result);
            }
            return result;
        });
    }

    private Node sameVariant(Variable b, Node otherwise, Rep rep, Function<Variable, Node> same) {
        if (!isVariant()) {
            return same.apply(b);
        }
        var other = Nodes.temporary(self());
        return new Node.If(
                new Node.InstanceOf(Nodes.get(b), data.name()),
                Nodes.block(
                        data.fields().isEmpty()
                                ? List.of()
                                : List.of(Nodes.let(other, Nodes.convert(Nodes.get(b), self()))),
                        same.apply(other)),
                otherwise,
                rep);
    }

    private Node compare(BodyLowering body, Variable a, Variable b) {
        if (written("Ord", "lt")) {
            return context.operators.order(body, 0, type, Nodes.get(a), Nodes.get(b));
        }
        var otherwise = Nodes.call(0, Runtime.TAG_ORDER, Nodes.get(a), Nodes.get(b));
        return sameVariant(b, otherwise, Rep.INT, other -> {
            Node result = new Node.Int(0);
            for (int i = data.fields().size() - 1; i >= 0; i--) {
                var order = context.operators.order(body, 0, fieldType(i), field(a, i), field(other, i));
                if (i == data.fields().size() - 1) {
                    result = order;
                } else {
                    var first = Nodes.temporary(Rep.INT);
                    result = Nodes.block(
                            List.of(Nodes.let(first, order)),
                            new Node.If(
                                    Nodes.operation(Node.Operation.INT_EQUAL, Nodes.get(first), new Node.Int(0)),
                                    result,
                                    Nodes.get(first),
                                    Rep.INT));
                }
            }
            return result;
        });
    }

    // ---- hash

    private MethodRef hash() {
        var self = new Variable("self", self());
        var body = body(Rep.INT);
        Node result;
        if (written("Hash", "hash")) {
            result = context.operators.hash(body, 0, type, Nodes.get(self));
        } else {
            var tag = data.variant().map(variant -> Nodes.call(0, Runtime.hash(Rep.INT), new Node.Int(variant.tag())));
            result = tag.orElseGet(() -> new Node.Int(0xcbf29ce484222325L));
            for (int i = 0; i < data.fields().size(); i++) {
                var hash = context.operators.hash(body, 0, fieldType(i), field(self, i));
                result = i == 0 && tag.isEmpty() ? hash : Nodes.call(0, Runtime.HASH_COMBINE, result, hash);
            }
        }
        var ref = new MethodRef(unit.className(), methodName("hash"), List.of(self()), Rep.INT);
        unit.add(body.scope.function(ref, List.of(), List.of(self), result, line));
        return ref;
    }
}
