package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import snow.diagnostics.Diagnostic;

/** Blocks, what opens and closes them, and the statements in them (spec 01 §3.3, §4, §5.8). */
final class BlockParser {
    /** What surrounds a block, as far as it decides what may stand in the block. */
    enum Place {
        FILE,
        MODULE,
        IMPL,
        ACTOR,
        DESCRIBE,
        /** Any other block. */
        BODY
    }

    /** What ends a block besides {@code end}. */
    enum Closer {
        END,
        ELSE_OR_END,
        BAR_OR_END
    }

    private final Grammar grammar;
    private final Cursor cursor;

    private Place place = Place.FILE;
    /** Open blocks that an {@code else} could belong to. */
    private int elseBlocks;
    /** Indentation of the line on which the innermost open definition started. */
    private int itemIndent = -1;

    /** Indentation of the handler or helper function of a service that is open, -1 outside of them. */
    private int handlerIndent = -1;

    private boolean endMissing;

    BlockParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** Whether the file ended, or the layout said so, before some block was closed. */
    boolean endMissing() {
        return endMissing;
    }

    // What opens a block

    /**
     * The {@code do} of a construct. Where it is missing, a {@code do} further on in the line is taken, or it is taken as
     * there when statements follow.
     *
     * @return the token that opened the block, for messages; -1 when there is no block
     */
    int expectDo() {
        int index = cursor.pos;
        if (cursor.eat(TokenKind.DO)) {
            return index;
        }
        if (cursor.panic) {
            return -1;
        }
        return doNotHere("expected `do`, found " + cursor.found());
    }

    /** Reports that the {@code do} is missing and looks where the block begins. */
    int doNotHere(String message) {
        cursor.missing(message);
        int index = onThisLine(TokenKind.DO);
        if (index >= 0 && cursor.kindAt(index + 1) == TokenKind.COLON) {
            // `, do: …` has no `end`
            cursor.giveUp();
            return -1;
        }
        if (index >= 0) {
            cursor.skipPast(index);
            return index;
        }
        boolean nextItem = cursor.firstOfLine(cursor.pos) && cursor.startsItem(cursor.pos);
        if (!nextItem && !cursor.at(TokenKind.EOF) && (cursor.afterNewline() || startsStatement())) {
            return Math.max(0, cursor.pos - 1);
        }
        cursor.giveUp();
        return -1;
    }

    /** Where a token stands further on in the line, outside brackets and blocks; -1 if it does not. */
    int onThisLine(TokenKind wanted) {
        return onLineOf(cursor.pos, wanted);
    }

    /** Where a token stands in the line from a token on, outside brackets and blocks; -1 if it does not. */
    int onLineOf(int from, TokenKind wanted) {
        var nesting = cursor.new Nesting();
        for (int i = from; i < cursor.last && cursor.mayLookAhead(); i++) {
            var kind = cursor.kindAt(i);
            if (cursor.firstOfLine(i) || kind == TokenKind.SEMICOLON || kind == TokenKind.END) {
                return -1;
            }
            if (kind == wanted && nesting.isFlat()) {
                return i;
            }
            nesting.step(i);
        }
        return -1;
    }

    private boolean startsStatement() {
        return cursor.at(TokenKind.LET) || grammar.startsExpression();
    }

    // What closes a block

    /** The {@code end} that belongs to {@code opener}; reports if it is not there. */
    void expectEnd(int opener, String what) {
        expectEnd(opener, "expected `end` to close " + what, "`do` block started here");
    }

    void expectEnd(int opener, String message, String related) {
        if (cursor.eat(TokenKind.END) || cursor.panic) {
            return;
        }
        endMissing |= cursor.at(TokenKind.EOF) || layoutEndsItem() || layoutEndsHandler();
        // blocks are line contexts, also where the bracket around them ends them
        var span = cursor.at(TokenKind.EOF) || cursor.firstOfLine(cursor.pos) ? cursor.here() : cursor.errorSpan();
        var diagnostic = Cursor.error(span, message);
        cursor.report(opener >= 0 ? diagnostic.label(cursor.spanAt(opener), related) : diagnostic);
    }

    /** A definition at or left of the indentation of the open one: what is open in that one has lost its {@code end}. */
    private boolean layoutEndsItem() {
        return grammar.layoutEndsItems
                && cursor.firstOfLine(cursor.pos)
                && cursor.startsItem(cursor.pos)
                && cursor.indent(cursor.pos) <= itemIndent;
    }

    /** The next handler of the service: the open one has lost its {@code end}. */
    private boolean layoutEndsHandler() {
        return (cursor.at(TokenKind.CALL) || cursor.at(TokenKind.CAST))
                && cursor.firstOfLine(cursor.pos)
                && cursor.indent(cursor.pos) <= handlerIndent;
    }

