package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;

/**
 * Expressions: operators, postfix and primary forms (spec 01 §5.9, §5.11). Operators are parsed with an explicit stack, so that
 * long chains need no recursion.
 */
final class ExprParser {
    /** Binary operators bind at levels 1 (pipe) to 9. */
    private static final int LEVELS = 9;

    private final Grammar grammar;
    private final Cursor cursor;

    /** Where a literal 2^63 stands that no minus sign has claimed yet. */
    private Optional<Expr> unclaimed = Optional.empty();

    ExprParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code expr} */
    Expr expr() {
        var left = operand();
        int level = infixLevel();
        if (level == 0) {
            return left;
        }
        var pending = new Pending[LEVELS];
        int count = 0;
        while (true) {
            while (count > 0 && pending[count - 1].level >= level) {
                count--;
                left = pending[count].with(left);
            }
            if (level == 0) {
                return left;
            }
            pending[count] = new Pending(left, cursor.kind(), level, cursor.spanAt(cursor.pos));
            count++;
            cursor.advance();
            left = operand();
            level = infixLevel();
        }
    }

    /** An expression after which a {@code do} belongs to the construct around it (spec 01 §6 D6). */
    Expr headerExpr() {
        boolean outer = cursor.header;
        cursor.header = true;
        var expr = expr();
        cursor.header = outer;
        return expr;
    }

    /** A left operand and an operator that wait for the right one. */
    private record Pending(Expr left, TokenKind operator, int level, Span operatorSpan) {
        Expr with(Expr right) {
            var span = new Span(
                    left.span().start(),
                    Math.max(operatorSpan.end(), right.span().end()));
            return switch (operator) {
                case PIPE -> new Expr.Pipe(span, left, operatorSpan, right);
                case DOT_DOT -> new Expr.Range(span, left, operatorSpan, right);
                default -> new Expr.Binary(span, left, binary(operator), operatorSpan, right);
            };
        }
    }

    private static Expr.BinaryOp binary(TokenKind kind) {
        return switch (kind) {
            case OR, OR_OR -> Expr.BinaryOp.OR;
            case AND, AND_AND -> Expr.BinaryOp.AND;
            case EQ_EQ -> Expr.BinaryOp.EQ;
            case NOT_EQ -> Expr.BinaryOp.NE;
            case LESS -> Expr.BinaryOp.LT;
            case GREATER -> Expr.BinaryOp.GT;
            case LESS_EQ -> Expr.BinaryOp.LE;
            case GREATER_EQ -> Expr.BinaryOp.GE;
            case DIAMOND -> Expr.BinaryOp.CONCAT;
            case PLUS_PLUS -> Expr.BinaryOp.APPEND;
            case PLUS -> Expr.BinaryOp.ADD;
            case MINUS -> Expr.BinaryOp.SUB;
            case STAR -> Expr.BinaryOp.MUL;
            case SLASH -> Expr.BinaryOp.DIV;
            case PERCENT -> Expr.BinaryOp.REM;
            default -> throw new IllegalArgumentException("no binary operator: " + kind);
        };
    }

    /** How tightly the operator here binds; 0 when the expression does not go on with an operator. */
    private int infixLevel() {
        return switch (cursor.kind()) {
            case PIPE -> 1;
            case OR, OR_OR -> 2;
            case AND, AND_AND -> 3;
            case EQ_EQ, NOT_EQ -> 4;
            case LESS, GREATER, LESS_EQ, GREATER_EQ -> 5;
            case DOT_DOT -> 6;
            case DIAMOND, PLUS_PLUS -> 7;
            case PLUS -> 8;
            case MINUS -> cursor.afterNewline() ? 0 : 8;
            case STAR, SLASH -> 9;
            case PERCENT -> startsMapOnNewLine() ? 0 : 9;
            default -> 0;
        };
    }

    private boolean startsMapOnNewLine() {
        return cursor.afterNewline() && cursor.peek(1) == TokenKind.LEFT_BRACE && cursor.gluedToNext(cursor.pos);
    }

    // Prefix and postfix

    private Expr operand() {
        return switch (cursor.kind()) {
            case MINUS, BANG, NOT -> prefixed();
            default -> {
                var operand = postfix();
                if (unclaimed.isPresent()) {
                    reportUnclaimed();
                }
                yield operand;
            }
        };
    }

    private Expr prefixed() {
        var operators = new ArrayList<Integer>();
        while (isPrefix(cursor.kind()) && cursor.enter()) {
            operators.add(cursor.pos);
            cursor.advance();
        }
        var operand = postfix();
        cursor.leave(operators.size());
        if (!operators.isEmpty()
                && unclaimed.isPresent()
                && unclaimed.get() == operand
                && cursor.kindAt(operators.getLast()) == TokenKind.MINUS) {
            var minus = cursor.spanAt(operators.removeLast());
            operand = new Expr.Literal(minus.to(operand.span()), new Constant.Int(LiteralParser.TWO_TO_63));
            unclaimed = Optional.empty();
        }
        if (unclaimed.isPresent()) {
            reportUnclaimed();
        }
        while (!operators.isEmpty()) {
            int index = operators.removeLast();
            var operator = cursor.kindAt(index) == TokenKind.MINUS ? Expr.UnaryOp.NEG : Expr.UnaryOp.NOT;
            var span = cursor.spanAt(index);
            operand = new Expr.Unary(
                    new Span(span.start(), Math.max(span.end(), operand.span().end())), operator, span, operand);
        }
        return operand;
    }

    private static boolean isPrefix(TokenKind kind) {
        return kind == TokenKind.MINUS || kind == TokenKind.BANG || kind == TokenKind.NOT;
    }

    private Expr postfix() {
        int start = cursor.start();
        var expr = primary();
        while (true) {
            switch (cursor.kind()) {
                case LEFT_PAREN -> {
                    if (cursor.afterNewline()) {
                        return expr;
                    }
                    expr = call(start, expr);
                }
                case DOT -> expr = member(start, expr);
                case LEFT_BRACKET -> {
                    if (cursor.afterNewline()) {
                        return expr;
                    }
                    expr = index(start, expr);
                }
                case QUESTION -> {
                    cursor.advance();
                    expr = new Expr.Try(cursor.from(start), expr);
                }
                case LEFT_BRACE -> {
                    if (cursor.afterNewline()) {
                        return expr;
                    }
                    expr = structLiteral(start, expr);
                }
                default -> {
                    return expr;
                }
            }
            if (unclaimed.isPresent()) {
                reportUnclaimed();
            }
        }
    }

    private Expr call(int start, Expr callee) {
        var args = args();
        Optional<Expr.TrailingClosure> trailing = Optional.empty();
        if (cursor.at(TokenKind.DO) && !cursor.header && !cursor.afterNewline()) {
            trailing = Optional.of(grammar.compounds.trailingClosure());
        }
        return new Expr.Call(cursor.from(start), callee, args, trailing);
    }

    /** {@code "(" [ list(expr) ] ")"} */
    List<Expr> args() {
        if (!cursor.enter()) {
            return List.of();
        }
        var saved = cursor.openBracket();
        var args = list(TokenKind.RIGHT_PAREN);
        cursor.closeBracket(saved, "`,` or ");
        cursor.leave();
        return args;
    }

    private List<Expr> list(TokenKind closer) {
        var exprs = new ArrayList<Expr>();
        while (!cursor.panic && !cursor.at(closer)) {
            exprs.add(expr());
            if (cursor.at(TokenKind.ERROR)) {
                cursor.skipErrorTokens();
            }
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        return exprs;
    }

    private Expr member(int start, Expr base) {
        cursor.advance();
        if (cursor.at(TokenKind.IDENT) || cursor.kind().isKeyword()) {
            if (cursor.kind().isKeyword() && cursor.afterNewline() && cursor.startsStatementOnNewLine(cursor.pos)) {
                cursor.fail("expected identifier, found end of line");
                return new Expr.FieldAccess(cursor.from(start), base, new Name(cursor.here(), ""));
            }
            var name = grammar.takeName();
            return new Expr.FieldAccess(cursor.from(start), base, name);
        }
        cursor.fail("expected identifier, found " + cursor.found());
        return new Expr.FieldAccess(cursor.from(start), base, new Name(cursor.here(), ""));
    }

    private Expr index(int start, Expr base) {
        if (!cursor.enter()) {
            return base;
        }
        var saved = cursor.openBracket();
        var index = expr();
        cursor.closeBracket(saved, "");
        cursor.leave();
        return new Expr.Index(cursor.from(start), base, index);
    }

    private Expr structLiteral(int start, Expr base) {
        var names = new ArrayList<Name>();
        boolean named = collectPath(base, names);
        if (!named) {
            cursor.report(Cursor.error(cursor.errorSpan(), "a struct literal needs a type name before `{`"));
        }
        if (!cursor.enter()) {
            return base;
        }
        var saved = cursor.openBracket();
        var fields = new ArrayList<Expr.FieldInit>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_BRACE)) {
            fields.add(fieldInit());
            cursor.eat(TokenKind.COMMA);
        }
        cursor.closeBracket(saved, "`,` or ");
        cursor.leave();
        var span = cursor.from(start);
        return named
                ? new Expr.StructLiteral(span, new Path(base.span(), names.reversed()), fields)
                : new Expr.Error(span, List.of(base));
    }

    /** The names of a dotted path, last first. */
    private static boolean collectPath(Expr base, List<Name> names) {
        var expr = base;
        while (expr instanceof Expr.FieldAccess access) {
            names.add(access.name());
            expr = access.base();
        }
        if (!(expr instanceof Expr.NameRef ref)) {
            return false;
        }
        names.add(ref.name());
        return true;
    }

    private Expr.FieldInit fieldInit() {
        int start = cursor.start();
        var name = new Name(cursor.here(), "");
        if (cursor.at(TokenKind.IDENT)) {
            name = grammar.takeName();
        } else if (atOtherEntryEnd()) {
            cursor.fail(unclosedBrace());
        } else {
            cursor.fail("expected field name in struct literal");
        }
        grammar.expect(TokenKind.COLON, "expected `:`", false);
        var value = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : expr();
        return new Expr.FieldInit(cursor.from(start), name, value);
    }

    private boolean atOtherEntryEnd() {
        var kind = cursor.kind();
        return !cursor.panic && (kind == TokenKind.EOF || kind == TokenKind.END || Cursor.isCloser(kind));
    }

    private Diagnostic unclosedBrace() {
        return Cursor.error(cursor.errorSpan(), "unclosed `{`").label(cursor.spanAt(cursor.bracket), "`{` opened here");
    }

    // Primary expressions

    private Expr primary() {
        int start = cursor.start();
        switch (cursor.kind()) {
            case IDENT -> {
                var name = grammar.takeName();
                return new Expr.NameRef(name.span(), name);
            }
            case INT, FLOAT -> {
                return numberLiteral(start);
            }
            case TRUE, FALSE, NIL -> {
                var value = grammar.literals.word();
                return new Expr.Literal(cursor.from(start), value);
            }
            case STRING_START -> {
                return grammar.literals.string();
            }
            case LEFT_PAREN -> {
                return parenthesised(start);
            }
            case LEFT_BRACKET -> {
                return listLiteral(start);
            }
            case PERCENT -> {
                return mapOrHandlers(start);
            }
            case COLON -> {
                if (grammar.atAtom()) {
                    var value = grammar.literals.atom();
                    return new Expr.Literal(cursor.from(start), value);
                }
                return missing();
            }
            case SELF -> {
                return self(start);
            }
            case BREAK -> {
                cursor.advance();
                return new Expr.Break(cursor.from(start));
            }
            case CONTINUE -> {
                cursor.advance();
                return new Expr.Continue(cursor.from(start));
            }
            case RETURN -> {
                return returned(start);
            }
            case SPAWN, SEND, LINK -> {
                return processCall(start);
            }
            case ERROR -> {
                cursor.skipErrorTokens();
                return new Expr.Error(cursor.from(start), List.of());
            }
            default -> {
                return grammar.compounds.atCompound() ? grammar.compounds.compound(start) : missing();
            }
        }
    }

    Expr missing() {
        if (!grammar.items.failAtReservedWord()) {
            cursor.fail("expected expression, found " + cursor.found());
        }
        return new Expr.Error(cursor.here(), List.of());
    }

    private Expr self(int start) {
        cursor.advance();
        if (!cursor.at(TokenKind.LEFT_PAREN) || cursor.afterNewline()) {
            return new Expr.SelfRef(cursor.from(start));
        }
        var saved = cursor.openBracket();
        cursor.closeBracket(saved, "");
        return new Expr.SelfPid(cursor.from(start));
    }

    private Expr returned(int start) {
        if (!cursor.enter()) {
            return new Expr.Error(cursor.here(), List.of());
        }
        cursor.advance();
        Optional<Expr> value = Optional.empty();
        if (!cursor.panic && !endsReturn()) {
            value = Optional.of(expr());
        }
        cursor.leave();
        return new Expr.Return(cursor.from(start), value);
    }

    private boolean endsReturn() {
        return cursor.afterNewline()
                || switch (cursor.kind()) {
                    case SEMICOLON,
                            END,
                            ELSE,
                            BAR,
                            COMMA,
                            RIGHT_PAREN,
                            RIGHT_BRACKET,
                            RIGHT_BRACE,
                            INTERPOLATION_END,
                            ARROW,
                            WHEN,
                            AFTER,
                            TERMINATE,
                            EOF -> true;
                    default -> false;
                };
    }

    private Expr processCall(int start) {
        var kind = cursor.kind();
        cursor.advance();
        List<Expr> args = List.of();
        if (cursor.at(TokenKind.LEFT_PAREN) && !cursor.afterNewline()) {
            args = args();
        } else {
            cursor.fail("expected `(` after `" + kind.text() + "`");
        }
        var span = cursor.from(start);
        return switch (kind) {
            case SPAWN -> new Expr.Spawn(span, args);
            case SEND -> new Expr.Send(span, args);
            default -> new Expr.Link(span, args);
        };
    }

    private Expr parenthesised(int start) {
        var elements = args();
        return elements.size() == 1
                ? new Expr.Paren(cursor.from(start), elements.getFirst())
                : new Expr.Tuple(cursor.from(start), elements);
    }

    private Expr listLiteral(int start) {
        if (!cursor.enter()) {
            return new Expr.Error(cursor.here(), List.of());
        }
        var saved = cursor.openBracket();
        var elements = list(TokenKind.RIGHT_BRACKET);
        cursor.closeBracket(saved, "`,` or ");
        cursor.leave();
        return new Expr.ListLiteral(cursor.from(start), elements);
    }

    private Expr mapOrHandlers(int start) {
        if (!cursor.enter()) {
            return new Expr.Error(cursor.here(), List.of());
        }
        cursor.advance();
        if (!cursor.at(TokenKind.LEFT_BRACE)) {
            cursor.leave();
            cursor.fail("expected `{` after `%`, found " + cursor.found());
            return new Expr.Error(cursor.from(start), List.of());
        }
        boolean handlers = cursor.peek(1) == TokenKind.IDENT && cursor.peek(2) == TokenKind.COLON;
        var saved = cursor.openBracket();
        var handlerEntries = new ArrayList<Expr.HandlerEntry>();
        var mapEntries = new ArrayList<Expr.MapEntry>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_BRACE)) {
            if (atOtherEntryEnd()) {
                cursor.fail(unclosedBrace());
            } else if (handlers) {
                handlerEntries.add(handlerEntry());
            } else {
                mapEntries.add(mapEntry());
            }
            cursor.eat(TokenKind.COMMA);
        }
        cursor.closeBracket(saved, "`,` or ");
        cursor.leave();
        return handlers
                ? new Expr.HandlersLiteral(cursor.from(start), handlerEntries)
                : new Expr.MapLiteral(cursor.from(start), mapEntries);
    }

    private Expr.MapEntry mapEntry() {
        int start = cursor.start();
        var key = expr();
        grammar.expect(TokenKind.FAT_ARROW, "expected `=>`", false);
        var value = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : expr();
        return new Expr.MapEntry(cursor.from(start), key, value);
    }

    private Expr.HandlerEntry handlerEntry() {
        int start = cursor.start();
        var name = grammar.name("handler name");
        grammar.expect(TokenKind.COLON, "expected `:`", false);
        var value = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : expr();
        return new Expr.HandlerEntry(cursor.from(start), name, value);
    }

    private Expr numberLiteral(int start) {
        if (cursor.at(TokenKind.FLOAT)) {
            return new Expr.Literal(cursor.spanAt(cursor.pos), grammar.literals.number(false));
        }
        var span = cursor.spanAt(cursor.pos);
        var value = IntegerText.parse(cursor.textAt(cursor.pos));
        cursor.advance();
        if (value.isEmpty()) {
            grammar.literals.reportRange(span);
            return new Expr.Literal(span, new Constant.Int(0));
        }
        var literal = new Expr.Literal(cursor.from(start), new Constant.Int(value.getAsLong()));
        if (value.getAsLong() == LiteralParser.TWO_TO_63) {
            unclaimed = Optional.of(literal);
        }
        return literal;
    }

    private void reportUnclaimed() {
        grammar.literals.reportRange(unclaimed.orElseThrow().span());
        unclaimed = Optional.empty();
    }
}
