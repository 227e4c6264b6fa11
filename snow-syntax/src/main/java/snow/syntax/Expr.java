package snow.syntax;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An expression (spec 01 §5.7, §5.9, §5.11). Sugar is kept as written. */
public sealed interface Expr extends Stmt {

    /**
     * A number, {@code true}, {@code false}, {@code nil} or an atom; never {@link Constant.Text}. Integers are not negative,
     * except that {@code -9223372036854775808} is one literal.
     */
    record Literal(Span span, Constant value) implements Expr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /**
     * A string, plain or triple-quoted.
     *
     * @param parts texts and interpolations in order, no two texts in a row, no empty text; empty for {@code ""}
     */
    record Str(Span span, List<StringPart> parts) implements Expr {
        public Str {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    sealed interface StringPart extends Node {}

    /**
     * Text between quotes and interpolations.
     *
     * @param value with escapes processed
     */
    record StringText(Span span, String value) implements StringPart {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** <code>${value}</code>; the span includes the braces. */
    record Interpolation(Span span, Expr value) implements StringPart {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    record NameRef(Span span, Name name) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(name);
        }
    }

    /** {@code self}, the receiver of a method. */
    record SelfRef(Span span) implements Expr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code self()}, the pid of the running process. */
    record SelfPid(Span span) implements Expr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    enum BinaryOp {
        OR("or"),
        AND("and"),
        EQ("=="),
        NE("!="),
        LT("<"),
        GT(">"),
        LE("<="),
        GE(">="),
        /** {@code <>} */
        CONCAT("<>"),
        /** {@code ++} */
        APPEND("++"),
        ADD("+"),
        SUB("-"),
        MUL("*"),
        DIV("/"),
        REM("%");

        private final String text;

        BinaryOp(String text) {
            this.text = text;
        }

        /** The operator's main spelling; {@code ||} and {@code &&} are {@code or} and {@code and}. */
        public String text() {
            return text;
        }
    }

