package snow.syntax;

import java.util.ArrayList;
import java.util.List;

/** Literals, in expressions and patterns (spec 01 §2.4, §2.5, §5.11). */
final class LiteralParser {
    /** 2^63 as it comes out of {@link IntegerText}: allowed behind a minus sign only. */
    static final long TWO_TO_63 = Long.MIN_VALUE;

    private final Grammar grammar;
    private final Cursor cursor;

    LiteralParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code true}, {@code false}, {@code nil} */
    Constant word() {
        var kind = cursor.kind();
        cursor.advance();
        return switch (kind) {
            case TRUE -> new Constant.Bool(true);
            case FALSE -> new Constant.Bool(false);
            default -> new Constant.Nil();
        };
    }

    Constant atom() {
        cursor.advance();
        return new Constant.Atom(grammar.takeName().text());
    }

    /** A string with its parts. */
    Expr.Str string() {
        int start = cursor.start();
        cursor.advance();
        var parts = new ArrayList<Expr.StringPart>();
        while (!cursor.panic) {
            if (cursor.at(TokenKind.STRING_TEXT)) {
                var value = Escapes.process(cursor.textAt(cursor.pos));
                parts.add(new Expr.StringText(cursor.spanAt(cursor.pos), value));
                cursor.advance();
            } else if (cursor.at(TokenKind.INTERPOLATION_START)) {
                parts.add(interpolation());
            } else {
                cursor.eat(TokenKind.STRING_END);
                break;
            }
        }
        return new Expr.Str(cursor.from(start), parts);
    }

    private Expr.Interpolation interpolation() {
        int start = cursor.start();
        if (!cursor.enter()) {
            return new Expr.Interpolation(cursor.here(), new Expr.Error(cursor.here(), List.of()));
        }
        var saved = cursor.openBracket();
        var value = grammar.exprs.expr();
        cursor.closeBracket(saved, "");
        cursor.leave();
        return new Expr.Interpolation(cursor.from(start), value);
    }

    /** The value of the number token here, as it stands in a pattern. */
    Constant number(boolean negative) {
        var raw = cursor.textAt(cursor.pos);
        var span = cursor.spanAt(cursor.pos);
        boolean isFloat = cursor.at(TokenKind.FLOAT);
        cursor.advance();
        if (isFloat) {
            double value = Double.parseDouble(raw.replace("_", ""));
            return new Constant.Float(negative ? -value : value);
        }
        var value = IntegerText.parse(raw);
        if (value.isEmpty() || (value.getAsLong() == TWO_TO_63 && !negative)) {
            reportRange(span);
            return new Constant.Int(0);
        }
        return new Constant.Int(negative ? -value.getAsLong() : value.getAsLong());
    }

    /** An integer that is too large; what stands around it is looked at all the same. */
    void reportRange(Span span) {
        boolean quiet = cursor.quiet;
        cursor.report(Cursor.error(span, "integer literal out of range"));
        cursor.quiet = quiet;
    }
}
