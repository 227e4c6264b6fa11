package snow.syntax;

/**
 * One token of a {@link TokenList}.
 *
 * @param index its place in the list, from 0
 */
public record Token(TokenKind kind, Span span, int index) {}
