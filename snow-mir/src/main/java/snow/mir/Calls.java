package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;
import snow.types.tree.Expression;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Implementation;

/** Calls of functions, methods and function values; functions as values; operators. */
final class Calls {
    private final BodyLowering body;
    private final Context context;
    private final Scope scope;

    Calls(BodyLowering body) {
        this.body = body;
        this.context = body.context;
        this.scope = body.scope;
    }

    /** Arguments of a call, made when the representation that they need is known. */
    interface Arguments {
        Type type(int index);

        Node node(int index, Rep wanted);
    }

    private Arguments expressions(List<Expression> expressions) {
        return new Arguments() {
            @Override
            public Type type(int index) {
                return body.type(expressions.get(index));
            }

            @Override
            public Node node(int index, Rep wanted) {
                return body.lower(expressions.get(index), wanted);
            }
        };
    }

    static Arguments nodes(List<Type> types, List<Node> nodes) {
        return new Arguments() {
            @Override
            public Type type(int index) {
                return types.get(index);
            }

            @Override
            public Node node(int index, Rep wanted) {
                return Nodes.convert(nodes.get(index), wanted);
            }
        };
    }

    // ---- functions

    Node call(Expression.Call e, Rep wanted, boolean tail) {
        if (isTupleSize(e) && body.type(e.arguments().getFirst()) instanceof Type.Tuple tuple) {
            return Nodes.block(
                    List.of(Nodes.evaluate(0, body.drop(e.arguments().getFirst()))),
                    Nodes.convert(new Node.Int(tuple.components().size()), wanted));
        }
        var types = Types.inner(e.typeArguments(), scope.types());
        return callFunction(
                body.line(e.span()), e.function(), types, expressions(e.arguments()), body.type(e), wanted, tail);
    }

    /** {@code Tuple.size}, whose parameter has no type of its own. */
    private static boolean isTupleSize(Expression.Call e) {
        return e.function().body() instanceof Function.Body.Extern extern
                && extern.owner().equals("snow.rt.value.Tuple")
                && extern.method().equals("size");
    }

