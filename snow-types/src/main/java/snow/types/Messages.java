package snow.types;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Name;
import snow.syntax.Param;
import snow.syntax.Span;

/** The words of the diagnostics that more than one place reports (spec 02 §19). */
final class Messages {
    private Messages() {}

    /** E0001, and what a failed unification may turn out to be instead: E0002, E0003. */
    static Diagnostic mismatch(Ty expected, Ty found, Span at, Cause cause, Unifier.Outcome outcome) {
        return switch (outcome) {
            case Unifier.Outcome.Arity arity -> arity(arity.expected(), arity.found(), at);
            case Unifier.Outcome.Infinite infinite -> {
                var text = new TypeText();
                var variable = text.show(infinite.variable());
                yield Diagnostic.error(
                                "E0002",
                                "infinite type: " + variable + " occurs in " + text.show(infinite.type()),
                                at,
                                "recursive type here")
                        .help("a value cannot have a type that refers to itself");
            }
            case Unifier.Outcome.TooLarge _ -> tooLarge(at);
            case Unifier.Outcome.Equal _, Unifier.Outcome.Different _ ->
                mismatch("E0001", "expected E, found F", expected, found, at, cause);
        };
    }

    private static Diagnostic mismatch(String code, String title, Ty expected, Ty found, Span at, Cause cause) {
        var text = new TypeText();
        var e = text.show(expected);
        var f = text.show(found);
        var diagnostic = Diagnostic.error(code, Cause.fill(title, e, f), at, Cause.fill(cause.primary(), e, f));
        if (cause.secondary().isPresent()) {
            var origin = cause.secondary().get();
            diagnostic = diagnostic.label(origin.span(), Cause.fill(origin.text(), e, f));
        }
        var help = conversion(expected, found);
        return help.isPresent() ? diagnostic.help(help.get()) : diagnostic;
    }

    private static Optional<String> conversion(Ty expected, Ty found) {
        var open = new java.util.LinkedHashSet<Ty.Var>();
        Ty.variables(expected, open);
        Ty.variables(found, open);
        var zonk = new Zonk(Set.of());
        if (open.isEmpty() && !Ty.hasError(expected) && !Ty.hasError(found)) {
            return Suggestions.forMismatch(zonk.type(expected), zonk.type(found));
        }
        return Suggestions.forMismatch(withoutArguments(expected), withoutArguments(found));
    }

    /** Enough of a type with open parts to see that Bool was expected. */
    private static Type withoutArguments(Ty type) {
        return Ty.resolve(type) instanceof Ty.Con con ? new Type.Named(con.name()) : Type.NEVER;
    }

    static Diagnostic messageMismatch(Ty expected, Ty found, Span at) {
        var text = new TypeText();
        var e = text.show(expected);
        var f = text.show(found);
        return Diagnostic.error(
                        "E0014",
                        "message type mismatch: expected " + e + ", found " + f,
                        at,
                        "expected " + e + ", found " + f)
                .help("this Pid accepts messages of type " + e);
    }

    static Diagnostic arity(int expected, int found, Span at) {
        return Diagnostic.error(
                        "E0003",
                        "expected " + expected + " argument(s), found " + found,
                        at,
                        "expected " + expected + " argument(s)")
                .help(
                        expected > found
                                ? "missing " + (expected - found) + " argument(s)"
                                : (found - expected) + " extra argument(s)");
    }

    static Diagnostic undefined(String name, Span at, Collection<String> legal) {
        return withSuggestion(
                Diagnostic.error("E0004", "undefined variable: " + name, at, "not found in this scope"), name, legal);
    }

    static Diagnostic notCallable(Ty type, Span callee) {
        var shown = TypeText.of(type);
        return Diagnostic.error("E0005", "type " + shown + " is not callable", callee, shown + " is not a function")
                .help("did you mean to call it? Remove the argument list");
    }

    /** E0006. */
    static Diagnostic notImplemented(Ty type, String interfaceName, Span at) {
        var shown = TypeText.of(type);
        return Diagnostic.error(
                "E0006",
                shown + " does not implement " + interfaceName,
                at,
                shown + " does not satisfy " + interfaceName);
    }

    static Diagnostic unknownVariant(String name, Span at, Collection<String> legal) {
        return withSuggestion(
                Diagnostic.error("E0010", "unknown variant: " + name, at, "not a known variant"),
                name.substring(name.lastIndexOf('.') + 1),
                legal);
    }

