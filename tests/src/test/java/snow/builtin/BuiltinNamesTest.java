package snow.builtin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.diagnostics.Diagnostic;
import snow.project.Compilation;
import snow.project.Compiler;
import snow.project.FileDiagnostic;
import snow.project.Phases;
import snow.project.Project;
import snow.syntax.Item;
import snow.syntax.Param;
import snow.syntax.TokenKind;
import snow.syntax.TypeExpr;

/**
 * Every function of every built-in module can be reached in every way there is (spec 04 §2): qualified, by its flat name, imported,
 * through a pipe, after a dot, and as a value; with type arguments that are objects and such that are not.
 */
class BuiltinNamesTest {
    private static final List<String> WITH_DOT_SYNTAX = List.of("String", "List", "Map", "Set", "Range", "Queue");

    /** What a type parameter with a bound may be; one without may be anything. */
    private static final Map<String, List<String>> TYPES_THAT_ARE =
            Map.of("Number", List.of("Int", "Float"), "Binary", List.of("String", "Bytes"));

    private static final List<String> ANY_TYPES = List.of("Int", "String");

    static List<InterfaceFile> modules() {
        return InterfaceFile.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyFunctionIsReachedWithoutAnImport(InterfaceFile file) {
        var uses = uses(file);
        var lines = new ArrayList<String>();
        for (int i = 0; i < uses.size(); i++) {
            lines.addAll(uses.get(i).function(i));
        }
        compiles(lines, uses.size());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyFunctionIsReachedByAnImportOfItsName(InterfaceFile file) {
        var uses = uses(file).stream()
                .filter(use -> !use.isPrelude() && !isKeyword(use.name))
                .toList();
        var names = uses.stream().map(use -> use.name).collect(Collectors.toCollection(TreeSet::new));
        var lines = new ArrayList<String>();
        if (!names.isEmpty()) {
            lines.add("from " + file.module() + " import " + String.join(", ", names));
        }
        for (int i = 0; i < uses.size(); i++) {
            var use = uses.get(i);
            lines.add(use.head(i));
            lines.add("  " + use.call(use.name));
            lines.add("end");
        }
        compiles(lines, uses.size());
    }

    private static boolean isKeyword(String name) {
        return Arrays.stream(TokenKind.values())
                .anyMatch(kind -> kind.isKeyword() && kind.text().equals(name));
    }

    /** Compiles functions {@code use_0}, {@code use_1}, … and has the JVM verify them. */
    private static void compiles(List<String> functions, int count) {
        var lines = new ArrayList<>(functions);
        lines.add("fn main() do");
        for (int i = 0; i < count; i++) {
            lines.add("  let _ = use_" + i);
        }
        lines.add("end");
        var source = String.join("\n", lines) + "\n";
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 1, Phases.SILENT);
        assertFalse(compilation.hasErrors(), () -> source + problems(compilation));
        var program = compilation.program().orElseThrow();
        var loader = program.load().getClass().getClassLoader();
        for (var name : program.classes().keySet()) {
            assertDoesNotThrow(() -> Class.forName(name.replace('/', '.'), true, loader), source);
        }
    }

    private static List<Diagnostic> problems(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(FileDiagnostic::diagnostic)
                .toList();
    }

    /** All public functions, each once per choice of type arguments. */
    private static List<Use> uses(InterfaceFile file) {
        var uses = new ArrayList<Use>();
        var functions = file.functions().stream().filter(Item.FnDef::isPub).toList();
        for (var function : functions) {
            boolean overloaded = functions.stream()
                            .filter(other ->
                                    other.name().text().equals(function.name().text()))
                            .count()
                    > 1;
            instances(file, function, overloaded, 0, new HashMap<>(), uses);
        }
        return uses;
    }

    private static void instances(
            InterfaceFile file,
            Item.FnDef function,
            boolean overloaded,
            int next,
            Map<String, String> chosen,
            List<Use> uses) {
        if (next == function.generics().size()) {
            uses.add(use(file, function, overloaded, chosen));
            return;
        }
        var parameter = function.generics().get(next).text();
        var choices = function.where().stream()
                .filter(bound -> bound.typeParam().text().equals(parameter))
                .map(bound -> TYPES_THAT_ARE.get(bound.interfacePath().text()))
                .filter(types -> types != null)
                .findFirst()
                .orElse(ANY_TYPES);
        for (var choice : choices) {
            var with = new HashMap<>(chosen);
            with.put(parameter, choice);
            instances(file, function, overloaded, next + 1, with, uses);
        }
    }

    private static Use use(InterfaceFile file, Item.FnDef function, boolean overloaded, Map<String, String> chosen) {
        var parameters = function.params().stream()
                .map(parameter -> text(file, ((Param.Named) parameter).type().orElseThrow(), chosen))
                .toList();
        return new Use(
                file.module(),
                function.name().text(),
                parameters,
                text(file, function.returnType().orElseThrow(), chosen),
                overloaded);
    }

    /** A type as a program writes it. A tuple of any size is a pair. */
    private static String text(InterfaceFile file, TypeExpr type, Map<String, String> chosen) {
        var text = file.text().substring(type.span().start(), type.span().end());
        for (var choice : chosen.entrySet()) {
            text = text.replaceAll("\\b" + choice.getKey() + "\\b", choice.getValue());
        }
        return text.equals("Tuple")
                ? "(" + chosen.getOrDefault("T", "Int") + ", " + chosen.getOrDefault("T", "Int") + ")"
                : text;
    }

    private record Use(String module, String name, List<String> parameters, String result, boolean overloaded) {
        boolean isPrelude() {
            return module.equals("Prelude");
        }

        /** {@code Math.pi} is a value already. */
        private boolean isConstant() {
            return module.equals("Math") && name.equals("pi");
        }

        String head(int number) {
            return "fn use_" + number + "("
                    + IntStream.range(0, parameters.size())
                            .mapToObj(i -> "p" + i + " :: " + parameters.get(i))
                            .collect(Collectors.joining(", "))
                    + ") -> " + result + " do";
        }

        private String arguments(int from) {
            return IntStream.range(from, parameters.size())
                    .mapToObj(i -> "p" + i)
                    .collect(Collectors.joining(", ", "(", ")"));
        }

        String call(String function) {
            return isConstant() ? function : function + arguments(0);
        }

        List<String> function(int number) {
            var names = isPrelude()
                    ? List.of(name)
                    : List.of(module + "." + name, module.toLowerCase(Locale.ROOT) + "_" + name);
            var lines = new ArrayList<String>();
            lines.add(head(number));
            for (var function : names) {
                lines.add("  let _ = " + call(function));
                if (!parameters.isEmpty()) {
                    lines.add("  let _ = p0 |> " + function + arguments(1));
                }
                if (!overloaded && !isConstant()) {
                    lines.add("  let value :: Fun(" + String.join(", ", parameters) + ") -> " + result + " = "
                            + function);
                    lines.add("  let _ = " + call("value"));
                }
            }
            if (WITH_DOT_SYNTAX.contains(module)
                    && !parameters.isEmpty()
                    && parameters.getFirst().startsWith(module)) {
                lines.add("  let _ = p0." + name + arguments(1));
            }
            lines.add("  " + call(names.getFirst()));
            lines.add("end");
            return lines;
        }
    }
}
