package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Constant;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Pattern;

/** Patterns (spec 02 §11). */
final class Patterns {
    private final Inference in;

    Patterns(Inference in) {
        this.in = in;
    }

    /** Makes the pattern of the typed tree, when all types are known. */
    @FunctionalInterface
    interface Build {
        Pattern in(Zonk zonk);
    }

    /**
     * A pattern after inference.
     *
     * @param isBroken whether something in it is in error, so that coverage is not checked
     */
    record Inferred(Span span, List<Variable> variables, Build build, boolean isBroken) {
        Pattern in(Zonk zonk) {
            return build.in(zonk);
        }
    }

    /** What the pattern at hand has bound so far. */
    private static final class Binding {
        final Map<String, Variable> bound = new LinkedHashMap<>();
        /** Variables of the first alternative, which the others bind again. */
        final Map<String, Variable> shared;

        boolean isBroken;

        Binding(Map<String, Variable> shared) {
            this.shared = shared;
        }
    }

    /** Checks a pattern against the type of the value matched. */
    Inferred infer(snow.syntax.Pattern pattern, Ty type) {
        var binding = new Binding(Map.of());
        var build = check(pattern, type, binding);
        return new Inferred(pattern.span(), List.copyOf(binding.bound.values()), build, binding.isBroken);
    }

    /** The target of a {@code let}: a plain name may begin with a capital letter, and is a variant only when there is one. */
    Inferred let(snow.syntax.Pattern target, Ty type) {
        return switch (target) {
            case snow.syntax.Pattern.Paren paren -> let(paren.inner(), type);
            case snow.syntax.Pattern.Bind bind
            when !bind.name().isMissing()
                    && in.names.variant(bind.name().text(), type).isEmpty() -> {
                var variable = new Variable(bind.name().text(), bind.span(), type);
                yield new Inferred(
                        bind.span(),
                        List.of(variable),
                        zonk -> new Pattern.Bind(bind.span(), variable.local(zonk)),
                        false);
            }
            default -> infer(target, type);
        };
    }

    /** A parameter that is a plain name; it may be a variant, too. */
    Inferred name(Name name, Ty type) {
        return infer(new snow.syntax.Pattern.Bind(name.span(), name), type);
    }

    private Build check(snow.syntax.Pattern pattern, Ty type, Binding binding) {
        var span = pattern.span();
        return switch (pattern) {
            case snow.syntax.Pattern.Wildcard _ -> wildcard(span, type);
            case snow.syntax.Pattern.Bind bind -> nameOrVariant(bind, type, binding);
            case snow.syntax.Pattern.Literal literal -> literal(literal, type, binding);
            case snow.syntax.Pattern.Tuple tuple -> tuple(tuple, type, binding);
            case snow.syntax.Pattern.Paren paren -> check(paren.inner(), type, binding);
            case snow.syntax.Pattern.Constructor constructor -> constructor(constructor, type, binding);
            case snow.syntax.Pattern.Or or -> or(or, type, binding);
            case snow.syntax.Pattern.As as -> {
                var inner = check(as.pattern(), type, binding);
                var variable = bind(as.name(), type, binding);
                yield zonk -> new Pattern.As(span, inner.in(zonk), variable.local(zonk));
            }
            case snow.syntax.Pattern.Cons cons -> cons(cons, type, binding);
            case snow.syntax.Pattern.Error _ -> {
                binding.isBroken = true;
                yield wildcard(span, type);
            }
        };
    }

    private static Build wildcard(Span span, Ty type) {
        return zonk -> new Pattern.Wildcard(span, zonk.type(type));
    }

    private boolean require(Ty expected, Ty found, Span span, Binding binding) {
        boolean fits = in.require(expected, found, span, Cause.EXPECTED_FOUND);
        binding.isBroken |= !fits;
        return fits;
    }

    private Variable bind(Name name, Ty type, Binding binding) {
        var first = binding.bound.get(name.text());
        if (first != null) {
            binding.isBroken = true;
            in.report(Messages.duplicate("variable", name.text(), name.span(), first.span));
            return first;
        }
        var shared = binding.shared.get(name.text());
        if (shared != null) {
            require(shared.scheme.type(), type, name.span(), binding);
            binding.bound.put(name.text(), shared);
            return shared;
        }
        var variable = new Variable(name.text(), name.span(), type);
        binding.bound.put(name.text(), variable);
        return variable;
    }

