package snow.mir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * MIR as text, for golden files and {@code --emit-mir}. Variables and labels are numbered where a function has several of one name, so the text
 * depends on the program only.
 */
public final class MirPrinter {
    private final StringBuilder out = new StringBuilder();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();

    private MirPrinter() {}

    /** The whole program: classes by name, then modules with their functions. */
    public static String print(MirProgram program) {
        var printer = new MirPrinter();
        printer.program(program);
        return printer.out.toString();
    }

    /** One function. */
    public static String print(MirFunction function) {
        var printer = new MirPrinter();
        printer.function(function);
        return printer.out.toString();
    }

    private void program(MirProgram program) {
        out.append("main ").append(method(program.main())).append('\n');
        var classes = new ArrayList<>(program.classes());
        classes.sort(Comparator.comparing(MirClass::name));
        for (var one : classes) {
            out.append('\n');
            declare(one);
        }
        for (var module : program.modules()) {
            out.append("\nmodule ").append(module.className());
            out.append(module.file().isEmpty() ? "" : " from " + module.file()).append('\n');
            for (var constant : module.constants()) {
                out.append("  let ").append(field(constant)).append('\n');
            }
            for (var function : module.functions()) {
                out.append('\n');
                function(function);
            }
        }
    }

    private void declare(MirClass declared) {
        switch (declared) {
            case MirClass.Sum sum -> line(0, "sum " + sum.name());
            case MirClass.Data data -> {
                line(0, "data " + data.name() + fields(data.fields()) + " extends " + data.superName());
                for (var virtual : MirClass.Virtual.values()) {
                    var target = data.virtuals().get(virtual);
                    if (target != null) {
                        line(1, virtual.name().toLowerCase(java.util.Locale.ROOT) + " = " + name(target));
                    }
                }
            }
            case MirClass.Shape shape -> line(0, "shape " + shape.name());
            case MirClass.Closure closure ->
                line(
                        0,
                        "closure " + closure.name() + fields(closure.captures()) + " of "
                                + closure.shape().name() + " = " + name(closure.body()));
            case MirClass.Activity activity -> {
                line(0, "activity " + activity.name() + fields(activity.arguments()) + " = " + name(activity.body()));
                activity.terminate().ifPresent(clause -> line(1, "terminate = " + name(clause)));
            }
            case MirClass.Init init ->
                line(0, "init " + init.name() + fields(init.arguments()) + " = " + name(init.body()));
            case MirClass.Request request ->
                line(0, "request " + request.name() + fields(request.arguments()) + " = " + name(request.body()));
            case MirClass.SupervisorValue value ->
                line(0, "supervisor value " + value.name() + " = " + name(value.start()));
            case MirClass.ActorValue value ->
                line(
                        0,
                        "actor value " + value.name() + " of "
                                + value.activity().name());
        }
    }

    private static String fields(List<MirClass.Field> fields) {
        return "(" + String.join(", ", fields.stream().map(MirPrinter::field).toList()) + ")";
    }

    private static String field(MirClass.Field field) {
        return field.name() + " :: " + rep(field.rep());
    }

