package snow.random;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes a program as Snow, with no more parentheses than it needs, and notes on which line each part of it starts. */
final class Source {
    private static final int PIPE = 1;
    private static final int UNARY = 10;
    private static final int POSTFIX = 11;
    private static final Map<String, Integer> LEVELS = levels();

    private final StringBuilder out = new StringBuilder();
    private final IdentityHashMap<Object, Integer> lines = new IdentityHashMap<>();
    private int line = 1;
    private int depth;

    private Source() {}

    /** @param lines from 1, of code that may crash and of functions */
    record Written(String text, IdentityHashMap<Object, Integer> lines) {}

    static Written of(Code.Program program) {
        var source = new Source();
        program.definitions().forEach(source::definition);
        for (var constant : program.constants()) {
            source.statement(constant);
            source.newline();
        }
        program.interfaces().forEach(source::declaration);
        program.implementations().forEach(source::implementation);
        for (var function : program.functions()) {
            source.function(function);
            source.newline();
        }
        return new Written(source.out.toString(), source.lines);
    }

    private static Map<String, Integer> levels() {
        var levels = new HashMap<String, Integer>();
        levels.put("or", 2);
        levels.put("and", 3);
        for (var operator : List.of("==", "!=")) {
            levels.put(operator, 4);
        }
        for (var operator : List.of("<", ">", "<=", ">=")) {
            levels.put(operator, 5);
        }
        levels.put("..", 6);
        levels.put("<>", 7);
        levels.put("++", 7);
        levels.put("+", 8);
        levels.put("-", 8);
        for (var operator : List.of("*", "/", "%")) {
            levels.put(operator, 9);
        }
        return levels;
    }

    private void definition(Definition definition) {
        var head = definition.name()
                + (definition.parameters().isEmpty() ? "" : "<" + String.join(", ", definition.parameters()) + ">");
        write((definition.isStruct() ? "struct " : "type ") + head + " do");
        indent();
        for (var variant : definition.variants()) {
            if (definition.isStruct()) {
                for (int i = 0; i < variant.fields().size(); i++) {
                    newline();
                    write("f" + i + " :: " + variant.fields().get(i).text());
                }
            } else {
                newline();
                write(variant.name() + (variant.fields().isEmpty() ? "" : "(" + Ty.texts(variant.fields()) + ")"));
            }
        }
        outdent();
        write("end");
        if (definition.shown() == Definition.Shown.DERIVED) {
            boolean own = definition.hasOwnRules();
            write(" deriving(Display" + (own ? "" : ", Eq")
                    + (!own && definition.can("Ord") ? ", Ord" : "")
                    + (!own && definition.can("Hash") ? ", Hash" : "") + ")");
        }
        newline();
        if (definition.hasOwnRules()) {
            rule(definition, "Eq", "eq(self, other :: " + definition.name() + ") -> Bool", "self.f0 == other.f0");
            rule(definition, "Ord", "lt(self, other :: " + definition.name() + ") -> Bool", "other.f0 < self.f0");
            rule(definition, "Hash", "hash(self) -> Int", "hash(self.f0)");
        }
        if (definition.shown() == Definition.Shown.WRITTEN) {
            rule(definition, "Display", "to_string(self) -> String", "\"<${self.f0}>\"");
        }
        newline();
    }

    private void rule(Definition definition, String name, String head, String body) {
        write("impl " + name + " for " + definition.name() + " do");
        indent();
        newline();
        write("fn " + head + " do " + body + " end");
        outdent();
        write("end");
        newline();
    }

    private void declaration(Code.Interface declared) {
        write("interface " + declared.name() + " do");
        indent();
        for (var method : declared.methods()) {
            newline();
            write("fn " + method.name() + "(self");
            for (int i = 0; i < method.parameters().size(); i++) {
                write(", p" + i + " :: " + method.parameters().get(i).text());
            }
            write(") -> " + method.result().text());
            method.body().ifPresent(body -> {
                write(" do");
                body(body.body());
                write("end");
            });
        }
        outdent();
        write("end");
        newline();
        newline();
    }

    private void implementation(Code.Implementation made) {
        write("impl " + made.interfaceName() + " for " + made.type().text() + " do");
        indent();
        for (var method : made.methods()) {
            newline();
            lines.put(method, line);
            write("fn " + method.name() + "(self");
            for (int i = 0; i < method.parameters().size(); i++) {
                write(", p" + i + " :: " + method.parameters().get(i).text());
            }
            write(") -> " + method.result().text() + " do");
            body(method.clauses().getFirst().body());
            write("end");
        }
        outdent();
        write("end");
        newline();
        newline();
    }

