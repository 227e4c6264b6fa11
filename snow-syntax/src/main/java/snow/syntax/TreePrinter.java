package snow.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes a tree as text for tests and for people who look at the parser: kinds and names in brackets, one statement to a
 * line. Missing names show as {@code ?}. Works with a stack of its own, since trees may be deep.
 */
public final class TreePrinter {
    private enum Layout {
        NEWLINE,
        INDENT,
        DEDENT
    }

    private final StringBuilder out = new StringBuilder();
    /** Strings, nodes and layout still to be written, next first. */
    private final Deque<Object> work = new ArrayDeque<>();

    private int indent;

    private TreePrinter() {}

    /** The tree below a node, ending with a newline. */
    public static String print(Node node) {
        var printer = new TreePrinter();
        printer.work.push(node);
        printer.run();
        if (printer.out.isEmpty() || printer.out.charAt(printer.out.length() - 1) != '\n') {
            printer.out.append('\n');
        }
        return printer.out.toString();
    }

    private void run() {
        while (!work.isEmpty()) {
            switch (work.pop()) {
                case String text -> out.append(text);
                case Layout layout -> layout(layout);
                case Node node -> {
                    var parts = new Parts();
                    describe(node, parts);
                    Collections.reverse(parts.list);
                    parts.list.forEach(work::push);
                }
                default -> throw new IllegalStateException("nothing else is put on the stack");
            }
        }
    }

    private void layout(Layout layout) {
        switch (layout) {
            case NEWLINE -> out.append('\n').append("  ".repeat(indent));
            case INDENT -> indent++;
            case DEDENT -> indent--;
        }
    }

    /** What one node is written as, in order. */
    private static final class Parts {
        final List<Object> list = new ArrayList<>();

        Parts open(String kind) {
            list.add("(" + kind);
            return this;
        }

        Parts close() {
            list.add(")");
            return this;
        }

        Parts word(String text) {
            list.add(" " + text);
            return this;
        }

        Parts flag(boolean on, String text) {
            return on ? word(text) : this;
        }

        Parts node(Node node) {
            list.add(" ");
            list.add(node);
            return this;
        }

        Parts maybe(String role, Optional<? extends Node> node) {
            node.ifPresent(present -> word(role).node(present));
            return this;
        }

        Parts nodes(List<? extends Node> nodes) {
            nodes.forEach(this::node);
            return this;
        }

        Parts bracketed(String before, List<? extends Node> nodes, String after) {
            list.add(" " + before);
            for (int i = 0; i < nodes.size(); i++) {
                if (i > 0) {
                    list.add(" ");
                }
                list.add(nodes.get(i));
            }
            list.add(after);
            return this;
        }

        Parts bracketedUnlessEmpty(String before, List<? extends Node> nodes, String after) {
            return nodes.isEmpty() ? this : bracketed(before, nodes, after);
        }

        Parts lines(List<? extends Node> nodes) {
            list.add(Layout.INDENT);
            for (var node : nodes) {
                list.add(Layout.NEWLINE);
                list.add(node);
            }
            list.add(Layout.DEDENT);
            return this;
        }
    }

