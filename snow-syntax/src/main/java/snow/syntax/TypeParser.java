package snow.syntax;

import java.util.ArrayList;
import java.util.List;

/** Types (spec 01 §5.2) and dotted names. */
final class TypeParser {
    private final Grammar grammar;
    private final Cursor cursor;

    TypeParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code type} */
    TypeExpr type() {
        int start = cursor.start();
        if (!cursor.enter()) {
            return new TypeExpr.Error(cursor.here());
        }
        var type = suffixed(start);
        cursor.leave();
        return type;
    }

    private TypeExpr suffixed(int start) {
        if (cursor.atWord("Fun") && cursor.peek(1) == TokenKind.LEFT_PAREN) {
            return function(start);
        }
        var type = base(start);
        if (cursor.eat(TokenKind.QUESTION)) {
            type = new TypeExpr.Option(cursor.from(start), type);
        }
        if (cursor.at(TokenKind.BANG) && !cursor.afterNewline()) {
            cursor.advance();
            var error = type();
            type = new TypeExpr.Result(cursor.from(start), type, error);
        }
        return type;
    }

    private TypeExpr function(int start) {
        cursor.advance();
        var params = parenthesised();
        grammar.expect(TokenKind.ARROW, "expected `->`", cursor.at(TokenKind.IDENT));
        var result = type();
        return new TypeExpr.Fun(cursor.from(start), params, result);
    }

    private TypeExpr base(int start) {
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            var elements = parenthesised();
            return elements.size() == 1
                    ? new TypeExpr.Paren(cursor.from(start), elements.getFirst())
                    : new TypeExpr.Tuple(cursor.from(start), elements);
        }
        if (!cursor.at(TokenKind.IDENT)) {
            cursor.fail("expected type name, found " + cursor.found());
            return new TypeExpr.Error(cursor.here());
        }
        var path = path("type name");
        var args = args();
        return new TypeExpr.Named(cursor.from(start), path, args);
    }

    private List<TypeExpr> parenthesised() {
        var saved = cursor.openBracket();
        var types = new ArrayList<TypeExpr>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_PAREN)) {
            types.add(type());
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        cursor.closeBracket(saved, "`,` or ");
        return types;
    }

    /** {@code [type_args]} */
    List<TypeExpr> args() {
        if (!cursor.at(TokenKind.LESS) || cursor.afterNewline()) {
            return List.of();
        }
        cursor.advance();
        var types = new ArrayList<TypeExpr>();
        do {
            types.add(type());
        } while (cursor.eat(TokenKind.COMMA) && !atAngleCloser());
        closeAngle();
        return types;
    }

    private boolean atAngleCloser() {
        return cursor.at(TokenKind.GREATER) || cursor.at(TokenKind.GREATER_EQ);
    }

    private void closeAngle() {
        if (cursor.at(TokenKind.GREATER_EQ)) {
            cursor.splitGreaterEquals();
        } else if (!cursor.eat(TokenKind.GREATER)) {
            cursor.fail("expected `,` or `>`, found " + cursor.found());
        }
    }

    /** {@code [generics]} of a definition. */
    List<Name> generics() {
        if (!cursor.at(TokenKind.LESS)) {
            return List.of();
        }
        cursor.advance();
        var names = new ArrayList<Name>();
        do {
            names.add(grammar.name("type parameter name"));
        } while (cursor.eat(TokenKind.COMMA) && !atAngleCloser());
        if (cursor.at(TokenKind.COLON)) {
            cursor.fail(Cursor.error(cursor.errorSpan(), "expected `,` or `>`, found " + cursor.found())
                    .help("bounds go into a `where` clause: `where T: Name`"));
        }
        closeAngle();
        return names;
    }

    /** {@code path} */
    Path path(String what) {
        int start = cursor.start();
        var names = new ArrayList<Name>();
        names.add(grammar.name(what));
        while (cursor.at(TokenKind.DOT)) {
            cursor.advance();
            names.add(grammar.name(what));
        }
        return new Path(cursor.from(start), names);
    }

    /** {@code [where]} */
    List<Item.Bound> where() {
        if (!cursor.eat(TokenKind.WHERE)) {
            return List.of();
        }
        var bounds = new ArrayList<Item.Bound>();
        do {
            int start = cursor.start();
            var param = grammar.name("type parameter name");
            grammar.expect(TokenKind.COLON, "expected `:`", cursor.at(TokenKind.IDENT));
            var path = path("interface name");
            bounds.add(new Item.Bound(cursor.from(start), param, path));
        } while (cursor.eat(TokenKind.COMMA));
        return bounds;
    }

    /**
     * Whether the tokens from {@code index} on are a type. Looks ahead only.
     *
     * @return the index after the type; -1 if there is none
     */
    int skip(int index) {
        int i = index;
        while (true) {
            if (cursor.kindAt(i) == TokenKind.LEFT_PAREN) {
                i = skipBracket(i);
            } else if (cursor.kindAt(i) == TokenKind.IDENT) {
                boolean function = cursor.textIs(i, "Fun") && cursor.kindAt(i + 1) == TokenKind.LEFT_PAREN;
                i++;
                if (function) {
                    i = skipBracket(i);
                    if (i < 0 || cursor.kindAt(i) != TokenKind.ARROW) {
                        return -1;
                    }
                    i++;
                    continue;
                }
                while (cursor.kindAt(i) == TokenKind.DOT && cursor.kindAt(i + 1) == TokenKind.IDENT) {
                    i += 2;
                }
                if (cursor.kindAt(i) == TokenKind.LESS) {
                    i = skipAngles(i);
                }
            } else {
                return -1;
            }
            if (i < 0) {
                return -1;
            }
            if (cursor.kindAt(i) == TokenKind.QUESTION) {
                i++;
            }
            if (cursor.kindAt(i) != TokenKind.BANG) {
                return i;
            }
            i++;
        }
    }

    /** The index after the bracket that opens at {@code index}; -1 if it is not closed. */
    int skipBracket(int index) {
        int open = 0;
        for (int i = index; i < cursor.last && cursor.mayLookAhead(); i++) {
            switch (cursor.kindAt(i)) {
                case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE, INTERPOLATION_START -> open++;
                case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END -> {
                    open--;
                    if (open == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The index after type arguments or parameters; -1 if these are none. */
    int skipAngles(int index) {
        int open = 0;
        for (int i = index; i < cursor.last && cursor.mayLookAhead(); i++) {
            switch (cursor.kindAt(i)) {
                case LESS -> open++;
                case GREATER -> {
                    open--;
                    if (open == 0) {
                        return i + 1;
                    }
                }
                case IDENT, DOT, COMMA, QUESTION, BANG, LEFT_PAREN, RIGHT_PAREN, ARROW -> {}
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }
}