    static Diagnostic unknownType(String name, Span at, Collection<String> legal) {
        return withSuggestion(
                Diagnostic.error("E0050", "unknown type `" + name + "`", at, "not found in this scope"), name, legal);
    }

    static Diagnostic typeArguments(String type, int expected, int found, Span at) {
        return Diagnostic.error(
                "E0051",
                "type `" + type + "` takes " + expected + " type argument(s), found " + found,
                at,
                "expected " + expected);
    }

    static Diagnostic noMethod(String method, Ty type, Span at, Collection<String> legal) {
        var shown = TypeText.of(type);
        var diagnostic = Diagnostic.error(
                "E0030", "no method `" + method + "` on type `" + shown + "`", at, "method `" + method + "` not found");
        return Suggestions.nearest(method, legal)
                .map(near -> diagnostic.help("did you mean `" + near + "`?"))
                .orElseGet(() -> diagnostic.help("type `" + shown + "` has no trait impl providing `" + method + "`"));
    }

    static Diagnostic notInModule(String name, String module, Span at, Collection<String> exports) {
        return notInModule(name, module, at, exports, exports);
    }

    /**
     * E0034.
     *
     * @param legal what could stand there: the exports, and for a qualified name the variants of exported types
     */
    static Diagnostic notInModule(
            String name, String module, Span at, Collection<String> exports, Collection<String> legal) {
        var diagnostic = withSuggestion(
                Diagnostic.error(
                        "E0034",
                        "name not found in module",
                        at,
                        "`" + name + "` is not exported by module `" + module + "`"),
                name,
                legal);
        if (exports.isEmpty()) {
            return diagnostic;
        }
        var sorted = exports.stream().distinct().sorted().toList();
        var shown = TypeText.commaSeparated(sorted.subList(0, Math.min(20, sorted.size())));
        return diagnostic.note("available exports: " + shown + (sorted.size() > 20 ? ", …" : ""));
    }

    static Diagnostic duplicate(String kind, String name, Span later, Span first) {
        return Diagnostic.error("E0055", kind + " `" + name + "` is defined twice", later, "second definition")
                .label(first, "first definition");
    }

    /** E0023. */
    static Diagnostic clausesApart(Definition.Fn first, Name later) {
        return Diagnostic.error(
                        "E0023",
                        "function `" + first.name + "/" + first.arity
                                + "` already defined; multi-clause functions must have consecutive clauses",
                        later.span(),
                        "non-consecutive redefinition here")
                .label(first.nameSpan, "first definition here");
    }

    /** Only as the first parameter does {@code self} make a method one of instances (spec 02 §7.1). */
    static Diagnostic selfNotFirst(Param.Self self) {
        return notAllowed("`self` must be the first parameter", self.span());
    }

    static Diagnostic notAllowed(String title, Span at) {
        return Diagnostic.error("E0062", title, at, "not allowed here");
    }

    static Diagnostic unknownInterface(String name, Span at, Collection<String> legal) {
        return withSuggestion(
                Diagnostic.error("E0052", "unknown interface `" + name + "`", at, "not found in this scope"),
                name,
                legal);
    }

    /** E0054; shows the expression when it is short enough to be recognised. */
    static Diagnostic cannotInfer(String source, Span at) {
        boolean isShort = source.codePointCount(0, source.length()) <= 30 && !source.contains("\n");
        return Diagnostic.error(
                        "E0054",
                        "cannot infer the type of " + (isShort ? source : "this expression"),
                        at,
                        "type must be known here")
                .help("add a type annotation");
    }

    /** E0054 for a type that no program needs and that would take for ever. */
    static Diagnostic tooLarge(Span at) {
        return Diagnostic.error("E0054", "cannot infer the type of this expression", at, "type must be known here")
                .note("the type has more than " + Ty.LARGEST + " parts");
    }

    static Diagnostic withSuggestion(Diagnostic diagnostic, String name, Collection<String> legal) {
        return Suggestions.nearest(name, legal)
                .map(near -> diagnostic.help("did you mean `" + near + "`?"))
                .orElse(diagnostic);
    }

    static String names(List<String> names) {
        return TypeText.commaSeparated(names);
    }
}
