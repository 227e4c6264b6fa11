package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions with blocks: branches, loops, closures (spec 01 §5.7, §5.9). */
final class CompoundParser {
    private static final String DO_BLOCK = "`do` block";

    private final Grammar grammar;
    private final Cursor cursor;

    CompoundParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    boolean atCompound() {
        return switch (cursor.kind()) {
            case IF, CASE, MATCH, RECEIVE, WHILE, FOR, FN -> true;
            default -> false;
        };
    }

    Expr compound(int start) {
        if (!cursor.enter()) {
            return new Expr.Error(cursor.here(), List.of());
        }
        var expr = switch (cursor.kind()) {
            case IF -> ifChain();
            case CASE, MATCH -> grammar.arms.caseOf(start);
            case RECEIVE -> grammar.arms.receive(start);
            case WHILE -> whileLoop(start);
            case FOR -> forLoop(start);
            default -> closure(start);
        };
        cursor.leave();
        return expr;
    }

    // if

    /** A link of the chain before its else branch is known. */
    private record Link(int start, Expr condition, Block then) {}

    private Expr ifChain() {
        var links = new ArrayList<Link>();
        Optional<ElseBranch> last = Optional.empty();
        int opener;
        while (true) {
            int start = cursor.start();
            cursor.advance();
            var condition = grammar.exprs.headerExpr();
            opener = grammar.blocks.expectDo();
            var then = body(BlockParser.Closer.ELSE_OR_END, opener);
            links.add(new Link(start, condition, then));
            if (!cursor.at(TokenKind.ELSE)) {
                break;
            }
            int elseToken = cursor.pos;
            if (cursor.peek(1) == TokenKind.IF && !cursor.firstOfLine(cursor.pos + 1)) {
                cursor.advance();
                if (cursor.panic) {
                    break;
                }
                continue;
            }
            cursor.advance();
            opener = elseToken;
            last = Optional.of(body(BlockParser.Closer.END, opener));
            break;
        }
        closeBlock(opener, DO_BLOCK);
        for (int i = links.size() - 1; i > 0; i--) {
            var link = links.get(i);
            last = Optional.of(new Expr.If(cursor.from(link.start), link.condition, link.then, last));
        }
        var first = links.getFirst();
        return new Expr.If(cursor.from(first.start), first.condition, first.then, last);
    }

    private Block body(BlockParser.Closer closer, int opener) {
        return opener < 0 || cursor.panic
                ? new Block(cursor.here(), List.of())
                : grammar.blocks.block(BlockParser.Place.BODY, closer);
    }

