package snow.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Program;

/**
 * Typed tree to MIR: starts at {@code main} and makes one method for every function, closure and implementation that the program reaches,
 * for the types with which it reaches them.
 */
public final class Lowering {
    /**
     * A lowered program.
     *
     * @param program not to be used when there are errors
     * @param errors by the name of the module in which they are
     */
    public record Lowered(MirProgram program, Map<String, List<Diagnostic>> errors) {
        public Lowered {
            errors = Map.copyOf(errors);
        }
    }

    private final Context context;

    private Lowering(Program program) {
        context = new Context(program);
    }

    /**
     * Lowers a program that has a {@code main} and no type errors.
     *
     * @throws IllegalArgumentException when it has no {@code main}
     */
    public static Lowered lower(Program program) {
        var main = program.main().orElseThrow(() -> new IllegalArgumentException("no main"));
        return new Lowering(program).all(main);
    }

    private Lowered all(Function main) {
        var instance = context.instances.of(main, List.of(), Optional.empty());
        while (finishOne()) {
            continue;
        }
        var entry = entry(instance);
        return new Lowered(
                new MirProgram(context.units.modules(), context.layout.classes(), entry), context.problems.byModule());
    }

    /** Makes one of the things that are still to be made; false when all are. */
    private boolean finishOne() {
        var instance = context.instances.nextUnfinished();
        if (instance.isPresent()) {
            make(instance.get());
            return true;
        }
        if (context.constants.makeNext() || context.json.makeNext()) {
            return true;
        }
        var data = context.layout.nextUnfinished();
        data.ifPresent(one -> {
            limit(one);
            context.layout.finish(one, new Derived(context, one).virtuals());
        });
        return data.isPresent() || context.json.overrideNext();
    }

    private void make(Instance instance) {
        limit(instance);
        switch (instance.function().body()) {
            case Function.Body.Code code -> code(instance, code);
            case Function.Body.Actor actor -> actor(instance, actor);
            case Function.Body.Extern _ -> {}
            case Generated generated -> context.processes.make(instance, generated);
        }
    }

    private void limit(Layout.DataClass data) {
        context.problems.limit(
                data.typeName().module(),
                data.span(),
                "`" + data.shownName() + "`",
                "fields",
                data.fields().stream().map(MirClass.Field::rep).toList());
    }

    private void limit(Instance instance) {
        var function = instance.function();
        context.problems.limit(
                function.module(),
                function.span(),
                "`" + function.name() + "`",
                "parameters",
                instance.method().parameters());
    }

    private Scope scope(Instance instance, Rep result) {
        var function = instance.function();
        var scope = new Scope(
                context.units.of(function),
                function.name().replace('.', ':'),
                Optional.empty(),
                true,
                instance.types(),
                result);
        scope.instance(instance);
        return scope;
    }

    private static List<Variable> parameters(Instance instance, Scope scope) {
        var parameters = new ArrayList<Variable>();
        for (int i = 0; i < instance.function().parameters().size(); i++) {
            var local = instance.function().parameters().get(i);
            var variable =
                    new Variable(local.name(), instance.method().parameters().get(i));
            scope.bind(local, variable);
            parameters.add(variable);
        }
        return parameters;
    }

    private void code(Instance instance, Function.Body.Code code) {
        var scope = scope(instance, instance.method().result());
        scope.self(instance);
        var parameters = parameters(instance, scope);
        var body = new BodyLowering(context, scope);
        var node = body.lower(code.expression(), scope.result(), true);
        scope.unit()
                .add(scope.function(
                        instance.method(),
                        List.of(),
                        parameters,
                        node,
                        body.line(instance.function().span())));
    }

    private void actor(Instance instance, Function.Body.Actor actor) {
        var scope = scope(instance, Rep.OBJECT);
        scope.self(instance);
        scope.beActor(Actors.opening(actor.expression()));
        scope.calls();
        var parameters = parameters(instance, scope);
        var body = new BodyLowering(context, scope);
        var node = body.lower(actor.expression(), Rep.UNIT, true);
        var ended = Waits.cut(context, scope, node);
        int line = body.line(instance.function().span());
        scope.unit().add(scope.function(instance.method(), List.of(), parameters, ended, line));
        actor.terminate().ifPresent(clause -> {
            var cleanup = scope(instance, Rep.UNIT);
            var given = parameters(instance, cleanup);
            var code = new BodyLowering(context, cleanup).drop(clause);
            cleanup.unit().add(cleanup.function(Activities.terminate(instance), List.of(), given, code, line));
        });
    }

    /** Evaluates the top-level lets, then calls {@code main} and drops its result. */
    private MethodRef entry(Instance main) {
        var unit = context.units.of(main.function());
        var steps = new ArrayList<Node.Step>();
        for (var initialiser : context.constants.inOrder()) {
            steps.add(Nodes.evaluate(0, Nodes.call(0, initialiser)));
        }
        steps.add(Nodes.evaluate(0, Nodes.convert(Nodes.call(0, main.method()), Rep.UNIT)));
        var method = new MethodRef(unit.className(), unit.unique("main", "start"), List.of(), Rep.UNIT);
        unit.add(new MirFunction(method, List.of(), new Node.Block(steps, Nodes.nothing()), 0));
        return method;
    }
}