    private static String rep(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "Int";
            case FLOAT -> "Float";
            case BOOL -> "Bool";
            case UNIT -> "()";
            case INDEX -> "Index";
            case REF -> rep.className().substring(rep.className().lastIndexOf('/') + 1);
        };
    }

    private static String name(MethodRef method) {
        return method.owner() + "." + method.name();
    }

    private static String method(MethodRef method) {
        return name(method) + "("
                + String.join(
                        ", ", method.parameters().stream().map(MirPrinter::rep).toList()) + ") -> "
                + rep(method.result());
    }

    private void function(MirFunction function) {
        names.clear();
        taken.clear();
        var parameters = new ArrayList<String>();
        for (var parameter : function.parameters()) {
            parameters.add(bound(parameter));
        }
        line(
                0,
                "fn " + function.method().name() + "(" + String.join(", ", parameters) + ") -> "
                        + rep(function.method().result())
                        + (function.line() > 0 ? " line " + function.line() : ""));
        node(1, "", function.body());
    }

    private String bound(Variable variable) {
        return unique(variable, variable.name()) + " :: " + rep(variable.rep());
    }

    private String unique(Object key, String wanted) {
        int count = taken.merge(wanted, 1, Integer::sum);
        var name = wanted.isEmpty() ? "%" + count : count == 1 ? wanted : wanted + "." + count;
        names.put(key, name);
        return name;
    }

    private String variable(Variable variable) {
        var name = names.get(variable);
        return name == null ? "?" + variable.name() : name;
    }

    private String label(Label label) {
        var name = names.get(label);
        return name == null ? "?" + label : name;
    }

    private void line(int depth, String text) {
        out.repeat("  ", depth).append(text).append('\n');
    }

    // ---- nodes

    /** Writes a node that is short on one line, and others with their parts below. */
    private void node(int depth, String before, Node node) {
        var brief = brief(node);
        if (!brief.isEmpty()) {
            line(depth, before + brief);
            return;
        }
        switch (node) {
            case Node.Block block -> {
                line(depth, before + "block");
                for (var step : block.steps()) {
                    step(depth + 1, step);
                }
                node(depth + 1, "", block.result());
            }
            case Node.If choice -> {
                node(depth, before + "if ", choice.condition());
                node(depth + 1, "then ", choice.thenBranch());
                node(depth + 1, "else ", choice.elseBranch());
            }
            case Node.IntSwitch choice -> {
                node(depth, before + "switch ", choice.scrutinee());
                for (var one : choice.cases()) {
                    node(depth + 1, one.key() + " -> ", one.body());
                }
                node(depth + 1, "_ -> ", choice.otherwise());
            }
            case Node.TagSwitch choice -> {
                node(depth, before + "tag ", choice.scrutinee());
                for (var one : choice.cases()) {
                    node(depth + 1, one.tag() + " -> ", one.body());
                }
                node(depth + 1, "_ -> ", choice.otherwise());
            }
            case Node.TextSwitch choice -> {
                node(depth, before + "text ", choice.scrutinee());
                for (var one : choice.cases()) {
                    node(depth + 1, quoted(one.key()) + " -> ", one.body());
                }
                node(depth + 1, "_ -> ", choice.otherwise());
            }
            case Node.Join join -> {
                var label = unique(join.label(), join.label().toString());
                line(depth, before + "join");
                node(depth + 1, "", join.body());
                line(depth, "at " + label + parameters(join.parameters()));
                node(depth + 1, "", join.target());
            }
            case Node.Loop loop -> {
                var label = unique(loop.label(), loop.label().toString());
                line(depth, before + "loop " + label + parameters(loop.parameters()));
                for (var initial : loop.initial()) {
                    node(depth + 2, "from ", initial);
                }
                node(depth + 1, "", loop.body());
            }
            case Node.Concat concat -> {
                line(depth, before + "concat");
                for (var part : concat.parts()) {
                    node(depth + 1, part.inspect() ? "inspect " : "", part.value());
                }
            }
            case Node.MapLiteral map -> {
                line(depth, before + "map");
                for (var entry : map.entries()) {
                    node(depth + 1, "", entry.key());
                    node(depth + 2, "=> ", entry.value());
                }
            }
            case Node.Leaf _, Node.Apply _ -> {
                line(depth, before + head(node));
                for (var part : Parts.of(node)) {
                    node(depth + 1, "", part);
                }
            }
        }
    }

    private String parameters(List<Variable> variables) {
        return variables.isEmpty()
                ? ""
                : "(" + String.join(", ", variables.stream().map(this::bound).toList()) + ")";
    }

    private void step(int depth, Node.Step step) {
        switch (step) {
            case Node.Step.Let let -> {
                // The value is written before the variable has its name: it does not see it.
                int at = out.length();
                node(depth, "let \0 = ", let.value());
                int place = out.indexOf("\0", at);
                out.replace(place, place + 1, bound(let.variable()));
            }
            case Node.Step.Evaluate evaluate -> node(depth, "do ", evaluate.node());
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    }

    /** The operation without its operands. */
    private String head(Node node) {
        return switch (node) {
            case Node.Int value -> Long.toString(value.value());
            case Node.Float value -> Double.toString(value.value());
            case Node.Bool value -> Boolean.toString(value.value());
            case Node.Text value -> quoted(value.value());
            case Node.Atom value -> ":" + value.name();
            case Node.Nothing _ -> "()";
            case Node.Null _ -> "null";
            case Node.Get get -> variable(get.variable());
            case Node.GetStatic get -> get.owner().substring(get.owner().lastIndexOf('/') + 1) + "." + get.name();
            case Node.PutStatic put -> "put " + put.name();
            case Node.Jump jump -> "jump " + label(jump.label());
            case Node.Return _ -> "return";
            case Node.NoMatch crash -> "no match line " + crash.line();
            case Node.Poll _ -> "poll";
            case Node.CallStatic call -> "call " + name(call.method()) + line(call.line());
            case Node.CallVirtual call -> "invoke " + name(call.method()) + line(call.line());
            case Node.New made -> "new " + made.className();
            case Node.Field field -> "." + field.name();
            case Node.InstanceOf test -> "is " + test.className();
            case Node.Convert convert -> "as " + rep(convert.rep());
            case Node.Primitive primitive ->
                primitive.operation().name().toLowerCase(java.util.Locale.ROOT) + line(primitive.line());
            case Node.ListLiteral list -> "list of " + rep(list.element());
            case Node.Block _ -> "block";
            case Node.If _ -> "if";
            case Node.IntSwitch _ -> "switch";
            case Node.TagSwitch _ -> "tag";
            case Node.TextSwitch _ -> "text";
            case Node.Join _ -> "join";
            case Node.Loop _ -> "loop";
            case Node.Concat _ -> "concat";
            case Node.MapLiteral _ -> "map";
        };
    }

    private static String line(int line) {
        return line > 0 ? " line " + line : "";
    }

    /** A node without parts, or a short operation whose operands have none; empty for others. */
    private String brief(Node node) {
        if (node instanceof Node.Leaf) {
            return head(node);
        }
        var operands = Parts.of(node);
        if (!(node instanceof Node.Apply)
                || operands.size() > 6
                || !operands.stream().allMatch(MirPrinter::isShort)) {
            return "";
        }
        return head(node) + "("
                + String.join(", ", operands.stream().map(this::brief).toList()) + ")";
    }

    /** Shallow enough for one line. */
    private static boolean isShort(Node node) {
        if (!(node instanceof Node.Apply)) {
            return node instanceof Node.Leaf;
        }
        var operands = Parts.of(node);
        return !operands.isEmpty() && operands.stream().allMatch(Node.Leaf.class::isInstance);
    }
}
