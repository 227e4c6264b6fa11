package snow.syntax;

import java.util.ArrayList;
import java.util.List;

/** Patterns (spec 01 §5.10). */
final class PatternParser {
    private final Grammar grammar;
    private final Cursor cursor;

    PatternParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code pattern} */
    Pattern pattern() {
        int start = cursor.start();
        return named(start, cons(start));
    }

    /** A pattern in a parameter, where {@code ::} would introduce a type. */
    Pattern withoutCons() {
        int start = cursor.start();
        return named(start, alternatives());
    }

    private Pattern named(int start, Pattern pattern) {
        if (!cursor.atWord("as") || cursor.afterNewline()) {
            return pattern;
        }
        cursor.advance();
        if (!cursor.at(TokenKind.IDENT)) {
            cursor.fail("expected identifier after `as`");
            return pattern;
        }
        var name = grammar.takeName();
        return new Pattern.As(cursor.from(start), pattern, name);
    }

    private Pattern cons(int start) {
        var first = alternatives();
        if (!cursor.at(TokenKind.COLON_COLON)) {
            return first;
        }
        var heads = new ArrayList<Pattern>();
        heads.add(first);
        while (cursor.at(TokenKind.COLON_COLON) && cursor.enter()) {
            cursor.advance();
            heads.add(alternatives());
        }
        cursor.leave(heads.size() - 1);
        var cons = heads.removeLast();
        while (!heads.isEmpty()) {
            var head = heads.removeLast();
            int from = heads.isEmpty() ? start : head.span().start();
            cons = new Pattern.Cons(new Span(from, Math.max(from, cons.span().end())), head, cons);
        }
        return cons;
    }

    private Pattern alternatives() {
        int start = cursor.start();
        var first = primary();
        if (!cursor.at(TokenKind.BAR)) {
            return first;
        }
        var alternatives = new ArrayList<Pattern>();
        alternatives.add(first);
        while (cursor.eat(TokenKind.BAR)) {
            alternatives.add(primary());
        }
        return new Pattern.Or(cursor.from(start), alternatives);
    }

    private Pattern primary() {
        int start = cursor.start();
        switch (cursor.kind()) {
            case IDENT -> {
                return nameOrConstructor(start);
            }
            case INT, FLOAT -> {
                var value = grammar.literals.number(false);
                return new Pattern.Literal(cursor.from(start), value);
            }
            case MINUS -> {
                cursor.advance();
                if (cursor.at(TokenKind.INT) || cursor.at(TokenKind.FLOAT)) {
                    var value = grammar.literals.number(true);
                    return new Pattern.Literal(cursor.from(start), value);
                }
                cursor.fail("expected number after `-`, found " + cursor.found());
                return new Pattern.Error(cursor.from(start));
            }
            case TRUE, FALSE, NIL -> {
                var value = grammar.literals.word();
                return new Pattern.Literal(cursor.from(start), value);
            }
            case STRING_START -> {
                return string(start);
            }
            case COLON -> {
                if (grammar.atAtom()) {
                    var value = grammar.literals.atom();
                    return new Pattern.Literal(cursor.from(start), value);
                }
                return missing();
            }
            case LEFT_PAREN -> {
                return parenthesised(start);
            }
            case ERROR -> {
                cursor.skipErrorTokens();
                return new Pattern.Error(cursor.from(start));
            }
            default -> {
                return missing();
            }
        }
    }

    private Pattern missing() {
        cursor.fail("expected pattern, found " + cursor.found());
        return new Pattern.Error(cursor.here());
    }

    private Pattern nameOrConstructor(int start) {
        boolean upperCase = cursor.isUpperCase(cursor.pos);
        var next = cursor.peek(1);
        if (next == TokenKind.DOT) {
            var path = grammar.types.path("pattern");
            boolean parens = atSameLineParen();
            var args = parens ? args() : List.<Pattern>of();
            return new Pattern.Constructor(cursor.from(start), path, args, parens);
        }
        var name = grammar.takeName();
        if (upperCase && atSameLineParen()) {
            var args = args();
            return new Pattern.Constructor(cursor.from(start), new Path(name.span(), List.of(name)), args, true);
        }
        return name.isWildcard() ? new Pattern.Wildcard(name.span()) : new Pattern.Bind(name.span(), name);
    }

    private boolean atSameLineParen() {
        return cursor.at(TokenKind.LEFT_PAREN) && !cursor.afterNewline();
    }

    /** {@code ( … )}: grouping, a tuple, or unit. */
    Pattern parenthesised(int start) {
        var elements = args();
        return elements.size() == 1
                ? new Pattern.Paren(cursor.from(start), elements.getFirst())
                : new Pattern.Tuple(cursor.from(start), elements);
    }

    private List<Pattern> args() {
        if (!cursor.enter()) {
            return List.of();
        }
        var saved = cursor.openBracket();
        var patterns = new ArrayList<Pattern>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_PAREN)) {
            patterns.add(pattern());
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        cursor.closeBracket(saved, "`,` or ");
        cursor.leave();
        return patterns;
    }

    private Pattern string(int start) {
        var parts = grammar.literals.string().parts();
        var value = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Expr.StringText text -> value.append(text.value());
                case Expr.Interpolation interpolation ->
                    cursor.report(Cursor.error(interpolation.span(), "string interpolation not allowed in patterns"));
            }
        }
        return new Pattern.Literal(cursor.from(start), new Constant.Text(value.toString()));
    }
}