    private void function(Code.Function function) {
        for (var clause : function.clauses()) {
            lines.putIfAbsent(function, line);
            boolean first = clause == function.clauses().getFirst();
            boolean patterned = function.isPatterned();
            write("fn " + function.name());
            if (first && !function.variables().isEmpty()) {
                write("<"
                        + String.join(
                                ", ",
                                function.variables().stream()
                                        .map(Ty.Variable::name)
                                        .toList()) + ">");
            }
            write("(");
            separated(IntStream.range(0, clause.patterns().size()).boxed().toList(), i -> {
                pattern(clause.patterns().get(i), true);
                if (!patterned && clause.patterns().get(i) instanceof Code.Pattern.Bind) {
                    write(" :: " + function.parameters().get(i).text());
                }
            });
            write(")");
            if (first && !patterned && !function.name().equals("main")) {
                write(" -> " + function.result().text());
            }
            var bounds = function.variables().stream()
                    .filter(variable -> !variable.bound().isEmpty())
                    .map(variable -> variable.name() + ": " + variable.bound())
                    .toList();
            if (first && !bounds.isEmpty()) {
                write(" where " + String.join(", ", bounds));
            }
            guard(clause.guard());
            write(" do");
            body(clause.body());
            write("end");
            newline();
        }
    }

    private void guard(Optional<Code> guard) {
        guard.ifPresent(condition -> {
            write(" when ");
            code(condition, PIPE + 1);
        });
    }

    private void body(Code code) {
        indent();
        statements(code);
        outdent();
    }

    private void statements(Code code) {
        newline();
        if (!(code instanceof Code.Block(var statements, var result))) {
            code(code, 0);
            return;
        }
        for (var statement : statements) {
            statement(statement);
            newline();
        }
        code(result, 0);
    }

    private void statement(Code.Statement statement) {
        lines.put(statement, line);
        switch (statement) {
            case Code.Statement.Do(var code) -> code(code, 0);
            case Code.Statement.LocalFunctions(var functions) -> functions.forEach(this::function);
            case Code.Statement.Let(var pattern, var type, var value) -> {
                write("let ");
                pattern(pattern, true);
                type.ifPresent(written -> write(" :: " + written.text()));
                write(" = ");
                code(value, 0);
            }
        }
    }

    /** @param level the loosest operator that may stand here without parentheses */
    private void code(Code code, int level) {
        int own = level(code);
        boolean enclosed = own < level;
        if (enclosed) {
            write("(");
        }
        lines.put(code, line);
        bare(code);
        if (enclosed) {
            write(")");
        }
    }

    private static int level(Code code) {
        return switch (code) {
            case Code.Binary(var operator, var _, var _) -> LEVELS.get(operator);
            case Code.Unary _ -> UNARY;
            case Code.Literal(Long number) when number < 0 -> UNARY;
            case Code.Literal(Double number) when Source.isNegative(number) -> UNARY;
            case Code.Call(var style, var _, var _) -> style == Code.Style.PIPE ? PIPE : POSTFIX + 1;
            case Code.If _, Code.Case _, Code.For _, Code.While _, Code.Lambda _ -> PIPE;
            case Code.Return _, Code.Block _ -> 0;
            default -> POSTFIX + 1;
        };
    }

    private static boolean isNegative(double number) {
        return number < 0 || 1 / number < 0;
    }

    private void bare(Code code) {
        switch (code) {
            case Code.Literal(var value) -> write(literal(value));
            case Code.Name(var name) -> write(name);
            case Code.Binary(var operator, var left, var right) -> {
                int level = LEVELS.get(operator);
                code(left, level);
                write(" " + operator + " ");
                code(right, level + 1);
            }
            case Code.Unary(var operator, var operand) -> {
                write(operator.equals("not") ? "not " : operator);
                code(operand, UNARY);
            }
            case Code.Call call -> call(call);
            case Code.MapGet(var map, var key, var _) -> call("Map.get", List.of(map, key));
            case Code.Apply(var callee, var arguments) -> {
                code(callee, POSTFIX);
                arguments(arguments);
            }
            case Code.TupleOf(var parts) -> arguments(parts);
            case Code.ListOf(var elements) -> {
                write("[");
                separated(elements, element -> code(element, 0));
                write("]");
            }
            case Code.MapOf(var keys, var values) -> {
                write("%{");
                separated(IntStream.range(0, keys.size()).boxed().toList(), i -> {
                    code(keys.get(i), 0);
                    write(" => ");
                    code(values.get(i), 0);
                });
                write("}");
            }
            case Code.Make(var definition, var fields, var values) -> {
                write(definition.name() + " { ");
                separated(IntStream.range(0, fields.size()).boxed().toList(), i -> {
                    write("f" + fields.get(i) + ": ");
                    code(values.get(i), 0);
                });
                write(" }");
            }
            case Code.Construct(var _, var variant, var fields) -> {
                write(variant.name());
                if (!fields.isEmpty()) {
                    arguments(fields);
                }
            }
            case Code.Field(var target, var index) -> {
                code(target, POSTFIX);
                write(".f" + index);
            }
            case Code.Text(var parts) -> {
                write("\"");
                for (var part : parts) {
                    if (part instanceof Code.Literal(String text)) {
                        write(escaped(text));
                    } else {
                        write("${");
                        code(part, 0);
                        write("}");
                    }
                }
                write("\"");
            }
            case Code.If(var condition, var thenBranch, var elseBranch) -> {
                write("if ");
                code(condition, 0);
                write(" do");
                body(thenBranch);
                write("else");
                body(elseBranch);
                write("end");
            }
            case Code.Case(var scrutinee, var arms) -> {
                write("case ");
                code(scrutinee, 0);
                write(" do");
                indent();
                for (var arm : arms) {
                    newline();
                    pattern(arm.patterns().getFirst(), true);
                    guard(arm.guard());
                    write(" -> ");
                    code(arm.body(), 0);
                }
                outdent();
                write("end");
            }
            case Code.For(var names, var iterable, var filter, var loop) -> {
                write("for " + (names.size() == 1 ? names.getFirst() : "{" + String.join(", ", names) + "}") + " in ");
                code(iterable, 0);
                guard(filter);
                write(" do");
                body(loop);
                write("end");
            }
            case Code.While(var condition, var loop) -> {
                write("while ");
                code(condition, 0);
                write(" do");
                body(loop);
                write("end");
            }
            case Code.Lambda lambda -> lambda(lambda);
            case Code.Block block -> {
                // only a function's body, a branch, a loop or a closure can be a block
                throw new IllegalStateException("block within an expression: " + block);
            }
            case Code.Return(var value) -> {
                write("return ");
                code(value, 0);
            }
            case Code.Break _ -> write("break");
            case Code.Continue _ -> write("continue");
            case Code.Try(var operand) -> {
                code(operand, POSTFIX);
                write("?");
            }
        }
    }

