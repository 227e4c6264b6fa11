package snow.rt.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import snow.rt.collection.PersistentMap;

/** What requests ask for, as programs see it: query parameters and headers (spec 06 §§3.3, 14.5). */
public final class Targets {
    private Targets() {}

    /** The last value of a query parameter, decoded. */
    public static Optional<String> query(String target, String name) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        int from = mark + 1;
        while (from < target.length()) {
            int and = target.indexOf('&', from);
            int to = and < 0 ? target.length() : and;
            if (to > from) {
                int equals = target.indexOf('=', from);
                int nameEnd = equals < 0 || equals > to ? to : equals;
                if (decode(target.substring(from, nameEnd)).equals(name)) {
                    found = Optional.of(nameEnd == to ? "" : decode(target.substring(nameEnd + 1, to)));
                }
            }
            from = to + 1;
        }
        return found;
    }

    /** {@code +} is a space, {@code %XX} a byte of UTF-8; what is neither stays as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(source[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(source[i] == '+' ? ' ' : source[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The headers as a map that compares its keys without regard to ASCII case; repeated ones are joined. */
    public static PersistentMap headers(RequestHead request) {
        PersistentMap map = PersistentMap.EMPTY_ANY_CASE;
        for (RequestHead.Header header : request.headers()) {
            Object known = map.get(header.name(), null);
            map = map.put(
                    header.name(),
                    known == null ? header.value() : known + RequestHead.separator(header.name()) + header.value());
        }
        return map;
    }
}
