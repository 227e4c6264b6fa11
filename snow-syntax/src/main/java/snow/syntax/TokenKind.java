package snow.syntax;

/** The kinds of tokens. Every character of a file belongs to exactly one token. */
public enum TokenKind {
    // trivia
    WHITESPACE(""),
    NEWLINE(""),
    LINE_COMMENT(""),
    DOC_COMMENT(""),
    MODULE_DOC_COMMENT(""),
    BLOCK_COMMENT(""),
    /** A byte order mark at offset 0. */
    BYTE_ORDER_MARK(""),

    EOF(""),
    /** Characters that make no token; a diagnostic exists. */
    ERROR(""),
    IDENT(""),
    INT(""),
    FLOAT(""),
    /** {@code "} or {@code """} that opens a string. */
    STRING_START(""),
    /** Characters of a string between its quotes and interpolations, escapes not processed. */
    STRING_TEXT(""),
    /** {@code "} or {@code """} that closes a string; empty when the string is not terminated. */
    STRING_END(""),
    /** <code>${</code> */
    INTERPOLATION_START("${"),
    /** The brace that closes an interpolation; empty when it is not closed. */
    INTERPOLATION_END("}"),

    ACTOR("actor"),
    AFTER("after"),
    ALIAS("alias"),
    AND("and"),
    BREAK("break"),
    CALL("call"),
    CASE("case"),
    CAST("cast"),
    COND("cond"),
    CONTINUE("continue"),
    DEF("def"),
    DO("do"),
    ELSE("else"),
    END("end"),
    FALSE("false"),
    FN("fn"),
    FOR("for"),
    IF("if"),
    IMPL("impl"),
    IMPORT("import"),
    IN("in"),
    INTERFACE("interface"),
    LET("let"),
    LINK("link"),
    MATCH("match"),
    MODULE("module"),
    MONITOR("monitor"),
    NIL("nil"),
    NOT("not"),
    OR("or"),
    PUB("pub"),
    RECEIVE("receive"),
    RETURN("return"),
    SELF("self"),
    SEND("send"),
    SERVICE("service"),
    SPAWN("spawn"),
    STRUCT("struct"),
    SUPERVISOR("supervisor"),
    TERMINATE("terminate"),
    TRAIT("trait"),
    TRAP("trap"),
    TRUE("true"),
    TYPE("type"),
    WHEN("when"),
    WHERE("where"),
    WHILE("while"),
    WITH("with"),

    EQ_EQ("=="),
    FAT_ARROW("=>"),
    NOT_EQ("!="),
    LESS_EQ("<="),
    DIAMOND("<>"),
    GREATER_EQ(">="),
    AND_AND("&&"),
    OR_OR("||"),
    PIPE("|>"),
    PLUS_PLUS("++"),
    ARROW("->"),
    COLON_COLON("::"),
    DOT_DOT(".."),
    EQUALS("="),
    BANG("!"),
    LESS("<"),
    GREATER(">"),
    BAR("|"),
    PLUS("+"),
    MINUS("-"),
    STAR("*"),
    SLASH("/"),
    PERCENT("%"),
    COLON(":"),
    DOT("."),
    QUESTION("?"),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    COMMA(","),
    SEMICOLON(";");

    private final String text;

    TokenKind(String text) {
        this.text = text;
    }

    /** The one spelling of a keyword, operator or delimiter; otherwise empty. */
    public String text() {
        return text;
    }

    /** White space, line ends, comments, the byte order mark. */
    public boolean isTrivia() {
        return ordinal() <= BYTE_ORDER_MARK.ordinal();
    }

    /** One of the 48 reserved words. */
    public boolean isKeyword() {
        return ordinal() >= ACTOR.ordinal() && ordinal() <= WITH.ordinal();
    }

    /** An operator or delimiter. */
    public boolean isPunctuation() {
        return ordinal() >= EQ_EQ.ordinal();
    }
}
