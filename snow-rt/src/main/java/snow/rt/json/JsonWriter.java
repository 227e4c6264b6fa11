package snow.rt.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import snow.rt.collection.ListCursor;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentSet;
import snow.rt.value.Data;
import snow.rt.value.Option;
import snow.rt.value.Result;
import snow.rt.value.Strings;
import snow.rt.value.Tuple;
import snow.rt.value.Unit;

/** Builds a JSON text without white space, as UTF-8. What compiled code appends raw is JSON already. */
public final class JsonWriter {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** The longest text of an integer: a sign and 19 digits. */
    private static final int LONGEST_INTEGER = 20;

    /** The most bytes that one unit of a string becomes: an escape by number. */
    private static final int LONGEST_ESCAPE = 6;

    private byte[] out = new byte[160];
    private int length;
    private boolean isAscii = true;

    /** Appends as it is. */
    public void raw(String json) {
        if (Strings.isLarge(json.length())) Strings.aside(() -> appended(json));
        else appended(json);
    }

    private JsonWriter appended(String json) {
        reserve(json.length() * 3);
        int at = length;
        for (int i = 0; i < json.length(); i++) {
            char unit = json.charAt(i);
            if (unit >= 0x80) {
                length = at;
                wide(json, i);
                return this;
            }
            out[at++] = (byte) unit;
        }
        length = at;
        return this;
    }

    public void integer(long value) {
        reserve(LONGEST_INTEGER);
        length = JsonNumbers.append(value, out, length);
    }

    /** Appends a float; {@code null} for not-a-number and the infinities. */
    public void number(double value) {
        reserve(JsonNumbers.LONGEST_SHORT);
        int behind = JsonNumbers.appendShort(value, out, length);
        if (behind > length) length = behind;
        else raw(JsonNumbers.text(value));
    }

    public void truth(boolean value) {
        raw(value ? "true" : "false");
    }

    /** Appends a string with its quotes. */
    public void string(String value) {
        if (Strings.isLarge(value.length())) Strings.aside(() -> quoted(value));
        else quoted(value);
    }

    private JsonWriter quoted(String value) {
        int count = value.length();
        reserve(count + LONGEST_ESCAPE);
        out[length++] = '"';
        int at = length;
        for (int i = 0; i < count; i++) {
            char unit = value.charAt(i);
            if (unit < ' ' || unit == '"' || unit == '\\' || unit >= 0x80) {
                length = at;
                slowly(value, i);
                return this;
            }
            out[at++] = (byte) unit;
        }
        out[at++] = '"';
        length = at;
        return this;
    }

    /** The rest of a string in which something is no plain character, and the closing quote. */
    private void slowly(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char unit = value.charAt(i);
            reserve(LONGEST_ESCAPE);
            if (unit >= 0x80) {
                int code = value.codePointAt(i);
                if (code > 0xffff) i++;
                isAscii = false;
                length = JsonStrings.encode(code, out, length);
            } else if (unit < ' ' || unit == '"' || unit == '\\') {
                escape(unit);
            } else {
                out[length++] = (byte) unit;
            }
        }
        reserve(1);
        out[length++] = '"';
    }

    private void wide(String json, int from) {
        isAscii = false;
        var bytes = json.substring(from).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void escape(char unit) {
        out[length++] = '\\';
        switch (unit) {
            case '\b' -> out[length++] = 'b';
            case '\f' -> out[length++] = 'f';
            case '\n' -> out[length++] = 'n';
            case '\r' -> out[length++] = 'r';
            case '\t' -> out[length++] = 't';
            case '"', '\\' -> out[length++] = (byte) unit;
            default -> {
                out[length++] = 'u';
                out[length++] = '0';
                out[length++] = '0';
                out[length++] = HEX[unit >> 4];
                out[length++] = HEX[unit & 15];
            }
        }
    }

    private void reserve(int more) {
        if (out.length - length < more) grow(more);
    }

    private void grow(int more) {
        long wanted = Math.max((long) length + more, out.length * 2L);
        if ((long) length + more > Integer.MAX_VALUE - 8) throw new OutOfMemoryError("a JSON text is too long");
        out = Arrays.copyOf(out, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }

    /** Appends a comma, unless this is the first element of an array. */
    public void element() {
        if (out[length - 1] == '[') return;
        reserve(1);
        out[length++] = ',';
    }

    public void value(Json value) {
        value.write(this);
    }

    /** Appends a value of which only the class is known. */
    public void any(Object value) {
        if (value instanceof String text) string(text);
        else if (value instanceof Long number) integer(number);
        else if (value instanceof Double number) number(number);
        else if (value instanceof Boolean bool) truth(bool);
        else if (value instanceof Json json) value(json);
        else if (value instanceof PersistentList list) elements(list.cursor());
        else if (value instanceof PersistentSet set) elements(set.cursor());
        else if (value instanceof PersistentMap map) {
            for (var entries = entries(map); entries.next(); ) any(entries.value());
        } else if (value instanceof Data data) data(data);
        else raw("null"); // unit
    }

    private void elements(ListCursor cursor) {
        raw("[");
        while (cursor.next()) {
            element();
            any(cursor.current());
        }
        raw("]");
    }

    private void data(Data data) {
        if (data instanceof Option option) {
            any(option.arity() == 0 ? Unit.UNIT : option.field(0));
        } else if (data instanceof Tuple) {
            fields(data);
        } else if (data instanceof Result) {
            raw("{\"fields\":");
            fields(data);
            raw(data.name().equals("Ok") ? ",\"tag\":\"Ok\"}" : ",\"tag\":\"Err\"}");
        } else {
            var text = new StringBuilder();
            data.json(text);
            raw(text.toString());
        }
    }

    private void fields(Data data) {
        raw("[");
        for (int i = 0; i < data.arity(); i++) {
            element();
            any(data.field(i));
        }
        raw("]");
    }

    /** What {@link #any} writes, as a text. */
    public static String text(Object value) {
        var out = new JsonWriter();
        out.any(value);
        return out.finish();
    }

    /** The entries of a map of strings by ascending key; each is followed by {@link JsonEntries#value}. */
    public JsonEntries entries(PersistentMap map) {
        return new JsonEntries(this, map);
    }

    /** The whole text. */
    public String finish() {
        return Strings.isLarge(length) ? Strings.aside(this::written) : written();
    }

    private String written() {
        return new String(out, 0, length, isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
