package snow.rt.json;

/** Lays a compact JSON text out over lines: two spaces per level, {@code []} and {@code {}} for what is empty. */
final class JsonPretty {
    private final String compact;
    private final StringBuilder out;
    private int depth;

    JsonPretty(String compact) {
        this.compact = compact;
        this.out = new StringBuilder(compact.length() * 2);
    }

    String text() {
        int i = 0;
        while (i < compact.length()) {
            char next = compact.charAt(i);
            switch (next) {
                case '"' -> {
                    int end = endOfString(i + 1);
                    out.append(compact, i, end);
                    i = end;
                    continue;
                }
                case '{', '[' -> {
                    out.append(next);
                    char first = compact.charAt(i + 1);
                    if (first == '}' || first == ']') {
                        out.append(first);
                        i++;
                    } else {
                        depth++;
                        line();
                    }
                }
                case '}', ']' -> {
                    depth--;
                    line();
                    out.append(next);
                }
                case ',' -> {
                    out.append(',');
                    line();
                }
                case ':' -> out.append(": ");
                default -> out.append(next);
            }
            i++;
        }
        return out.toString();
    }

    private int endOfString(int start) {
        int i = start;
        while (compact.charAt(i) != '"') {
            i += compact.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private void line() {
        out.append('\n').repeat(' ', depth * 2);
    }
}
