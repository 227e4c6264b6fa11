package snow.syntax;

import java.util.Optional;

/** What people write out of habit from other languages, and how Snow says it: the help of syntax errors. */
final class Habits {
    static final String ONE_EXPRESSION = "an arm has one expression; put several statements into a function";

    private static final String BLOCK = "a block is written `do … end`";
    private static final String CLOSURE = "a closure is written `fn x -> … end`";
    private static final String NO_CHANGE = "values do not change: bind a new one, `let x = x + 1`";
    private static final String NO_UPDATE = "a struct is built from all its fields: `P { x: 3, y: p.y }`";
    private static final String NO_EXCEPTIONS = "there are no exceptions: a function that can fail gives a `Result`";

    private Habits() {}

    /** What helps against an error at the current token. */
    static Optional<String> help(Cursor cursor, String message) {
        int at = cursor.pos;
        if (cursor.kindAt(at) == TokenKind.EOF || cursor.lineEndedTooEarly()) {
            return Optional.empty();
        }
        var help = atToken(cursor, at, message);
        return Optional.ofNullable(help != null ? help : afterFirstWord(cursor, at));
    }

    /** What helps against a character that starts no token. */
    static Optional<String> helpAgainst(int codePoint) {
        return Optional.ofNullable(
                switch (codePoint) {
                    case '\'', '`', '‘', '’', '“', '”', '«', '»' -> "a string is written \"…\"";
                    case '&' -> "`and` joins conditions; " + CLOSURE;
                    case '^' -> "a pattern binds its names; compare in a guard: `x when x == y`";
                    case '@' -> "a constant is written `let name = …` outside of functions";
                    default -> null;
                });
    }

    private static String atToken(Cursor cursor, int at, String message) {
        var before = at == 0 ? TokenKind.EOF : cursor.kindAt(at - 1);
        var after = cursor.kindAt(at + 1);
        boolean glued = at > 0 && cursor.gluedToNext(at - 1);
        return switch (cursor.kindAt(at)) {
            case LEFT_BRACE -> ofBrace(cursor, at, message);
            case LEFT_BRACKET -> ofBracket(message);
            case LEFT_PAREN ->
                switch (before) {
                    case DOT -> "a function is called by `f(x)`";
                    case FOR -> "a loop is written `for i in 0..n do … end`";
                    default -> null;
                };
            case COLON -> ofColon(cursor, at, message);
            case COLON_COLON -> before == TokenKind.RIGHT_PAREN ? "a result type is written `-> Int`" : null;
            case ARROW, FAT_ARROW -> before == TokenKind.RIGHT_PAREN || before == TokenKind.IDENT ? CLOSURE : null;
            case EQUALS ->
                switch (before) {
                    case EQ_EQ, NOT_EQ -> "equality is written `==` and `!=`";
                    case PLUS, MINUS, STAR, SLASH, PERCENT -> NO_CHANGE;
                    case DOT_DOT -> "`a..b` ends before `b`: write `a..b + 1`";
                    default -> message.startsWith("expected `do`") ? "equality is written `==`" : null;
                };
            case LESS ->
                message.startsWith("expected `in`") && after == TokenKind.MINUS
                        ? "a loop is written `for x in list do … end`"
                        : null;
            case BAR, DOT_DOT ->
                message.startsWith("expected `=>`") || message.startsWith("expected field name")
                        ? NO_UPDATE
                        : cursor.kindAt(cursor.firstOfItsLine(at)) == TokenKind.TYPE
                                ? "variants stand one to a line in `type … do … end`"
                                : null;
            case DO -> before == TokenKind.ARROW ? ONE_EXPRESSION : null;
            case FN, DEF ->
                message.startsWith("expected field name") ? "functions stand beside a struct, not in it" : null;
            case IN -> "membership is written `List.contains(list, x)`";
            case STRING_START -> before == TokenKind.IDENT && glued ? "any string may hold `${…}`" : null;
            case SLASH -> after == TokenKind.SLASH || after == TokenKind.STAR ? "a comment begins with `#`" : null;
            case STAR -> before == TokenKind.STAR && glued ? "powers are written `Math.pow(x, y)`" : null;
            case COMMA ->
                before == TokenKind.RIGHT_PAREN && after == TokenKind.DO ? "a short body is written `= …`" : null;
            case IDENT ->
                before == TokenKind.PERCENT && glued
                        ? "a struct is written `Point { x: 1 }`"
                        : cursor.textIs(at, "then") ? BLOCK : null;
            case RIGHT_PAREN, SEMICOLON -> before == TokenKind.PLUS_PLUS ? NO_CHANGE : null;
            default -> null;
        };
    }

    private static String ofBrace(Cursor cursor, int at, String message) {
        if (message.startsWith("expected `=`,")) {
            return "a struct is read field by field: `p.x`";
        }
        boolean looksLikeStruct = cursor.kindAt(at + 2) == TokenKind.COLON;
        if (looksLikeStruct || message.startsWith("the fields of a variant")) {
            return null;
        }
        return switch (at == 0 ? TokenKind.EOF : cursor.kindAt(at - 1)) {
            case RIGHT_PAREN, ELSE -> BLOCK;
            default ->
                cursor.firstOfLine(at + 1)
                        ? BLOCK
                        : "a tuple is written `(a, b)`, a map `%{k => v}`, a block `do … end`";
        };
    }

    private static String ofBracket(String message) {
        if (message.startsWith("expected type name")) {
            return "a type of lists is written `List<Int>`";
        }
        if (message.endsWith("after `let`")) {
            return "a list is taken apart by `case`, or by `List.get`";
        }
        return message.startsWith("expected pattern") || message.startsWith("expected parameter")
                ? "a list is taken apart by `head :: rest`; an empty one is what is left for `_`"
                : null;
    }

    private static String ofColon(Cursor cursor, int at, String message) {
        if (!message.startsWith("expected `,` or `)`")) {
            return null;
        }
        boolean typeFollows = cursor.kindAt(at + 1) == TokenKind.IDENT && cursor.isUpperCase(at + 1);
        return typeFollows ? "a type is written `x :: Int`" : "arguments have no names: their order counts";
    }

    /** A line that begins with a keyword of another language, which is an ordinary name here. */
    private static String afterFirstWord(Cursor cursor, int at) {
        int first = cursor.firstOfItsLine(at);
        if (first == at || cursor.kindAt(first) != TokenKind.IDENT) {
            return null;
        }
        return switch (cursor.textAt(first)) {
            case "unless" -> "write `if not …`";
            case "until" -> "write `while not …`";
            case "loop", "repeat" -> "write `while true do … end`, or a function that calls itself";
            case "foreach" -> "a loop is written `for x in list do … end`";
            case "switch" -> "write `case x do … end`";
            case "try", "raise", "throw", "rescue", "catch" -> NO_EXCEPTIONS;
            case "class", "defstruct" -> "data is a `struct` or a `type`; functions stand beside it";
            case "defmodule" -> "a file is a module";
            case "defp", "func", "function", "fun" -> "a function is written `fn name(x) do … end`";
            case "elif", "elsif" -> "use `else if`";
            default -> null;
        };
    }
}
