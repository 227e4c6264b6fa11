package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of functions, methods, handlers and closures (spec 01 §5.1, §5.4, §5.7). */
final class ParamParser {
    private final Grammar grammar;
    private final Cursor cursor;

    ParamParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code [params]} */
    List<Param> params() {
        return cursor.at(TokenKind.LEFT_PAREN) ? bracketed(false) : List.of();
    }

    /** {@code [plain_params]} */
    List<Param> plainParams() {
        return cursor.at(TokenKind.LEFT_PAREN) ? bracketed(true) : List.of();
    }

    private List<Param> bracketed(boolean plain) {
        var saved = cursor.openBracket();
        var params = new ArrayList<Param>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_PAREN)) {
            params.add(plain ? plainParam() : param());
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        cursor.closeBracket(saved, "`,` or ");
        return params;
    }

    /** The parameters between the bars of a trailing closure, after the first bar. */
    List<Param> untilBar() {
        var params = new ArrayList<Param>();
        while (!cursor.panic && !cursor.at(TokenKind.BAR)) {
            params.add(plainParam());
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        grammar.expect(TokenKind.BAR, "expected `,` or `|`", false);
        return params;
    }

    /** {@code bare_params} of a closure. */
    List<Param> bareParams() {
        var params = new ArrayList<Param>();
        do {
            params.add(param());
        } while (cursor.eat(TokenKind.COMMA));
        return params;
    }

    /** Whether bare parameters start here (spec 01 §5.7). */
    boolean atBareParams() {
        return switch (cursor.kind()) {
            case INT, FLOAT, STRING_START, TRUE, FALSE, NIL, SELF -> true;
            case COLON -> grammar.atAtom();
            case MINUS -> cursor.peek(1) == TokenKind.INT || cursor.peek(1) == TokenKind.FLOAT;
            case IDENT -> atBareName();
            default -> false;
        };
    }

    private boolean atBareName() {
        if (cursor.textIs(cursor.pos, "_")) {
            return true;
        }
        return switch (cursor.peek(1)) {
            case LEFT_PAREN, DOT -> cursor.isUpperCase(cursor.pos);
            case COMMA, ARROW, WHEN, DO, COLON_COLON -> true;
            default -> false;
        };
    }

    private Param param() {
        int start = cursor.start();
        return switch (cursor.kind()) {
            case SELF -> {
                cursor.advance();
                yield new Param.Self(cursor.from(start), Optional.empty());
            }
            case IDENT -> {
                boolean constructor = cursor.peek(1) == TokenKind.DOT
                        || (cursor.peek(1) == TokenKind.LEFT_PAREN && cursor.isUpperCase(cursor.pos));
                yield constructor || cursor.textIs(cursor.pos, "_") ? matched(start) : named(start);
            }
            case INT, FLOAT, STRING_START, TRUE, FALSE, NIL, MINUS, LEFT_PAREN, ERROR -> matched(start);
            case COLON -> grammar.atAtom() ? matched(start) : missing();
            default -> missing();
        };
    }

    private Param matched(int start) {
        var pattern = grammar.patterns.withoutCons();
        return new Param.Match(cursor.from(start), pattern);
    }

    private Param named(int start) {
        var name = grammar.takeName();
        var type = type();
        return new Param.Named(cursor.from(start), name, type);
    }

    private Optional<TypeExpr> type() {
        return cursor.eat(TokenKind.COLON_COLON) ? Optional.of(grammar.types.type()) : Optional.empty();
    }

    private Param plainParam() {
        int start = cursor.start();
        if (cursor.eat(TokenKind.SELF)) {
            var type = type();
            return new Param.Self(cursor.from(start), type);
        }
        if (!cursor.at(TokenKind.IDENT)) {
            return missing();
        }
        if (cursor.textIs(cursor.pos, "_") && cursor.peek(1) != TokenKind.COLON_COLON) {
            cursor.advance();
            return new Param.Match(cursor.from(start), new Pattern.Wildcard(cursor.from(start)));
        }
        return named(start);
    }

    private Param missing() {
        var message = "expected parameter name or pattern";
        var kind = cursor.kind();
        if (kind.isKeyword() && !cursor.panic) {
            cursor.fail(Cursor.error(cursor.errorSpan(), message + ", found " + cursor.found())
                    .note("keywords cannot be used as names"));
        } else {
            cursor.fail(message);
        }
        return new Param.Match(cursor.here(), new Pattern.Error(cursor.here()));
    }
}
