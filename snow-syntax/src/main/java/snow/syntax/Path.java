package snow.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A dotted name, {@code Geo.Plane.Point}.
 *
 * @param names one or more
 */
public record Path(Span span, List<Name> names) implements Node {
    public Path {
        names = List.copyOf(names);
    }

    /** The last segment. */
    public Name last() {
        return names.getLast();
    }

    /** The segments joined by dots. */
    public String text() {
        return names.size() == 1
                ? names.getFirst().text()
                : names.stream().map(Name::text).collect(Collectors.joining("."));
    }

    @Override
    public List<Node> children() {
        return List.copyOf(names);
    }
}