    record Binary(Span span, Expr left, BinaryOp op, Span opSpan, Expr right) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code left |> right} */
    record Pipe(Span span, Expr left, Span opSpan, Expr right) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code left..right} */
    record Range(Span span, Expr left, Span opSpan, Expr right) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    enum UnaryOp {
        NEG("-"),
        /** {@code not} and {@code !} */
        NOT("not");

        private final String text;

        UnaryOp(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    record Unary(Span span, UnaryOp op, Span opSpan, Expr operand) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code callee(args)}, with {@code do |params| … end} after it if there is a trailing closure. */
    record Call(Span span, Expr callee, List<Expr> args, Optional<TrailingClosure> trailing) implements Expr {
        public Call {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(callee).add(args).add(trailing).list();
        }
    }

    /** From {@code do} to {@code end}. */
    record TrailingClosure(Span span, List<Param> params, Block body) implements Node {
        public TrailingClosure {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(params).add(body).list();
        }
    }

    /** {@code base.name}; the name may be any keyword. Also what may later turn out to be a qualified name. */
    record FieldAccess(Span span, Expr base, Name name) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(base, name);
        }
    }

    /** {@code base[index]} */
    record Index(Span span, Expr base, Expr index) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(base, index);
        }
    }

    /** {@code operand?} */
    record Try(Span span, Expr operand) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /**
     * {@code ()} or {@code (a, b, …)}.
     *
     * @param elements none, or two or more
     */
    record Tuple(Span span, List<Expr> elements) implements Expr {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(elements);
        }
    }

    /** {@code (e)} or {@code (e,)}; means the same as {@code e} everywhere. */
    record Paren(Span span, Expr inner) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(inner);
        }
    }

    record ListLiteral(Span span, List<Expr> elements) implements Expr {
        public ListLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(elements);
        }
    }

    /** <code>%{key => value, …}</code> */
    record MapLiteral(Span span, List<MapEntry> entries) implements Expr {
        public MapLiteral {
            entries = List.copyOf(entries);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(entries);
        }
    }

    record MapEntry(Span span, Expr key, Expr value) implements Node {
        @Override
        public List<Node> children() {
            return List.of(key, value);
        }
    }

    /** <code>%{name: value, …}</code>, at least one entry. */
    record HandlersLiteral(Span span, List<HandlerEntry> entries) implements Expr {
        public HandlersLiteral {
            entries = List.copyOf(entries);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(entries);
        }
    }

    record HandlerEntry(Span span, Name name, Expr value) implements Node {
        @Override
        public List<Node> children() {
            return List.of(name, value);
        }
    }

    /** <code>Geo.Point { x: 1, y: 2 }</code> */
    record StructLiteral(Span span, Path type, List<FieldInit> fields) implements Expr {
        public StructLiteral {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(type).add(fields).list();
        }
    }

    record FieldInit(Span span, Name name, Expr value) implements Node {
        @Override
        public List<Node> children() {
            return List.of(name, value);
        }
    }

    /** One link of an {@code if … else if … else … end} chain; the span always reaches to the chain's {@code end}. */
    record If(Span span, Expr condition, Block then, Optional<ElseBranch> otherwise) implements Expr, ElseBranch {
        @Override
        public List<Node> children() {
            return Children.of().add(condition).add(then).add(otherwise).list();
        }
    }

    /** {@code case scrutinee do … end}, also {@code match}. */
    record Case(Span span, Expr scrutinee, List<Arm> arms) implements Expr {
        public Case {
            arms = List.copyOf(arms);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(scrutinee).add(arms).list();
        }
    }

    /** {@code pattern when guard -> body} */
    record Arm(Span span, Pattern pattern, Optional<Expr> guard, Expr body) implements Node {
        @Override
        public List<Node> children() {
            return Children.of().add(pattern).add(guard).add(body).list();
        }
    }

    record Receive(Span span, List<Arm> arms, Optional<After> after) implements Expr {
        public Receive {
            arms = List.copyOf(arms);
        }

        @Override
        public List<Node> children() {
            // `after` belongs at the end; where it is not, that is an error, and the tree is in order all the same
            return Children.of().add(arms).add(after).list().stream()
                    .sorted(Comparator.comparingInt(part -> part.span().start()))
                    .toList();
        }
    }

    /** {@code after timeout -> body} */
    record After(Span span, Expr timeout, Expr body) implements Node {
        @Override
        public List<Node> children() {
            return List.of(timeout, body);
        }
    }

    record While(Span span, Expr condition, Block body) implements Expr {
        @Override
        public List<Node> children() {
            return List.of(condition, body);
        }
    }

    /**
     * {@code for name in iterable when filter do … end}, <code>for {k, v} in …</code>
     *
     * @param names one or more
     * @param hasBraces whether the names stand in braces
     */
    record For(Span span, List<Name> names, boolean hasBraces, Expr iterable, Optional<Expr> filter, Block body)
            implements Expr {
        public For {
            names = List.copyOf(names);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(names).add(iterable).add(filter).add(body).list();
        }
    }

    /**
     * {@code fn … end}
     *
     * @param clauses one or more
     */
    record Closure(Span span, List<ClosureClause> clauses) implements Expr {
        public Closure {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(clauses);
        }
    }

    /**
     * One clause, without {@code fn}, {@code |} and the closure's {@code end}; a {@code do} body's own {@code end} included.
     *
     * @param isArrow whether the body follows {@code ->} (else it is {@code do … end})
     * @param returnType only with a {@code do} body
     */
    record ClosureClause(
            Span span,
            List<Param> params,
            Optional<Expr> guard,
            Optional<TypeExpr> returnType,
            boolean isArrow,
            Block body)
            implements Node {
        public ClosureClause {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(params)
                    .add(guard)
                    .add(returnType)
                    .add(body)
                    .list();
        }
    }

    record Return(Span span, Optional<Expr> value) implements Expr {
        @Override
        public List<Node> children() {
            return Children.of().add(value).list();
        }
    }

    record Break(Span span) implements Expr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    record Continue(Span span) implements Expr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    record Spawn(Span span, List<Expr> args) implements Expr {
        public Spawn {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(args);
        }
    }

    record Send(Span span, List<Expr> args) implements Expr {
        public Send {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(args);
        }
    }

    record Link(Span span, List<Expr> args) implements Expr {
        public Link {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(args);
        }
    }

    /**
     * An expression is missing or broken, or tokens were skipped; reported already. What could still be understood of it
     * hangs below.
     */
    record Error(Span span, List<Node> parts) implements Expr {
        public Error {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Node> children() {
            return parts;
        }
    }
}
