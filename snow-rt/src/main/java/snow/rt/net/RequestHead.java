package snow.rt.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The request line and the headers of an HTTP/1 request (RFC 9112 §§2, 3, 5; spec 06 §14.9). Names and values stand in the
 * order and spelling of the client.
 *
 * @param version {@code HTTP/1.1}, {@code HTTP/1.0}, another text, or {@code ""} if the line had none
 */
public record RequestHead(String method, String target, String version, List<Header> headers) {
    /** One header line. */
    public record Header(String name, String value) {}

    /** A head that no server should try to understand. */
    public static final class Malformed extends Exception {
        private final transient boolean tooManyHeaders;
        private final transient boolean requestLine;

        private Malformed(String text, boolean requestLine, boolean tooManyHeaders) {
            super(text, null, false, false);
            this.requestLine = requestLine;
            this.tooManyHeaders = tooManyHeaders;
        }

        /** Whether the head has more than {@link #MAX_HEADERS} headers. */
        public boolean hasTooManyHeaders() {
            return tooManyHeaders;
        }

        /** Whether the fault lies in the request line. */
        public boolean isRequestLine() {
            return requestLine;
        }
    }

    /** The most headers a request may have. */
    public static final int MAX_HEADERS = 100;

    /**
     * Understands a head.
     *
     * @param head the bytes from the request line to the empty line; lines end in CRLF or LF
     */
    public static RequestHead parse(byte[] head) throws Malformed {
        int end = endOfLine(head, 0);
        String line = text(head, 0, withoutReturn(head, 0, end));
        int space = line.indexOf(' ');
        if (space <= 0 || !isToken(line, space)) {
            throw malformedLine();
        }
        int second = line.indexOf(' ', space + 1);
        String target = second < 0 ? line.substring(space + 1) : line.substring(space + 1, second);
        String version = second < 0 ? "" : line.substring(second + 1);
        if (target.isEmpty() || hasControl(target) || version.indexOf(' ') >= 0 || (second >= 0 && version.isEmpty())) {
            throw malformedLine();
        }
        return new RequestHead(line.substring(0, space), target, version, headers(head, end + 1));
    }

    private static List<Header> headers(byte[] head, int from) throws Malformed {
        List<Header> headers = new ArrayList<>();
        int at = from;
        while (at < head.length) {
            int end = endOfLine(head, at);
            int stop = withoutReturn(head, at, end);
            if (stop == at) {
                break;
            }
            if (headers.size() == MAX_HEADERS) {
                throw new Malformed("too many headers", false, true);
            }
            headers.add(header(text(head, at, stop)));
            at = end + 1;
        }
        return headers;
    }

    private static Header header(String line) throws Malformed {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line, colon)) {
            throw new Malformed("malformed header line", false, false);
        }
        int from = colon + 1;
        int to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        String value = line.substring(from, to);
        if (hasControl(value)) {
            throw new Malformed("malformed header line", false, false);
        }
        return new Header(line.substring(0, colon), value);
    }

    /** The first value of a header; the name in any case. */
    public Optional<String> first(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** How often a header stands in the request. */
    public int count(String name) {
        int count = 0;
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    /** All values of a header, joined with {@code ", "}, those of {@code Cookie} with {@code "; "}. */
    public Optional<String> joined(String name) {
        String between = separator(name);
        StringBuilder all = null;
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                if (all == null) {
                    all = new StringBuilder(header.value());
                } else {
                    all.append(between).append(header.value());
                }
            }
        }
        return all == null ? Optional.empty() : Optional.of(all.toString());
    }

    /** What stands between the joined values of a repeated header. */
    public static String separator(String name) {
        return name.equalsIgnoreCase("Cookie") ? "; " : ", ";
    }

    /** The values of a header that is a list of comma-separated elements, in their order, without blanks around them. */
    public List<String> elements(String name) {
        List<String> elements = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                int from = 0;
                while (from <= header.value().length()) {
                    int comma = header.value().indexOf(',', from);
                    int to = comma < 0 ? header.value().length() : comma;
                    String element = header.value().substring(from, to).strip();
                    if (!element.isEmpty()) {
                        elements.add(element);
                    }
                    from = to + 1;
                }
            }
        }
        return elements;
    }

    /** Whether a list header contains a word as a whole element, in any case. */
    public boolean lists(String name, String word) {
        for (String element : elements(name)) {
            if (element.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    /** The target without scheme and authority: the path, and the query behind its {@code ?}. */
    public String pathAndQuery() {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        for (int i = scheme + 3; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/') {
                return target.substring(i);
            }
            if (c == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }

    private static Malformed malformedLine() {
        return new Malformed("malformed request line", true, false);
    }

    private static int endOfLine(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int withoutReturn(byte[] head, int from, int end) {
        return end > from && head[end - 1] == '\r' ? end - 1 : end;
    }

    /** Header text is ASCII by the rule; what is not is taken as UTF-8, with U+FFFD for what is not that either. */
    private static String text(byte[] head, int from, int to) {
        return new String(head, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    /** Whether the characters before {@code end} are a token (RFC 9110 §5.6.2). */
    private static boolean isToken(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }
}