    // Blocks

    /** The items of the file. */
    List<Stmt> file() {
        return items(Closer.END, true);
    }

    /** {@code block}, after its opener, without its closer. */
    Block block(Place newPlace, Closer closer) {
        var outerPlace = place;
        place = newPlace;
        int outerElse = elseBlocks;
        if (closer == Closer.ELSE_OR_END) {
            elseBlocks++;
        }
        var saved = cursor.openBlock();
        var opened = cursor.here();
        var items = items(closer, false);
        cursor.restore(saved);
        elseBlocks = outerElse;
        place = outerPlace;
        var span = items.isEmpty()
                ? opened
                : items.getFirst().span().to(items.getLast().span());
        return new Block(span, items);
    }

    private List<Stmt> items(Closer closer, boolean wholeFile) {
        var items = new ArrayList<Stmt>();
        while (!endsBlock(closer, wholeFile)) {
            cursor.startStatement();
            int before = cursor.pos;
            if (!cursor.eat(TokenKind.SEMICOLON)) {
                if (!skipStray(items)) {
                    items.add(statement());
                }
                recover(before).ifPresent(skipped -> items.add(new Expr.Error(skipped, List.of())));
            }
        }
        cursor.quiet = false;
        return items;
    }

    private boolean endsBlock(Closer closer, boolean wholeFile) {
        if (cursor.panic) {
            return true;
        }
        if (wholeFile) {
            return cursor.at(TokenKind.EOF);
        }
        return switch (cursor.kind()) {
            case EOF, END -> true;
            case ELSE -> closer == Closer.ELSE_OR_END || elseBlocks > 0;
            case BAR -> closer == Closer.BAR_OR_END;
            case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END -> cursor.atOuterCloser();
            default -> layoutEndsItem() || layoutEndsHandler();
        };
    }

    /** One closer that closes nothing (spec 01 §10.5 R5). */
    private boolean skipStray(List<Stmt> items) {
        var kind = cursor.kind();
        if (kind != TokenKind.END && kind != TokenKind.ELSE && !Cursor.isCloser(kind)) {
            return false;
        }
        cursor.report(Cursor.error(cursor.spanAt(cursor.pos), "unexpected `" + kind.text() + "`"));
        items.add(new Expr.Error(cursor.spanAt(cursor.pos), List.of()));
        cursor.advance();
        return true;
    }

    /** Ends a panic after a statement or member that began at {@code before}, and sees to it that something was consumed. */
    private Optional<Span> recover(int before) {
        var skipped = cursor.synchronise();
        if (cursor.pos != before || skipped.isPresent() || cursor.at(TokenKind.EOF) || layoutEndsItem()) {
            return skipped;
        }
        var span = cursor.spanAt(cursor.pos);
        cursor.advance();
        return Optional.of(span);
    }

    /**
     * The members of a definition between {@code do} and {@code end}, each read by {@code member}; {@code skipped} takes what
     * recovery skips.
     */
    <T> List<T> members(Supplier<Optional<? extends T>> member, Function<Span, Optional<T>> skipped) {
        var members = new ArrayList<T>();
        var saved = cursor.openBlock();
        while (!cursor.panic && !atEndOfMembers() && !layoutEndsItem()) {
            cursor.startStatement();
            if (cursor.eat(TokenKind.SEMICOLON)) {
                continue;
            }
            if (cursor.atOuterCloser()) {
                break;
            }
            int before = cursor.pos;
            member.get().ifPresent(members::add);
            recover(before).flatMap(skipped).ifPresent(members::add);
        }
        cursor.quiet = false;
        cursor.restore(saved);
        return members;
    }

    private boolean atEndOfMembers() {
        // `end :: Int` is a field with a bad name
        return cursor.at(TokenKind.EOF) || (cursor.at(TokenKind.END) && cursor.peek(1) != TokenKind.COLON_COLON);
    }

    /** Parses a definition that starts here; what it leaves open ends where the next one at its indentation starts. */
    <T> T insideItem(Supplier<T> item) {
        int outer = itemIndent;
        itemIndent = cursor.indent(cursor.pos);
        T result = item.get();
        itemIndent = outer;
        return result;
    }

    /** Parses a handler or helper function of a service; what it leaves open ends where the next handler starts. */
    <T> T insideHandler(Supplier<T> handler) {
        handlerIndent = cursor.indent(cursor.pos);
        T result = handler.get();
        handlerIndent = -1;
        return result;
    }

    // Statements

    Stmt statement() {
        if (grammar.items.atItem(place)) {
            return grammar.items.item(place);
        }
        if (place == Place.MODULE || place == Place.IMPL || place == Place.DESCRIBE) {
            cursor.report(Cursor.error(cursor.errorSpan(), "expected a definition"));
        }
        if (cursor.at(TokenKind.LET)) {
            return let();
        }
        if (grammar.dialect == Dialect.TESTS && (cursor.atWord("assert") || cursor.atWord("refute"))) {
            return assertion();
        }
        if (atElseIfMisspelt()) {
            return elseIfMisspelt();
        }
        return exprStatement();
    }