    private Build nameOrVariant(snow.syntax.Pattern.Bind bind, Ty type, Binding binding) {
        var name = bind.name();
        var span = bind.span();
        var variant = in.names.variant(name.text(), type);
        if (variant.isPresent()) {
            return variant(variant.get(), List.of(), span, type, binding);
        }
        if (name.isUpperCase() && !in.module.inError.containsKey(name.text()) && !in.module.misses) {
            in.report(unknownVariant(name.text(), span, type));
        }
        if (name.isUpperCase() || name.isMissing()) {
            binding.isBroken = true;
            return wildcard(span, type);
        }
        var variable = bind(name, type, binding);
        return zonk -> new Pattern.Bind(span, variable.local(zonk));
    }

    /** Suggests a variant of the matched type, qualified where its bare name stands for nothing. */
    private Diagnostic unknownVariant(String name, Span at, Ty type) {
        var near = Suggestions.nearest(name, variantNames(type));
        var owner = in.world.definition(type);
        var legal = near.map(
                variant -> owner.isEmpty() || in.names.variant(variant, type).isPresent()
                        ? variant
                        : owner.get().name.name() + "." + variant);
        var diagnostic = Messages.unknownVariant(name, at, List.of());
        return legal.map(variant -> diagnostic.help("did you mean `" + variant + "`?"))
                .orElse(diagnostic);
    }

    /** Variants that would be legal where a type is matched. */
    private List<String> variantNames(Ty type) {
        var definition = in.world.definition(type).filter(found -> !found.variants.isEmpty());
        if (definition.isPresent()) {
            return definition.get().variants.stream()
                    .map(variant -> variant.name)
                    .toList();
        }
        return List.copyOf(in.visible.variantNames());
    }

    private Build literal(snow.syntax.Pattern.Literal literal, Ty type, Binding binding) {
        var span = literal.span();
        return switch (literal.value()) {
            case Constant.Int(long value) -> {
                require(type, Ty.INT, span, binding);
                yield _ -> new Pattern.IntLiteral(span, value);
            }
            case Constant.Float(double value) -> {
                require(type, Ty.FLOAT, span, binding);
                yield _ -> new Pattern.FloatLiteral(span, value);
            }
            case Constant.Text(String value) -> {
                require(type, Ty.STRING, span, binding);
                yield _ -> new Pattern.StringLiteral(span, value);
            }
            case Constant.Bool(boolean value) -> {
                require(type, Ty.BOOL, span, binding);
                yield _ -> new Pattern.BoolLiteral(span, value);
            }
            case Constant.Nil() -> {
                require(type, Ty.UNIT, span, binding);
                yield _ -> new Pattern.Unit(span);
            }
            case Constant.Atom(String name) -> {
                require(type, Ty.ATOM, span, binding);
                yield _ -> new Pattern.AtomLiteral(span, name);
            }
        };
    }