    private void closeBlock(int opener, String what) {
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, what);
        }
    }

    // Loops

    private Expr whileLoop(int start) {
        cursor.advance();
        var condition = grammar.exprs.headerExpr();
        int opener = grammar.blocks.expectDo();
        var body = body(BlockParser.Closer.END, opener);
        closeBlock(opener, DO_BLOCK);
        return new Expr.While(cursor.from(start), condition, body);
    }

    private Expr forLoop(int start) {
        cursor.advance();
        boolean braces = cursor.at(TokenKind.LEFT_BRACE);
        var names = braces ? bracedNames() : List.of(loopVariable());
        grammar.expect(TokenKind.IN, "expected `in`", grammar.startsExpression());
        var iterable = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : grammar.exprs.headerExpr();
        Optional<Expr> filter = guard();
        int opener = grammar.blocks.expectDo();
        var body = body(BlockParser.Closer.END, opener);
        closeBlock(opener, "`for` block");
        return new Expr.For(cursor.from(start), names, braces, iterable, filter, body);
    }

    private Name loopVariable() {
        if (cursor.at(TokenKind.IDENT)) {
            return grammar.takeName();
        }
        var message = "expected loop variable name or {key, value} destructuring after `for`";
        if (cursor.kind().isKeyword() && !cursor.lineEndedTooEarly()) {
            var diagnostic = Cursor.error(cursor.errorSpan(), message + ", found " + cursor.found())
                    .note("keywords cannot be used as names");
            if (cursor.peek(1) == TokenKind.IN || cursor.peek(1) == TokenKind.COMMA) {
                cursor.report(diagnostic);
                cursor.advance();
            } else {
                cursor.fail(diagnostic);
            }
        } else {
            cursor.fail(message);
        }
        return new Name(cursor.here(), "");
    }

    private List<Name> bracedNames() {
        var saved = cursor.openBracket();
        var names = new ArrayList<Name>();
        do {
            names.add(loopVariable());
        } while (cursor.eat(TokenKind.COMMA) && !cursor.at(TokenKind.RIGHT_BRACE));
        cursor.closeBracket(saved, "`,` or ");
        return names;
    }

    /** {@code [guard]}, also the filter of a loop. */
    Optional<Expr> guard() {
        return cursor.eat(TokenKind.WHEN) ? Optional.of(grammar.exprs.headerExpr()) : Optional.empty();
    }

    // Closures

    /** {@code trailing}, at its {@code do}. */
    Expr.TrailingClosure trailingClosure() {
        int start = cursor.start();
        int opener = cursor.pos;
        if (!cursor.enter()) {
            return new Expr.TrailingClosure(cursor.here(), List.of(), new Block(cursor.here(), List.of()));
        }
        cursor.advance();
        List<Param> params = List.of();
        var saved = cursor.openBlock();
        if (cursor.at(TokenKind.OR_OR)) {
            cursor.report(Cursor.error(cursor.errorSpan(), "expected expression, found `||`")
                    .help("write `do … end` for a closure without parameters"));
            cursor.advance();
        } else if (cursor.at(TokenKind.BAR)) {
            cursor.advance();
            params = grammar.params.untilBar();
        }
        cursor.restore(saved);
        boolean known = !cursor.panic;
        var body = body(BlockParser.Closer.END, opener);
        if (known) {
            closeBlock(opener, DO_BLOCK);
        }
        cursor.leave();
        return new Expr.TrailingClosure(cursor.from(start), params, body);
    }

    /** {@code closure} */
    private Expr closure(int start) {
        int opener = cursor.pos;
        cursor.advance();
        var clauses = new ArrayList<Expr.ClosureClause>();
        var first = clause();
        clauses.add(first);
        if (first.isArrow() && !cursor.panic) {
            while (cursor.at(TokenKind.BAR)) {
                cursor.advance();
                clauses.add(clause());
            }
            expectClosureEnd(opener);
        }
        return new Expr.Closure(cursor.from(start), clauses);
    }

    private void expectClosureEnd(int opener) {
        grammar.blocks.expectEnd(opener, "unclosed closure -- expected `end`", "closure started here");
    }

    private Expr.ClosureClause clause() {
        int start = cursor.start();
        int opener = Math.max(0, cursor.pos - 1);
        boolean hasParams = true;
        List<Param> params = List.of();
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            params = grammar.params.params();
        } else if (grammar.params.atBareParams()) {
            params = grammar.params.bareParams();
        } else {
            hasParams = false;
        }
        var guard = guard();
        Optional<TypeExpr> returnType = Optional.empty();
        if (atReturnType()) {
            cursor.advance();
            returnType = Optional.of(grammar.types.type());
        }
        boolean arrow = returnType.isEmpty() && cursor.at(TokenKind.ARROW);
        Block body;
        if (arrow) {
            cursor.advance();
            body = grammar.blocks.block(BlockParser.Place.BODY, BlockParser.Closer.BAR_OR_END);
        } else if (cursor.eat(TokenKind.DO)) {
            body = grammar.blocks.block(BlockParser.Place.BODY, BlockParser.Closer.END);
            expectClosureEnd(opener);
        } else {
            body = bodyWithoutArrow(
                    hasParams
                            ? "expected `->` or `do` after closure parameters"
                            : "expected closure parameters, `->`, or `do`");
            arrow = true;
        }
        return new Expr.ClosureClause(cursor.from(start), params, guard, returnType, arrow, body);
    }

    private Block bodyWithoutArrow(String message) {
        int arrow = grammar.blocks.onThisLine(TokenKind.ARROW);
        if (arrow < 0) {
            arrow = grammar.blocks.onThisLine(TokenKind.FAT_ARROW);
        }
        if (cursor.panic || (arrow < 0 && !grammar.startsExpression())) {
            cursor.fail(message);
            return new Block(cursor.here(), List.of());
        }
        cursor.missing(message);
        cursor.skipPast(arrow);
        return grammar.blocks.block(BlockParser.Place.BODY, BlockParser.Closer.BAR_OR_END);
    }

    /** Whether {@code -> Type do} follows (spec 01 §5.7). */
    private boolean atReturnType() {
        if (!cursor.at(TokenKind.ARROW)) {
            return false;
        }
        int after = grammar.types.skip(cursor.pos + 1);
        return after >= 0 && cursor.kindAt(after) == TokenKind.DO;
    }
}