    private static void describe(Node node, Parts out) {
        switch (node) {
            case SourceFile file -> {
                for (var item : file.items()) {
                    out.list.add(item);
                    out.list.add(Layout.NEWLINE);
                }
            }
            case Name name -> out.list.add(name.isMissing() ? "?" : name.text());
            case Path path -> out.list.add(path.text());
            case Item item -> item(item, out);
            case Item.ServiceMember member -> serviceMember(member, out);
            case Item.SupervisorEntry entry -> supervisorEntry(entry, out);
            case Item.ChildEntry entry -> childEntry(entry, out);
            case Item.Bound bound ->
                out.open("bound")
                        .node(bound.typeParam())
                        .node(bound.interfacePath())
                        .close();
            case Item.StructField field ->
                out.open("field").node(field.name()).node(field.type()).close();
            case Item.VariantDef variant ->
                out.open("variant").node(variant.name()).nodes(variant.fields()).close();
            case Item.VariantField field ->
                out.open("field").nodes(field.children()).close();
            case Item.InterfaceMethod method ->
                out.open("method")
                        .node(method.name())
                        .bracketed("[", method.params(), "]")
                        .maybe("->", method.returnType())
                        .maybe("default", method.body())
                        .close();
            case Block block -> out.open("block").lines(block.items()).close();
            case FnBody.Equals equals -> out.open("=").node(equals.value()).close();
            case Stmt.Let let ->
                out.open("let")
                        .node(let.target())
                        .maybe("::", let.type())
                        .node(let.value())
                        .close();
            case Stmt.Assert assertion ->
                out.open(assertion.isRefute() ? "refute" : "assert")
                        .node(assertion.condition())
                        .maybe("message", assertion.message())
                        .close();
            case Expr expr -> expr(expr, out);
            case Expr.StringText text -> out.list.add(quoted(text.value()));
            case Expr.Interpolation interpolation ->
                out.open("${}").node(interpolation.value()).close();
            case Expr.TrailingClosure closure ->
                out.open("do")
                        .bracketed("[", closure.params(), "]")
                        .node(closure.body())
                        .close();
            case Expr.MapEntry entry ->
                out.open("=>").node(entry.key()).node(entry.value()).close();
            case Expr.HandlerEntry entry ->
                out.open(":").node(entry.name()).node(entry.value()).close();
            case Expr.FieldInit init ->
                out.open(":").node(init.name()).node(init.value()).close();
            case Expr.Arm arm ->
                out.open("arm")
                        .node(arm.pattern())
                        .maybe("when", arm.guard())
                        .node(arm.body())
                        .close();
            case Expr.After after ->
                out.open("after").node(after.timeout()).node(after.body()).close();
            case Expr.ClosureClause clause ->
                out.open(clause.isArrow() ? "->" : "do")
                        .bracketed("[", clause.params(), "]")
                        .maybe("when", clause.guard())
                        .maybe("->", clause.returnType())
                        .node(clause.body())
                        .close();
            case Param param -> param(param, out);
            case Pattern pattern -> pattern(pattern, out);
            case TypeExpr type -> type(type, out);
        }
    }

    private static void item(Item item, Parts out) {
        switch (item) {
            case Item.FnDef fn ->
                out.open("fn")
                        .flag(fn.isPub(), "pub")
                        .node(fn.name())
                        .bracketedUnlessEmpty("<", fn.generics(), ">")
                        .bracketed("[", fn.params(), "]")
                        .maybe("->", fn.returnType())
                        .nodes(fn.where())
                        .maybe("when", fn.guard())
                        .node(fn.body())
                        .close();
            case Item.StructDef struct -> {
                out.open("struct")
                        .flag(struct.isPub(), "pub")
                        .node(struct.name())
                        .bracketedUnlessEmpty("<", struct.generics(), ">")
                        .nodes(struct.fields());
                struct.deriving().ifPresent(names -> out.bracketed("deriving[", names, "]"));
                out.close();
            }
            case Item.SumTypeDef type -> {
                out.open("type")
                        .flag(type.isPub(), "pub")
                        .node(type.name())
                        .bracketedUnlessEmpty("<", type.generics(), ">")
                        .nodes(type.variants());
                type.deriving().ifPresent(names -> out.bracketed("deriving[", names, "]"));
                out.close();
            }
            case Item.TypeAlias alias ->
                out.open("alias")
                        .flag(alias.isPub(), "pub")
                        .node(alias.name())
                        .bracketedUnlessEmpty("<", alias.generics(), ">")
                        .node(alias.type())
                        .close();
            case Item.InterfaceDef definition ->
                out.open("interface")
                        .flag(definition.isPub(), "pub")
                        .node(definition.name())
                        .bracketedUnlessEmpty("<", definition.generics(), ">")
                        .lines(definition.methods())
                        .close();
            case Item.ImplDef impl ->
                out.open("impl")
                        .node(impl.trait())
                        .bracketedUnlessEmpty("<", impl.traitArgs(), ">")
                        .word("for")
                        .node(impl.target())
                        .bracketedUnlessEmpty("<", impl.targetArgs(), ">")
                        .nodes(impl.where())
                        .node(impl.body())
                        .close();
            case Item.ModuleDef module ->
                out.open("module")
                        .flag(module.isPub(), "pub")
                        .node(module.name())
                        .node(module.body())
                        .close();
            case Item.Import imported ->
                out.open("import").node(imported.path()).close();
            case Item.FromImport imported ->
                out.open("from").node(imported.path()).nodes(imported.names()).close();
            case Item.ActorDef actor ->
                out.open("actor")
                        .node(actor.name())
                        .bracketed("[", actor.params(), "]")
                        .node(actor.body())
                        .close();
            case Item.TerminateClause terminate ->
                out.open("terminate").node(terminate.body()).close();
            case Item.ServiceDef service ->
                out.open("service")
                        .node(service.name())
                        .lines(service.members())
                        .close();
            case Item.SupervisorDef supervisor ->
                out.open("supervisor")
                        .flag(supervisor.isPub(), "pub")
                        .node(supervisor.name())
                        .lines(supervisor.entries())
                        .close();
            case Item.TestDef test ->
                out.open("test")
                        .node(test.title())
                        .maybe("with", test.fixture())
                        .node(test.body())
                        .close();
            case Item.DescribeDef describe ->
                out.open("describe")
                        .node(describe.title())
                        .node(describe.body())
                        .close();
            case Item.SetupDef setup ->
                out.open("setup")
                        .maybe("with", setup.fixture())
                        .node(setup.body())
                        .close();
        }
    }