    private Build tuple(snow.syntax.Pattern.Tuple tuple, Ty type, Binding binding) {
        var span = tuple.span();
        if (tuple.elements().isEmpty()) {
            require(type, Ty.UNIT, span, binding);
            return _ -> new Pattern.Unit(span);
        }
        List<Ty> components = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
            components.add(in.unifier.fresh());
        }
        if (Ty.resolve(type) instanceof Ty.Tuple known && known.components().size() == components.size()) {
            components = known.components();
        } else if (!require(type, new Ty.Tuple(components), span, binding) || Ty.isError(type)) {
            components = components.stream().map(_ -> Ty.ERROR).toList();
        }
        var parts = new ArrayList<Build>();
        for (int i = 0; i < components.size(); i++) {
            parts.add(check(tuple.elements().get(i), components.get(i), binding));
        }
        return zonk -> new Pattern.Tuple(
                span, zonk.type(type), parts.stream().map(part -> part.in(zonk)).toList());
    }

    private Build cons(snow.syntax.Pattern.Cons cons, Ty type, Binding binding) {
        var span = cons.span();
        Ty element = in.unifier.fresh();
        var list = Ty.list(element);
        if (!require(type, list, span, binding) || Ty.isError(type)) {
            in.unifier.unify(element, Ty.ERROR);
        }
        var head = check(cons.head(), element, binding);
        var tail = check(cons.tail(), list, binding);
        return zonk -> new Pattern.Cons(span, zonk.named(list), head.in(zonk), tail.in(zonk));
    }

    // ---- constructors

    private Build constructor(snow.syntax.Pattern.Constructor pattern, Ty type, Binding binding) {
        var names = pattern.path().names();
        var variant = names.size() == 1 ? in.names.variant(names.getFirst().text(), type) : in.names.variant(names);
        if (variant.isPresent()) {
            return variant(variant.get(), pattern.args(), pattern.span(), type, binding);
        }
        binding.isBroken = true;
        if (!in.module.inError.containsKey(names.getFirst().text())
                && !(names.size() == 1 && in.module.misses)
                && !pattern.path().last().isMissing()) {
            in.report(
                    names.size() == 1
                            ? unknownVariant(pattern.path().text(), pattern.span(), type)
                            : Messages.unknownVariant(
                                    pattern.path().text(), pattern.span(), in.names.variantsBeside(names)));
        }
        pattern.args().forEach(argument -> check(argument, Ty.ERROR, binding));
        return wildcard(pattern.span(), type);
    }

    private Build variant(
            TypeDefinition.Variant variant, List<snow.syntax.Pattern> arguments, Span span, Ty type, Binding binding) {
        var instance = variant.owner.instance(in.unifier);
        require(type, instance, span, binding);
        if (Ty.isError(type)) {
            instance.arguments().forEach(argument -> in.unifier.unify(argument, Ty.ERROR));
        }
        if (arguments.size() != variant.fields.size()) {
            in.report(Messages.arity(variant.fields.size(), arguments.size(), span));
            binding.isBroken = true;
            arguments.forEach(argument -> check(argument, Ty.ERROR, binding));
            return wildcard(span, type);
        }
        var types = Calls.fieldTypes(variant, instance);
        var parts = new ArrayList<Build>();
        for (int i = 0; i < arguments.size(); i++) {
            parts.add(check(arguments.get(i), types.get(i), binding));
        }
        return zonk -> new Pattern.Variant(
                span,
                zonk.named(instance),
                variant.owner.sumType(),
                Calls.tree(variant),
                parts.stream().map(part -> part.in(zonk)).toList());
    }

    // ---- alternatives

    private Build or(snow.syntax.Pattern.Or or, Ty type, Binding binding) {
        var first = new Binding(binding.shared);
        var builds = new ArrayList<Build>();
        builds.add(check(or.alternatives().getFirst(), type, first));
        binding.isBroken |= first.isBroken;
        boolean isReported = false;
        for (var alternative : or.alternatives().subList(1, or.alternatives().size())) {
            var other = new Binding(first.bound);
            builds.add(check(alternative, type, other));
            binding.isBroken |= other.isBroken;
            if (!other.bound.keySet().equals(first.bound.keySet()) && !isReported && !binding.isBroken) {
                isReported = true;
                in.report(Diagnostic.error(
                                "E0011",
                                "or-pattern alternatives bind different variables: [" + sorted(first) + "] vs ["
                                        + sorted(other) + "]",
                                alternative.span(),
                                "alternatives must bind the same variables")
                        .help("all alternatives in an or-pattern must bind the same set of variable names"));
            }
            other.bound.forEach(first.bound::putIfAbsent);
        }
        binding.isBroken |= isReported;
        first.bound.forEach((name, variable) -> {
            var earlier = binding.bound.putIfAbsent(name, variable);
            if (earlier != null) {
                binding.isBroken = true;
                in.report(Messages.duplicate("variable", name, variable.span, earlier.span));
            }
        });
        return zonk -> new Pattern.Or(
                or.span(),
                zonk.type(type),
                builds.stream().map(build -> build.in(zonk)).toList());
    }

    private static String sorted(Binding binding) {
        return binding.bound.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
