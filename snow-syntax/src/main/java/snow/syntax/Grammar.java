package snow.syntax;

/** The parts of the parser, each for one part of the grammar, around one cursor. */
final class Grammar {
    final Cursor cursor;
    /** Whose rules hold. */
    final Dialect dialect;
    /** Whether a definition at the indentation of the enclosing one ends it (spec 01 §10.5 R4). */
    final boolean layoutEndsItems;

    final TypeParser types;
    final PatternParser patterns;
    final ParamParser params;
    final LiteralParser literals;
    final ExprParser exprs;
    final CompoundParser compounds;
    final ArmParser arms;
    final BlockParser blocks;
    final ItemParser items;
    final ProcessParser processes;

    Grammar(Lexed lexed, Dialect dialect, boolean layoutEndsItems, int maxDepth) {
        this.cursor = new Cursor(lexed, maxDepth);
        this.dialect = dialect;
        this.layoutEndsItems = layoutEndsItems;
        this.types = new TypeParser(this);
        this.patterns = new PatternParser(this);
        this.params = new ParamParser(this);
        this.literals = new LiteralParser(this);
        this.exprs = new ExprParser(this);
        this.compounds = new CompoundParser(this);
        this.arms = new ArmParser(this);
        this.blocks = new BlockParser(this);
        this.items = new ItemParser(this);
        this.processes = new ProcessParser(this);
    }

    /** A new name. Where there is none, {@code expected <what>, found …}. */
    Name name(String what) {
        if (cursor.at(TokenKind.IDENT)) {
            return takeName();
        }
        return missingName(what);
    }

    /** The name of a function. In an interface file it may be a keyword: callers write it after a dot (spec 01 §6 D3). */
    Name functionName() {
        boolean keyword = dialect == Dialect.INTERFACE && cursor.kind().isKeyword();
        return keyword ? takeName() : name("function name");
    }

    private Name missingName(String what) {
        if (!cursor.panic && cursor.kind().isKeyword() && !cursor.lineEndedTooEarly()) {
            cursor.report(Cursor.error(cursor.errorSpan(), "expected " + what + ", found " + cursor.found())
                    .note("keywords cannot be used as names"));
            boolean belongsToWhatFollows = switch (cursor.kind()) {
                case DO, END, ELSE, WHEN, WHERE, IN, IMPORT, FOR -> cursor.peek(1) != TokenKind.COLON_COLON;
                default -> false;
            };
            if (belongsToWhatFollows) {
                cursor.giveUp();
            } else {
                cursor.advance();
            }
        } else {
            cursor.fail("expected " + what + ", found " + cursor.found());
        }
        return new Name(cursor.here(), "");
    }

    /** The current token as a name. */
    Name takeName() {
        var name = new Name(cursor.spanAt(cursor.pos), cursor.textAt(cursor.pos));
        cursor.advance();
        return name;
    }

    /**
     * A token in a fixed place. When it is missing that is reported once; if what follows can start here, it is taken as
     * there (spec 01 §10.5 R6).
     */
    void expect(TokenKind kind, String message, boolean canGoOn) {
        if (cursor.eat(kind) || cursor.panic) {
            return;
        }
        var full = message + ", found " + cursor.found();
        if (canGoOn) {
            cursor.missing(full);
        } else {
            cursor.fail(full);
        }
    }

    /** Whether an expression can start with the current token. */
    boolean startsExpression() {
        return switch (cursor.kind()) {
            case INT,
                    FLOAT,
                    STRING_START,
                    TRUE,
                    FALSE,
                    NIL,
                    IDENT,
                    LEFT_PAREN,
                    LEFT_BRACKET,
                    PERCENT,
                    IF,
                    CASE,
                    MATCH,
                    RECEIVE,
                    WHILE,
                    FOR,
                    FN,
                    BREAK,
                    CONTINUE,
                    RETURN,
                    SPAWN,
                    SEND,
                    LINK,
                    SELF,
                    MINUS,
                    BANG,
                    NOT,
                    ERROR -> true;
            case COLON -> atAtom();
            default -> false;
        };
    }

    /** A colon with an identifier directly behind it. */
    boolean atAtom() {
        return cursor.at(TokenKind.COLON) && cursor.peek(1) == TokenKind.IDENT && cursor.gluedToNext(cursor.pos);
    }
}