    private Expr exprStatement() {
        int start = cursor.start();
        var expr = grammar.exprs.expr();
        if (cursor.at(TokenKind.EQUALS)) {
            var name = expr instanceof Expr.NameRef ref ? ref.name().text() : "x";
            cursor.fail("unexpected `=`; use `let " + name + " = …` to bind a name");
            return new Expr.Error(cursor.from(start), List.of(expr));
        }
        return expr;
    }

    /** {@code elif} and {@code elsif}, as in other languages. */
    private boolean atElseIfMisspelt() {
        return elseBlocks > 0
                && (cursor.atWord("elif") || cursor.atWord("elsif"))
                && cursor.firstOfLine(cursor.pos)
                && !cursor.firstOfLine(cursor.pos + 1);
    }

    private Stmt elseIfMisspelt() {
        int start = cursor.start();
        var word = cursor.textAt(cursor.pos);
        cursor.report(Cursor.error(cursor.errorSpan(), "expected `end` or `else`, found `" + word + "`")
                .help("use `else if`"));
        cursor.advance();
        var condition = grammar.exprs.headerExpr();
        cursor.eat(TokenKind.DO);
        return new Expr.Error(cursor.from(start), List.of(condition));
    }

    /** {@code let} */
    private Stmt let() {
        int start = cursor.start();
        cursor.advance();
        var target = letTarget();
        Optional<TypeExpr> type =
                cursor.eat(TokenKind.COLON_COLON) ? Optional.of(grammar.types.type()) : Optional.empty();
        boolean canGoOn = !cursor.afterNewline() && grammar.startsExpression();
        int equals = canGoOn ? onThisLine(TokenKind.EQUALS) : -1;
        grammar.expect(TokenKind.EQUALS, "expected `=`", canGoOn);
        cursor.skipPast(equals);
        var value = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : grammar.exprs.expr();
        return new Stmt.Let(cursor.from(start), target, type, value);
    }

    private Pattern letTarget() {
        int start = cursor.start();
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            var pattern = grammar.patterns.parenthesised(start);
            if (!isBindable(pattern)) {
                onlyNamesAndTuples(pattern);
            }
            return pattern;
        }
        if (cursor.at(TokenKind.IDENT)) {
            boolean constructor = cursor.peek(1) == TokenKind.LEFT_PAREN || cursor.peek(1) == TokenKind.DOT;
            if (constructor && !cursor.firstOfLine(cursor.pos + 1)) {
                var pattern = grammar.patterns.withoutCons();
                onlyNamesAndTuples(pattern);
                return pattern;
            }
            var name = grammar.takeName();
            return name.isWildcard() ? new Pattern.Wildcard(name.span()) : new Pattern.Bind(name.span(), name);
        }
        if (cursor.at(TokenKind.ERROR)) {
            cursor.skipErrorTokens();
            return new Pattern.Error(cursor.from(start));
        }
        var message = "expected identifier or pattern after `let`";
        if (cursor.kind().isKeyword() && !cursor.lineEndedTooEarly()) {
            cursor.report(Cursor.error(cursor.errorSpan(), message + ", found " + cursor.found())
                    .note("keywords cannot be used as names"));
            if (cursor.peek(1) == TokenKind.EQUALS || cursor.peek(1) == TokenKind.COLON_COLON) {
                cursor.advance();
            } else {
                cursor.giveUp();
            }
        } else {
            cursor.fail(message);
        }
        return new Pattern.Error(cursor.from(start));
    }

    private static boolean isBindable(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Paren paren -> isBindable(paren.inner());
            case Pattern.Tuple _, Pattern.Bind _, Pattern.Wildcard _, Pattern.Error _ -> true;
            case Pattern.Literal _, Pattern.Constructor _, Pattern.Or _, Pattern.As _, Pattern.Cons _ -> false;
        };
    }

    private void onlyNamesAndTuples(Pattern pattern) {
        Diagnostic diagnostic = Cursor.error(pattern.span(), "only names and tuples can be bound by `let`; use `case`");
        cursor.report(diagnostic);
    }

    /** {@code assert_stmt} of test files. */
    private Stmt assertion() {
        int start = cursor.start();
        boolean refute = cursor.atWord("refute");
        cursor.advance();
        var condition = grammar.exprs.expr();
        Optional<Expr> message = cursor.eat(TokenKind.COMMA) ? Optional.of(grammar.exprs.expr()) : Optional.empty();
        return new Stmt.Assert(cursor.from(start), refute, condition, message);
    }
}