    Node callFunction(
            int line,
            Function function,
            List<Type> typeArguments,
            Arguments arguments,
            Type result,
            Rep wanted,
            boolean tail) {
        if (function.kind() == Function.Kind.ACTOR) {
            return new Actors(body).callAsFunction(line, function, typeArguments, arguments, wanted);
        }
        if (function.body() instanceof Function.Body.Extern extern) {
            return callExtern(line, function, extern, typeArguments, arguments, result, wanted);
        }
        var instance = context.instances.of(function, typeArguments, scope.instance());
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < function.parameters().size(); i++) {
            nodes.add(arguments.node(i, instance.method().parameters().get(i)));
        }
        if (tail && scope.isSelf(instance)) {
            return scope.jumpToSelf(nodes);
        }
        scope.calls();
        return Nodes.convert(new Node.CallStatic(line, instance.method(), nodes), wanted);
    }

    private Node callExtern(
            int line,
            Function function,
            Function.Body.Extern extern,
            List<Type> typeArguments,
            Arguments arguments,
            Type result,
            Rep wanted) {
        if (extern.owner().equals("snow.rt.json.JsonWriter")) {
            var type = arguments.type(0);
            return Nodes.convert(context.json.text(type, arguments.node(0, context.layout.value(type))), wanted);
        }
        var method = interfaceMethod(extern);
        if (method.isPresent() && !Types.isErased(arguments.type(0))) {
            return callMethod(
                    line,
                    method.get().interfaceName(),
                    method.get().method(),
                    arguments.type(0),
                    arguments,
                    function.parameters().size(),
                    result,
                    wanted,
                    false);
        }
        var instance = context.instances.of(function, typeArguments, scope.instance());
        var types = Instances.externTypes(function, extern, typeArguments);
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < function.parameters().size(); i++) {
            var own = arguments.type(i);
            var asked = Types.substitute(function.parameters().get(i).type(), types);
            if (context.adapters.isPlain(own, asked)) {
                nodes.add(arguments.node(i, instance.method().parameters().get(i)));
            } else {
                nodes.add(context.adapters.adapt(arguments.node(i, context.layout.value(own)), own, asked));
            }
        }
        var call = new Node.CallStatic(line, instance.method(), nodes);
        var given = Types.substitute(function.result(), types);
        return context.adapters.isPlain(given, result)
                ? Nodes.convert(call, wanted)
                : Nodes.convert(context.adapters.adapt(call, given, result), wanted);
    }

    /** The method that a function of the prelude stands for where the type is known. */
    private static Optional<Operators.Method> interfaceMethod(Function.Body.Extern extern) {
        return switch (extern.owner() + "." + extern.method()) {
            case "snow.rt.value.Ordering.compare" -> Optional.of(new Operators.Method("Ord", "compare"));
            case "snow.rt.value.Values.display" -> Optional.of(new Operators.Method("Display", "to_string"));
            case "snow.rt.value.Values.inspect" -> Optional.of(new Operators.Method("Debug", "inspect"));
            case "snow.rt.value.Values.hash" -> Optional.of(new Operators.Method("Hash", "hash"));
            default -> Optional.empty();
        };
    }

    Node callValue(Expression.CallValue e, Rep wanted, boolean tail) {
        if (e.callee() instanceof Expression.LocalUse use) {
            var group = scope.localFunction(use.local());
            if (group.isPresent()) {
                return callLocal(e, use, group.get(), wanted, tail);
            }
        }
        if (e.callee() instanceof Expression.FunctionUse use) {
            return callFunction(
                    body.line(e.span()),
                    use.function(),
                    Types.inner(use.typeArguments(), scope.types()),
                    expressions(e.arguments()),
                    body.type(e),
                    wanted,
                    tail);
        }
        var shape = context.layout.shape((Type.Function) body.type(e.callee()));
        var callee = body.lower(e.callee(), Rep.ref(shape.name()));
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < e.arguments().size(); i++) {
            arguments.add(body.lower(e.arguments().get(i), shape.parameters().get(i)));
        }
        return Nodes.convert(apply(body.line(e.span()), shape, callee, arguments), wanted);
    }

    /** Calls a function value; arguments are as the shape wants them. */
    Node apply(int line, MirClass.Shape shape, Node callee, List<Node> arguments) {
        scope.calls();
        return new Node.CallVirtual(line, Layout.apply(shape), callee, arguments);
    }

    private Node callLocal(
            Expression.CallValue e, Expression.LocalUse use, LocalGroup group, Rep wanted, boolean tail) {
        var types = group.arguments(use.local(), Types.inner(use.typeArguments(), scope.types()), scope.types());
        var reps = group.parameters(use.local(), types);
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < e.arguments().size(); i++) {
            arguments.add(body.lower(e.arguments().get(i), reps.get(i)));
        }
        return Nodes.convert(group.call(body, body.line(e.span()), use.local(), types, arguments, tail), wanted);
    }

    // ---- methods

    Node callMethod(Expression.CallMethod e, Rep wanted, boolean tail) {
        if (!exists(e.span(), e.interfaceName(), e.method(), scope.type(e.self()))) {
            return new Node.NoMatch(body.line(e.span()));
        }
        return callMethod(
                body.line(e.span()),
                e.interfaceName(),
                e.method(),
                scope.type(e.self()),
                expressions(e.arguments()),
                e.arguments().size(),
                body.type(e),
                wanted,
                tail);
    }

    Node callMethod(
            int line,
            TypeName interfaceName,
            String method,
            Type self,
            Arguments arguments,
            int count,
            Type result,
            Rep wanted,
            boolean tail) {
        var implementation = context.implementations.find(interfaceName, self);
        var written = implementation.flatMap(
                found -> Optional.ofNullable(found.methods().get(method)));
        if (written.isPresent()) {
            var types = methodTypes(implementation.get(), written.get(), self, arguments, count, result);
            return callFunction(line, written.get(), types, arguments, result, wanted, tail);
        }
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < count; i++) {
            nodes.add(arguments.node(i, context.layout.value(arguments.type(i))));
        }
        return Nodes.convert(context.operators.builtinMethod(body, line, interfaceName, method, self, nodes), wanted);
    }

    /** Whether somebody made the method; derived decoding and encoding is nobody's yet. */
    private boolean exists(Span span, TypeName interfaceName, String method, Type self) {
        if (!interfaceName.isBuiltin()
                || Operators.makes(method)
                || context.implementations.method(interfaceName, method, self).isPresent()) {
            return true;
        }
        context.problems.notSupported(scope.unit().moduleName(), span, method);
        return false;
    }

    /** The type arguments of a method: those of the receiver, then what its other parameters show. */
    private List<Type> methodTypes(
            Implementation implementation, Function method, Type self, Arguments arguments, int count, Type result) {
        var found = new HashMap<TypeParameter, Type>();
        var own = self instanceof Type.Named named ? named.arguments() : List.<Type>of();
        for (int i = 0; i < own.size() && i < implementation.parameters().size(); i++) {
            found.put(implementation.parameters().get(i), own.get(i));
            if (i < method.typeParameters().size()) {
                found.put(method.typeParameters().get(i), own.get(i));
            }
        }
        for (int i = 0; i < count; i++) {
            Types.match(method.parameters().get(i).type(), arguments.type(i), found);
        }
        Types.match(method.result(), result, found);
        var types = new ArrayList<Type>();
        for (var parameter : method.typeParameters()) {
            types.add(found.getOrDefault(parameter, Types.ERASED));
        }
        return types;
    }

    // ---- function values

    Node functionValue(Expression.FunctionUse e) {
        var type = (Type.Function) body.type(e);
        var types = Types.inner(e.typeArguments(), scope.types());
        var function = e.function();
        if (function.kind() == Function.Kind.ACTOR) {
            return new Actors(body).functionValue(function, types, type);
        }
        if (function.body() instanceof Generated.Supervise) {
            return context.processes.value(function, scope.instance(), type);
        }
        var method = context.instances.of(function, types, scope.instance()).method();
        if (fits(method, context.layout.shape(type))) {
            return context.closures.make(
                    context.units.of(function), function.name().replace('.', ':'), type, method, List.of());
        }
        return wrap(
                List.of(function, types),
                function.name().replace('.', ':'),
                type,
                (inner, arguments) -> inner.calls()
                        .callFunction(0, function, types, arguments, type.result(), inner.scope.result(), false));
    }

    /** Whether a function value of the shape can call the method as it is. */
    private static boolean fits(MethodRef method, MirClass.Shape shape) {
        for (int i = 0; i < shape.parameters().size(); i++) {
            if (method.parameters().get(i).kind() != shape.parameters().get(i).kind()) {
                return false;
            }
        }
        return method.result().kind() == shape.result().kind();
    }

    Node methodValue(Expression.MethodUse e) {
        var self = scope.type(e.self());
        var type = (Type.Function) body.type(e);
        if (!exists(e.span(), e.interfaceName(), e.method(), self)) {
            return new Node.NoMatch(body.line(e.span()));
        }
        return wrap(
                List.of(e.interfaceName(), e.method(), self),
                e.method(),
                type,
                (inner, arguments) -> inner.calls()
                        .callMethod(
                                0,
                                e.interfaceName(),
                                e.method(),
                                self,
                                arguments,
                                type.parameters().size(),
                                type.result(),
                                inner.scope.result(),
                                false));
    }

    Node constructorValue(Expression.ConstructorUse e) {
        var type = (Type.Function) body.type(e);
        var result = (Type.Named) type.result();
        var data = context.layout.variant(e.sumType(), e.variant(), result.arguments());
        return wrap(data.name(), e.variant().name(), type, (_, arguments) -> {
            var values = new ArrayList<Node>();
            for (int i = 0; i < data.fields().size(); i++) {
                values.add(arguments.node(i, data.fields().get(i).rep()));
            }
            return context.layout.make(data, values);
        });
    }

    /**
     * A function value whose code is made by the compiler.
     *
     * @param key equal for equal functions
     */
    Node wrap(Object key, String name, Type.Function type, BiFunction<BodyLowering, Arguments, Node> code) {
        return context.closures.once(List.of(key, type), () -> wrapAnew(name, type, code));
    }

    private Node wrapAnew(String name, Type.Function type, BiFunction<BodyLowering, Arguments, Node> code) {
        var unit = context.units.shared();
        var inner = new Scope(unit, name, Optional.empty(), true, scope.types(), context.layout.result(type.result()));
        scope.instance().ifPresent(inner::instance);
        var parameters = new ArrayList<Variable>();
        for (var parameter : type.parameters()) {
            parameters.add(Nodes.temporary(context.layout.value(parameter)));
        }
        var method = new MethodRef(
                unit.className(),
                unit.numbered(name),
                parameters.stream().map(Variable::rep).toList(),
                inner.result());
        var arguments =
                nodes(type.parameters(), parameters.stream().map(Nodes::get).toList());
        var node = Nodes.convert(code.apply(new BodyLowering(context, inner), arguments), inner.result());
        unit.add(inner.function(method, List.of(), parameters, node, 0));
        return context.closures.make(unit, name, type, method, List.of());
    }

    // ---- operators

    Node binary(Expression.Binary e, Rep wanted, boolean tail) {
        var type = body.type(e.left());
        int line = body.line(e.span());
        var written = context.operators.written(e.operator(), type);
        if (written.isPresent()) {
            return callMethod(
                    line,
                    written.get().interfaceName(),
                    written.get().method(),
                    type,
                    expressions(List.of(e.left(), e.right())),
                    2,
                    body.type(e),
                    wanted,
                    tail);
        }
        var rep = context.layout.value(type);
        return Nodes.convert(
                context.operators.binary(
                        body, line, e.operator(), type, body.lower(e.left(), rep), body.lower(e.right(), rep)),
                wanted);
    }

    Node negate(Expression.Negate e, Rep wanted) {
        var type = body.type(e.operand());
        if (Types.isInt(type)) {
            return Nodes.convert(Nodes.operation(Node.Operation.INT_NEGATE, body.value(e.operand())), wanted);
        }
        if (Types.isFloat(type)) {
            return Nodes.convert(Nodes.operation(Node.Operation.FLOAT_NEGATE, body.value(e.operand())), wanted);
        }
        return callMethod(
                body.line(e.span()),
                TypeName.builtin("Neg"),
                "neg",
                type,
                expressions(List.of(e.operand())),
                1,
                body.type(e),
                wanted,
                false);
    }
}