    private static void serviceMember(Item.ServiceMember member, Parts out) {
        switch (member) {
            case Item.FnDef fn -> item(fn, out);
            case Item.CallHandler call ->
                out.open("call")
                        .node(call.name())
                        .bracketed("[", call.params(), "]")
                        .maybe("::", call.returnType())
                        .maybe("state", call.state())
                        .node(call.body())
                        .close();
            case Item.CastHandler cast ->
                out.open("cast")
                        .node(cast.name())
                        .bracketed("[", cast.params(), "]")
                        .maybe("state", cast.state())
                        .node(cast.body())
                        .close();
            case Item.Skipped _ -> out.list.add("(skipped)");
        }
    }

    private static void supervisorEntry(Item.SupervisorEntry entry, Parts out) {
        switch (entry) {
            case Item.StrategyClause strategy ->
                out.open("strategy").node(strategy.value()).close();
            case Item.RestartLimit limit ->
                out.open("max_restarts").node(limit.value()).close();
            case Item.SecondsLimit limit ->
                out.open("max_seconds").node(limit.value()).close();
            case Item.ChildSpec child ->
                out.open("child").node(child.name()).lines(child.entries()).close();
            case Item.Skipped _ -> out.list.add("(skipped)");
        }
    }

    private static void childEntry(Item.ChildEntry entry, Parts out) {
        switch (entry) {
            case Item.ChildStart start -> out.open("start").node(start.value()).close();
            case Item.ChildRestart restart ->
                out.open("restart").node(restart.value()).close();
            case Item.ChildShutdown shutdown ->
                out.open("shutdown").node(shutdown.value()).close();
            case Item.Skipped _ -> out.list.add("(skipped)");
        }
    }

    private static void param(Param param, Parts out) {
        switch (param) {
            case Param.Self self when self.type().isEmpty() -> out.list.add("self");
            case Param.Self self ->
                out.open("::").word("self").nodes(self.children()).close();
            case Param.Named named when named.type().isEmpty() -> out.list.add(named.name());
            case Param.Named named -> out.open("::").nodes(named.children()).close();
            case Param.Match match -> out.open("match").node(match.pattern()).close();
        }
    }

