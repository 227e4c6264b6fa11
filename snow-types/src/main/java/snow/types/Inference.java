package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Label;
import snow.syntax.Expr;
import snow.syntax.Span;

/** The state of checking one module, shared by the classes that know one kind of construct each. */
final class Inference {
    final World world;
    final ModuleScope module;
    final Unifier unifier;
    final Annotations annotations;
    final Headers headers;
    final Visible visible;

    final Expressions expressions = new Expressions(this);
    final Operators operators = new Operators(this);
    final Names names = new Names(this);
    final Calls calls = new Calls(this);
    final Methods methods = new Methods(this);
    final Literals literals = new Literals(this);
    final Patterns patterns = new Patterns(this);
    final Matches matches = new Matches(this);
    final Blocks blocks = new Blocks(this);
    final Clauses clauses = new Clauses(this);
    final Loops loops = new Loops(this);
    final Actors actors = new Actors(this);
    final Services services = new Services(this);
    final Supervisors supervisors = new Supervisors(this);
    final HandlersLiterals handlers = new HandlersLiterals(this);
    final Generalising generalising = new Generalising(this);

    /** The service whose handlers or helper functions are checked. */
    Optional<ServiceDefinition> service = Optional.empty();

    Scope scope = Scope.top();
    Frame frame = new Frame(Frame.Kind.TOP, Ty.ERROR, Optional.empty());

    /** Whether the expression to be looked at next is in tail position; taken by {@link #takeTail}. */
    private boolean tail;

    /** Warnings that are only given when the module has no errors. */
    final List<Variable> letVariables = new ArrayList<>();

    /** Checks that need final types; run when the whole program has been inferred. */
    final List<Runnable> afterwards = new ArrayList<>();

    Inference(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.unifier = world.unifier;
        this.annotations = new Annotations(world, module);
        this.headers = new Headers(world, module);
        this.visible = new Visible(world, module);
    }

    /** The name of a definition of the program, for a diagnostic about a call of it. */
    Optional<Label> definedAt(Definition definition) {
        return definition.module.isBuiltin
                ? Optional.empty()
                : Optional.of(module.label(definition.module, definition.nameSpan, "defined here"));
    }

    /** What a bare name means as a function: helpers of the service at hand before functions of the module. */
    List<Definition.Fn> functions(String name) {
        return functions(service, name);
    }

    /** The same inside a certain service. */
    List<Definition.Fn> functions(Optional<ServiceDefinition> inside, String name) {
        var helpers =
                inside.map(one -> one.helpers.getOrDefault(name, List.of())).orElse(List.of());
        return helpers.isEmpty() ? module.functions.getOrDefault(name, List.of()) : helpers;
    }

    void report(Diagnostic diagnostic) {
        module.reporter.report(diagnostic);
    }

    Term infer(Expr expression) {
        return expressions.infer(expression, Ty.ERROR);
    }

    /** @param hint the expected type where it is known already; the error type when nothing is */
    Term infer(Expr expression, Ty hint) {
        return expressions.infer(expression, hint);
    }

    void setTail(boolean isTail) {
        tail = isTail;
    }

    boolean takeTail() {
        boolean result = tail;
        tail = false;
        return result;
    }

    /** Makes a found type equal to an expected one; E0001 and its like when that is impossible. */
    boolean require(Ty expected, Ty found, Span at, Cause cause) {
        var outcome = unifier.unify(expected, found);
        if (outcome == Unifier.EQUAL) {
            return true;
        }
        report(Messages.mismatch(expected, found, at, cause, outcome));
        unifier.unifyWhatFits(expected, found);
        return false;
    }

    void implement(TypeName interfaceName, Ty type, Span at) {
        unifier.require(new Implements(world, module, at, interfaceName, type));
    }

    /** A constraint of a scheme, for one use. */
    void implement(Scheme.Bound bound, Span at) {
        if (OneOf.isKind(bound.interfaceName())) {
            unifier.require(new OneOf(world, module, at, bound.interfaceName(), bound.type()));
        } else {
            implement(bound.interfaceName(), bound.type(), at);
            if (SameResult.isAskedBy(bound.interfaceName())) {
                unifier.require(new SameResult(this, at, bound.interfaceName(), bound.type()));
            }
        }
    }

    /** A bound that a definition's own {@code where} gives it. */
    void assume(Scheme.Bound bound, Span at) {
        if (OneOf.isKind(bound.interfaceName())) {
            implement(bound, at);
        } else {
            unifier.require(Implements.ofWhere(world, module, at, bound.interfaceName(), bound.type()));
        }
    }

    /** Runs something with other local variables. */
    void within(Scope inner, Runnable action) {
        var before = scope;
        scope = inner;
        try {
            action.run();
        } finally {
            scope = before;
        }
    }

    <T> T inScope(Scope inner, java.util.function.Supplier<T> action) {
        var before = scope;
        scope = inner;
        try {
            return action.get();
        } finally {
            scope = before;
        }
    }

    /** Runs something in another function, closure or actor; looks at its uses of {@code ?} at its end. */
    void inFrame(Frame inner, Consumer<Frame> action) {
        var before = frame;
        frame = inner;
        try {
            action.accept(inner);
        } finally {
            frame = before;
        }
    }
}
