package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;

/** What chooses by pattern: {@code case} and {@code receive} with their arms (spec 01 §5.7, §5.9). */
final class ArmParser {
    private final Grammar grammar;
    private final Cursor cursor;

    ArmParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code case}, at its first word. */
    Expr caseOf(int start) {
        cursor.advance();
        var scrutinee = grammar.exprs.headerExpr();
        int opener = grammar.blocks.expectDo();
        var arms = new Arms();
        if (opener >= 0) {
            grammar.blocks.<Node>members(arms::arm, _ -> Optional.empty());
        }
        if (cursor.at(TokenKind.AFTER)) {
            cursor.fail("`after` is only allowed in a receive");
        }
        close(opener, "`case` block");
        return new Expr.Case(cursor.from(start), scrutinee, arms.arms);
    }

    /** {@code receive}, at its first word. */
    Expr receive(int start) {
        cursor.advance();
        int opener = grammar.blocks.expectDo();
        var arms = new Arms();
        if (opener >= 0) {
            grammar.blocks.<Node>members(arms::armOrAfter, _ -> Optional.empty());
        }
        close(opener, "`receive` block");
        return new Expr.Receive(
                cursor.from(start), arms.arms, arms.after.stream().findFirst());
    }

    private void close(int opener, String what) {
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, what);
        }
    }

    /** The arms of one {@code case} or {@code receive}. */
    private final class Arms {
        final List<Expr.Arm> arms = new ArrayList<>();
        final List<Expr.After> after = new ArrayList<>();
        /** Whether it was said already that the body of the latest arm has several statements. */
        private boolean bodyIsBlock;

        Optional<Node> armOrAfter() {
            if (!after.isEmpty() && !atStatement()) {
                cursor.report(
                        Cursor.error(cursor.errorSpan(), "the `after` clause must be the last one of a `receive`"));
            }
            if (!cursor.at(TokenKind.AFTER)) {
                return arm();
            }
            int start = cursor.start();
            cursor.advance();
            var timeout = grammar.exprs.expr();
            var body = body();
            after.add(new Expr.After(cursor.from(start), timeout, body));
            return Optional.empty();
        }

        Optional<Node> arm() {
            if (atStatement()) {
                statement();
                return Optional.empty();
            }
            int start = cursor.start();
            var pattern = grammar.patterns.pattern();
            Optional<Expr> guard = cursor.eat(TokenKind.WHEN) ? Optional.of(grammar.exprs.expr()) : Optional.empty();
            var body = body();
            arms.add(new Expr.Arm(cursor.from(start), pattern, guard, body));
            return Optional.empty();
        }

        /** {@code -> expr} */
        private Expr body() {
            bodyIsBlock = false;
            grammar.expect(TokenKind.ARROW, "expected `->`", false);
            if (cursor.at(TokenKind.LET)) {
                oneExpression("expected expression");
                return new Expr.Error(cursor.here(), List.of());
            }
            return cursor.panic ? new Expr.Error(cursor.here(), List.of()) : grammar.exprs.expr();
        }

        /** A line that is no arm but could be a further statement in the body of the arm before. */
        private boolean atStatement() {
            boolean statement = switch (cursor.kind()) {
                case LET, RETURN, IF, CASE, MATCH, WHILE, FOR, RECEIVE, SEND, SPAWN, LINK -> true;
                case IDENT -> bodyIsBlock || atCall();
                case AFTER, ELSE -> false;
                default -> bodyIsBlock;
            };
            return statement && grammar.blocks.onLineOf(cursor.pos + 1, TokenKind.ARROW) < 0;
        }

        /** {@code name(} or {@code Module.name(}: no pattern begins like that. */
        private boolean atCall() {
            int name = cursor.pos;
            while (cursor.kindAt(name + 1) == TokenKind.DOT && cursor.mayLookAhead()) {
                name += 2;
            }
            return cursor.kindAt(name + 1) == TokenKind.LEFT_PAREN
                    && (cursor.kindAt(name) != TokenKind.IDENT || !cursor.isUpperCase(name));
        }

        private void statement() {
            if (!bodyIsBlock) {
                oneExpression("expected pattern");
            }
            cursor.quiet = true;
            grammar.blocks.statement();
        }

        private void oneExpression(String expected) {
            bodyIsBlock = true;
            Diagnostic diagnostic =
                    Cursor.error(cursor.spanAt(cursor.pos), expected + ", found " + cursor.nameOf(cursor.pos));
            cursor.report(diagnostic.help(Habits.ONE_EXPRESSION));
        }
    }
}
