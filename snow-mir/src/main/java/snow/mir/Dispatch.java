package snow.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.tree.Implementation;

/**
 * Calls a method of an interface on a value of which only the class at run time is known. This happens where a container of erased
 * elements shows, compares or hashes them by a written implementation that needs another interface of its elements.
 */
final class Dispatch {
    private final Context context;

    Dispatch(Context context) {
        this.context = context;
    }

    /** One kind of value and how it is recognised. */
    private record Candidate(String className, Type type) {}

    Node call(BodyLowering body, int line, TypeName interfaceName, String method, List<Node> operands) {
        var steps = new ArrayList<Node.Step>();
        var variables = new ArrayList<Node>();
        for (var operand : operands) {
            var variable = Nodes.temporary(operand.rep());
            steps.add(Nodes.let(variable, operand));
            variables.add(Nodes.get(variable));
        }
        if (operands.isEmpty()) {
            return new Node.NoMatch(line);
        }
        Node result = new Node.NoMatch(line);
        var result0 = resultRep(interfaceName, method);
        for (var implementation : context.implementations.of(interfaceName).reversed()) {
            var function = Optional.ofNullable(implementation.methods().get(method));
            if (function.isEmpty()) {
                continue;
            }
            for (var candidate : candidates(implementation)) {
                var arguments = new ArrayList<Node>(variables);
                arguments.set(0, Nodes.convert(variables.getFirst(), context.layout.value(candidate.type())));
                var types = new ArrayList<Type>();
                operands.forEach(_ -> types.add(candidate.type()));
                var typeArguments = ((Type.Named) candidate.type()).arguments();
                var call = body.calls()
                        .callFunction(
                                line,
                                function.get(),
                                typeArguments,
                                Calls.nodes(types, arguments),
                                Types.ERASED,
                                result0,
                                false);
                result = new Node.If(
                        new Node.InstanceOf(variables.getFirst(), candidate.className()), call, result, result0);
            }
        }
        return Nodes.block(steps, result);
    }

    /** All implementations agree on it, except where the interface leaves the result open. */
    private Rep resultRep(TypeName interfaceName, String method) {
        for (var implementation : context.implementations.of(interfaceName)) {
            var function = implementation.methods().get(method);
            if (function != null) {
                var result = context.layout.value(Types.substitute(function.result(), java.util.Map.of()));
                return Layout.open(result);
            }
        }
        return Rep.OBJECT;
    }

    private List<Candidate> candidates(Implementation implementation) {
        var erased = implementation.parameters().stream()
                .map(_ -> (Type) Types.ERASED)
                .toList();
        var plain = new Type.Named(implementation.target(), erased);
        if (Types.isInt(plain)) {
            return List.of(new Candidate("java/lang/Long", plain));
        }
        if (Types.isFloat(plain)) {
            return List.of(new Candidate("java/lang/Double", plain));
        }
        if (Types.isBool(plain)) {
            return List.of(new Candidate("java/lang/Boolean", plain));
        }
        var struct = context.layout.findStruct(implementation.target());
        if (struct.isEmpty() || erased.isEmpty()) {
            return List.of(new Candidate(context.layout.value(plain).className(), plain));
        }
        var candidates = new ArrayList<Candidate>();
        for (var data : context.layout.dataClasses(implementation.target())) {
            candidates.add(new Candidate(data.name(), new Type.Named(implementation.target(), data.arguments())));
        }
        return candidates;
    }
}
