package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Parser;
import snow.types.tree.Function;

/** Checks source texts in tests. */
final class Checking {
    private Checking() {}

    static CheckResult check(String source) {
        var parsed = Parser.parse(source);
        if (parsed.hasErrors()) {
            throw new IllegalArgumentException(parsed.diagnostics().getFirst() + " in\n" + source);
        }
        return Checker.check(List.of(new SourceModule("Main", "main.snow", parsed.tree())), Checking::builtin);
    }

    static Optional<String> builtin(String module) {
        try (var in = Checker.class.getResourceAsStream("/snow/builtin/" + module + ".snow")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Diagnostic> diagnostics(String source) {
        return check(source).files().getFirst().diagnostics();
    }

    /**
     * Compares the diagnostics of a program with the comments at the ends of its lines: {@code # E0001 at 11: title // help}, the help
     * being optional.
     */
    static void expect(String source) {
        var expected = new ArrayList<String>();
        int number = 0;
        for (var line : source.split("\n", -1)) {
            number++;
            int comment = line.indexOf("# ");
            if (comment >= 0 && line.contains(" at ")) {
                for (var one : line.substring(comment + 2).split(" # ")) {
                    expected.add(number + " " + one.strip());
                }
            }
        }
        var found = new ArrayList<String>();
        for (var diagnostic : diagnostics(source)) {
            found.add(shown(source, diagnostic, expected));
        }
        assertEquals(lines(expected), lines(found), source);
    }

    private static String lines(List<String> list) {
        return list.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static String shown(String source, Diagnostic diagnostic, List<String> expected) {
        int offset = diagnostic.span().start();
        int line = 1
                + (int) source.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = offset - source.lastIndexOf('\n', offset - 1);
        var text = line + " " + diagnostic.code() + " at " + column + ": " + diagnostic.title();
        boolean withHelp = expected.stream().anyMatch(one -> one.startsWith(text + " // "));
        return withHelp ? text + " // " + diagnostic.help().orElse("-") : text;
    }

    /** The scheme of a function: {@code (a) -> a where Add(a)}. */
    static String typeOf(String source, String function) {
        var result = check(source);
        for (var one : result.files().getFirst().diagnostics()) {
            if (one.code().startsWith("E")) {
                throw new AssertionError(one + " in\n" + source);
            }
        }
        return result.program().modules().getLast().functions().stream()
                .filter(candidate -> candidate.name().equals(function))
                .map(Checking::scheme)
                .findFirst()
                .orElseThrow();
    }

    private static String scheme(Function function) {
        var predicates = function.predicates().stream()
                .map(predicate -> predicate.interfaceName().name() + "(" + show(predicate.type()) + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        return show(function.type()) + (predicates.isEmpty() ? "" : " where " + predicates);
    }

    static String show(Type type) {
        return switch (type) {
            case Type.Named named ->
                named.equals(Type.UNIT)
                        ? "()"
                        : named.name() + (named.arguments().isEmpty() ? "" : "<" + list(named.arguments()) + ">");
            case Type.Tuple tuple -> "(" + list(tuple.components()) + ")";
            case Type.Function function -> "(" + list(function.parameters()) + ") -> " + show(function.result());
            case Type.Parameter parameter -> parameter.parameter().name();
            case Type.Never _ -> "Never";
        };
    }

    private static String list(List<Type> types) {
        return types.stream().map(Checking::show).collect(Collectors.joining(", "));
    }
}