    private void call(Code.Call call) {
        var arguments = call.arguments();
        switch (call.style()) {
            case PLAIN -> call(call.name(), arguments);
            case PIPE -> {
                code(arguments.getFirst(), PIPE);
                write(" |> ");
                if (arguments.size() == 1) {
                    write(call.name());
                } else {
                    call(call.name(), arguments.subList(1, arguments.size()));
                }
            }
            case DOT -> {
                code(arguments.getFirst(), POSTFIX);
                write(call.name().substring(call.name().indexOf('.')));
                arguments(arguments.subList(1, arguments.size()));
            }
        }
    }

    private void call(String name, List<Code> arguments) {
        write(name);
        arguments(arguments);
    }

    private void arguments(List<Code> arguments) {
        write("(");
        separated(arguments, argument -> code(argument, 0));
        write(")");
    }

    private void lambda(Code.Lambda lambda) {
        write("fn");
        boolean first = true;
        for (var clause : lambda.clauses()) {
            write(first ? "(" : " | (");
            first = false;
            separated(IntStream.range(0, clause.patterns().size()).boxed().toList(), i -> {
                pattern(clause.patterns().get(i), true);
                if (clause.patterns().get(i) instanceof Code.Pattern.Bind) {
                    lambda.types().get(i).ifPresent(type -> write(" :: " + type.text()));
                }
            });
            write(")");
            guard(clause.guard());
            write(" ->");
            if (clause.body() instanceof Code.Block) {
                indent();
                statements(clause.body());
                outdent();
            } else {
                write(" ");
                code(clause.body(), 0);
            }
        }
        write(" end");
    }

    private void pattern(Code.Pattern pattern, boolean loose) {
        switch (pattern) {
            case Code.Pattern.Any _ -> write("_");
            case Code.Pattern.Bind(var name) -> write(name);
            case Code.Pattern.Equal(var value) -> write(literal(value));
            case Code.Pattern.Tuple(var parts) -> {
                write("(");
                separated(parts, part -> pattern(part, true));
                write(")");
            }
            case Code.Pattern.Variant(var name, var fields) -> {
                write(name);
                if (!fields.isEmpty()) {
                    write("(");
                    separated(fields, field -> pattern(field, true));
                    write(")");
                }
            }
            case Code.Pattern.Cons(var head, var tail) -> {
                write("(");
                pattern(head, false);
                write(" :: ");
                pattern(tail, false);
                write(")");
            }
            case Code.Pattern.Or(var alternatives) -> {
                write("(");
                for (int i = 0; i < alternatives.size(); i++) {
                    write(i == 0 ? "" : " | ");
                    pattern(alternatives.get(i), false);
                }
                write(")");
            }
            case Code.Pattern.As(var inner, var name) -> {
                write("(");
                pattern(inner, false);
                write(" as " + name + ")");
            }
        }
    }

    private static String literal(Object value) {
        return switch (value) {
            case Double number -> number.toString();
            case String text -> "\"" + escaped(text) + "\"";
            case Value.Unit _ -> "()";
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\n", "\\n");
    }

    private <T> void separated(List<T> items, java.util.function.Consumer<T> each) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                write(", ");
            }
            each.accept(items.get(i));
        }
    }

    private void indent() {
        depth++;
    }

    private void outdent() {
        depth--;
        newline();
    }

    private void newline() {
        out.append('\n').repeat("  ", depth);
        line++;
    }

    private void write(String text) {
        out.append(text);
    }
}
