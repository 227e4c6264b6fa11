package snow.syntax;

import java.util.List;

/**
 * A name as written.
 *
 * @param text the identifier; {@code ""} with an empty span when the source has none
 */
public record Name(Span span, String text) implements Node {
    /** True where the source lacks the name. A diagnostic exists already. */
    public boolean isMissing() {
        return text.isEmpty();
    }

    /** True for {@code _}. */
    public boolean isWildcard() {
        return text.equals("_");
    }

    /** True when the first code point is an upper-case letter (spec 01 §2.2). */
    public boolean isUpperCase() {
        return !text.isEmpty() && Character.isUpperCase(text.codePointAt(0));
    }

    @Override
    public List<Node> children() {
        return List.of();
    }
}