    private static void expr(Expr expr, Parts out) {
        switch (expr) {
            case Expr.Literal literal -> out.list.add(constant(literal.value()));
            case Expr.Str string when string.parts().isEmpty() -> out.list.add("\"\"");
            case Expr.Str string
            when string.parts().size() == 1 && string.parts().getFirst() instanceof Expr.StringText text ->
                out.list.add(quoted(text.value()));
            case Expr.Str string -> out.open("string").nodes(string.parts()).close();
            case Expr.NameRef ref -> out.list.add(ref.name());
            case Expr.SelfRef _ -> out.list.add("self");
            case Expr.SelfPid _ -> out.list.add("self()");
            case Expr.Binary binary ->
                out.open(binary.op().text())
                        .node(binary.left())
                        .node(binary.right())
                        .close();
            case Expr.Pipe pipe ->
                out.open("|>").node(pipe.left()).node(pipe.right()).close();
            case Expr.Range range ->
                out.open("..").node(range.left()).node(range.right()).close();
            case Expr.Unary unary ->
                out.open(unary.op().text()).node(unary.operand()).close();
            case Expr.Call call ->
                out.open("call")
                        .node(call.callee())
                        .nodes(call.args())
                        .maybe("trailing", call.trailing())
                        .close();
            case Expr.FieldAccess access ->
                out.open(".").node(access.base()).node(access.name()).close();
            case Expr.Index index ->
                out.open("index").node(index.base()).node(index.index()).close();
            case Expr.Try attempt -> out.open("?").node(attempt.operand()).close();
            case Expr.Tuple tuple -> out.open("tuple").nodes(tuple.elements()).close();
            case Expr.Paren paren -> out.open("paren").node(paren.inner()).close();
            case Expr.ListLiteral list ->
                out.open("list").nodes(list.elements()).close();
            case Expr.MapLiteral map -> out.open("map").nodes(map.entries()).close();
            case Expr.HandlersLiteral handlers ->
                out.open("handlers").nodes(handlers.entries()).close();
            case Expr.StructLiteral literal ->
                out.open("new").node(literal.type()).nodes(literal.fields()).close();
            case Expr.If branch ->
                out.open("if")
                        .node(branch.condition())
                        .node(branch.then())
                        .maybe("else", branch.otherwise())
                        .close();
            case Expr.Case match ->
                out.open("case").node(match.scrutinee()).lines(match.arms()).close();
            case Expr.Receive receive ->
                out.open("receive")
                        .lines(receive.arms())
                        .lines(receive.after().stream().toList())
                        .close();
            case Expr.While loop ->
                out.open("while").node(loop.condition()).node(loop.body()).close();
            case Expr.For loop ->
                out.open("for")
                        .bracketed(loop.hasBraces() ? "{" : "[", loop.names(), loop.hasBraces() ? "}" : "]")
                        .node(loop.iterable())
                        .maybe("when", loop.filter())
                        .node(loop.body())
                        .close();
            case Expr.Closure closure ->
                out.open("closure").nodes(closure.clauses()).close();
            case Expr.Return returned ->
                out.open("return").nodes(returned.children()).close();
            case Expr.Break _ -> out.list.add("break");
            case Expr.Continue _ -> out.list.add("continue");
            case Expr.Spawn spawn -> out.open("spawn").nodes(spawn.args()).close();
            case Expr.Send send -> out.open("send").nodes(send.args()).close();
            case Expr.Link link -> out.open("link").nodes(link.args()).close();
            case Expr.Error error -> out.open("error").nodes(error.parts()).close();
        }
    }

    private static void pattern(Pattern pattern, Parts out) {
        switch (pattern) {
            case Pattern.Wildcard _ -> out.list.add("_");
            case Pattern.Bind bind -> out.list.add(bind.name());
            case Pattern.Literal literal -> out.list.add(constant(literal.value()));
            case Pattern.Tuple tuple ->
                out.open("tuple").nodes(tuple.elements()).close();
            case Pattern.Paren paren -> out.open("paren").node(paren.inner()).close();
            case Pattern.Constructor constructor ->
                out.open(constructor.hasParens() ? "variant" : "path")
                        .node(constructor.path())
                        .nodes(constructor.args())
                        .close();
            case Pattern.Or or -> out.open("|").nodes(or.alternatives()).close();
            case Pattern.As as ->
                out.open("as").node(as.pattern()).node(as.name()).close();
            case Pattern.Cons cons ->
                out.open("::").node(cons.head()).node(cons.tail()).close();
            case Pattern.Error _ -> out.list.add("(error)");
        }
    }

    private static void type(TypeExpr type, Parts out) {
        switch (type) {
            case TypeExpr.Named named when named.args().isEmpty() -> out.list.add(named.path());
            case TypeExpr.Named named -> {
                out.list.add(named.path());
                out.list.add("<");
                for (int i = 0; i < named.args().size(); i++) {
                    if (i > 0) {
                        out.list.add(" ");
                    }
                    out.list.add(named.args().get(i));
                }
                out.list.add(">");
            }
            case TypeExpr.Tuple tuple ->
                out.open("tuple").nodes(tuple.elements()).close();
            case TypeExpr.Paren paren -> out.open("paren").node(paren.inner()).close();
            case TypeExpr.Fun fun ->
                out.open("Fun")
                        .bracketed("[", fun.params(), "]")
                        .node(fun.result())
                        .close();
            case TypeExpr.Option option -> out.open("?").node(option.inner()).close();
            case TypeExpr.Result result ->
                out.open("!").node(result.ok()).node(result.error()).close();
            case TypeExpr.Error _ -> out.list.add("(error)");
        }
    }

    private static String constant(Constant constant) {
        return switch (constant) {
            case Constant.Int number -> Long.toString(number.value());
            case Constant.Float number -> Double.toString(number.value());
            case Constant.Text text -> quoted(text.value());
            case Constant.Bool bool -> Boolean.toString(bool.value());
            case Constant.Nil _ -> "nil";
            case Constant.Atom atom -> ":" + atom.name();
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (codePoint < ' ') {
                        quoted.append("\\u{")
                                .append(Integer.toHexString(codePoint))
                                .append('}');
                    } else {
                        quoted.appendCodePoint(codePoint);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
