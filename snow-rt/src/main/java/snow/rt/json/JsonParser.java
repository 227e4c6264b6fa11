package snow.rt.json;

import java.util.Arrays;
import snow.rt.actor.Safepoint;
import snow.rt.value.Strings;

/**
 * Checks a text against RFC 8259 and writes down what it holds, in one pass and without recursion. The result is a tape of words, in the
 * order of the text; {@link JsonDocument} reads it.
 *
 * <pre>
 *   null, true, false   kind
 *   integer             kind | value &lt;&lt; 4, where that keeps the value; else LONG and a word with the value
 *   float               FLOAT and a word with the bits
 *   string, key         kind | flags | hash &lt;&lt; 32 (keys only), and a word: offset &lt;&lt; 32 | length of the raw text
 *   array               ARRAY | number of elements &lt;&lt; 4, a word: index behind END; the elements; END
 *   object              OBJECT | number of entries &lt;&lt; 4, a word: index behind END | hint &lt;&lt; 32; key, value, …; END
 * </pre>
 *
 * The hash of a key is the {@code hashCode} of its text. A key that occurs again in its object is dead: the last one counts.
 */
final class JsonParser {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int INT = 3;
    static final int LONG = 4;
    static final int FLOAT = 5;
    static final int STRING = 6;
    static final int KEY = 7;
    static final int DEAD_KEY = 8;
    static final int ARRAY = 9;
    static final int OBJECT = 10;
    static final int END = 11;

    static final int KIND = 15;
    static final int ESCAPED = 16;
    static final int ASCII = 32;

    /** How deep arrays and objects of a foreign text may be nested (spec 06 §18.3). */
    static final int MAX_DEPTH = 127;

    private static final int POLL_MASK = 1023;

    /** Within a string, others may run after so many bytes. */
    private static final int WINDOW = 1 << 16;

    private final byte[] text;
    private final int maxDepth;
    private int at;

    private long[] tape;
    private int top;

    /** The innermost array or object that is open; its second word leads to the one around it. */
    private int container;

    private int depth;

    private String error = "";

    private JsonParser(byte[] text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
        this.tape = new long[16 + text.length / 4];
    }

    static JsonDocument parse(String text) {
        return parse(text, MAX_DEPTH);
    }

    static JsonDocument parse(String text, int maxDepth) {
        var parser = new JsonParser(Strings.utf8(text), maxDepth);
        parser.document();
        return new JsonDocument(parser.text, parser.tape, parser.error);
    }

    // ---- structure

    private void document() {
        int rounds = 0;
        while (value()) {
            if ((++rounds & POLL_MASK) == 0) Safepoint.poll();
        }
    }

    /** Reads one value, or the opening of one, and what follows it up to the next value; false at the end and after an error. */
    private boolean value() {
        switch (peek()) {
            case '{' -> {
                if (!open(OBJECT)) return false;
                int next = peek();
                if (next != '}') return next < 0 ? fail("EOF while parsing an object") : key();
                at++;
                close();
            }
            case '[' -> {
                if (!open(ARRAY)) return false;
                int next = peek();
                if (next != ']') return next >= 0 || fail("EOF while parsing a list");
                at++;
                close();
            }
            case '"' -> {
                if (!string(STRING)) return false;
            }
            case 't' -> {
                if (!word("true", TRUE)) return false;
            }
            case 'f' -> {
                if (!word("false", FALSE)) return false;
            }
            case 'n' -> {
                if (!word("null", NULL)) return false;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                if (!number()) return false;
            }
            case -1 -> {
                return fail("EOF while parsing a value");
            }
            default -> {
                return failHere("expected value");
            }
        }
        return behind();
    }

    /** What follows a value: closings, then a comma, and in an object the next key. */
    private boolean behind() {
        while (depth > 0) {
            tape[container] += 1 << 4;
            boolean isArray = (tape[container] & KIND) == ARRAY;
            int close = isArray ? ']' : '}';
            int next = peek();
            if (next == ',') {
                at++;
                next = peek();
                if (next == close) return failHere("trailing comma");
                if (next < 0) return fail("EOF while parsing a value");
                return isArray || key();
            }
            if (next != close) {
                if (next < 0) return fail(isArray ? "EOF while parsing a list" : "EOF while parsing an object");
                return failHere(isArray ? "expected `,` or `]`" : "expected `,` or `}`");
            }
            at++;
            close();
        }
        if (peek() >= 0) failHere("trailing characters");
        return false;
    }

    private boolean key() {
        if (text[at] != '"') return failHere("key must be a string");
        if (!string(KEY)) return false;
        int next = peek();
        if (next != ':') return next < 0 ? fail("EOF while parsing an object") : failHere("expected `:`");
        at++;
        return true;
    }

    private boolean open(int kind) {
        if (depth == maxDepth) return failHere("recursion limit exceeded");
        at++;
        depth++;
        int around = container;
        container = top;
        add(kind);
        add(around);
        return true;
    }

    private void close() {
        add(END);
        depth--;
        int closed = container;
        container = (int) tape[closed + 1];
        tape[closed + 1] = top;
        if ((tape[closed] & KIND) == OBJECT && JsonKeys.mayRepeat(tape, closed)) {
            new JsonKeys(text, tape).bury(closed);
        }
    }

    private void add(long word) {
        if (top == tape.length) tape = Arrays.copyOf(tape, top * 2);
        tape[top++] = word;
    }

    /** The next byte that is no white space; -1 at the end. */
    private int peek() {
        int i = at;
        while (i < text.length) {
            byte next = text[i];
            if (next > ' ' || next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                at = i;
                return next & 0xff;
            }
            i++;
        }
        at = i;
        return -1;
    }

    private boolean word(String word, int kind) {
        for (int i = 0; i < word.length(); i++) {
            if (at == text.length) return fail("EOF while parsing a value");
            if (text[at] != word.charAt(i)) return failHere("expected ident");
            at++;
        }
        add(kind);
        return true;
    }

    // ---- strings

    private boolean string(int kind) {
        var text = this.text;
        int start = ++at;
        int flags = ASCII;
        for (int i = start; i < text.length; Safepoint.poll()) {
            for (int stop = windowEnd(i); i < stop; i++) {
                byte next = text[i];
                if (next == '"') return endString(kind, start, i, flags);
                if (next == '\\') return escapedString(kind, start, i);
                if (next < ' ') {
                    if (next >= 0) return control(i);
                    flags = 0;
                }
            }
        }
        return fail("EOF while parsing a string");
    }

    /** Where a loop over the bytes from a place lets others run. */
    private int windowEnd(int from) {
        return text.length - from <= WINDOW ? text.length : from + WINDOW;
    }

    private int hash(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) hash = 31 * hash + text[i];
        return hash;
    }

    private boolean control(int index) {
        at = index;
        return failHere("control character (\\u0000-\\u001F) found while parsing a string");
    }

    private boolean endString(int kind, int start, int end, int flags) {
        at = end + 1;
        long header = kind | flags;
        long place = (long) start << 32 | end - start;
        if (kind == KEY) {
            int known = flags == ASCII
                    ? hash(start, end)
                    : JsonStrings.text(text, header, place).hashCode();
            header |= (long) known << 32;
        }
        add(header);
        add(place);
        return true;
    }

    /** The rest of a string from its first escape on. */
    private boolean escapedString(int kind, int start, int from) {
        at = from;
        for (; at < text.length; Safepoint.poll()) {
            for (int stop = windowEnd(at); at < stop; ) {
                byte next = text[at];
                if (next == '"') return endString(kind, start, at, ESCAPED);
                if (next < ' ' && next >= 0) return control(at);
                at++;
                if (next == '\\' && !escape()) return false;
            }
        }
        return fail("EOF while parsing a string");
    }

    private boolean escape() {
        if (at == text.length) return fail("EOF while parsing a string");
        switch (text[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                at++;
                return true;
            }
            case 'u' -> {
                at++;
                return unicode();
            }
            default -> {
                return failHere("invalid escape");
            }
        }
    }

    /** A character by number; one above U+FFFF is a pair of surrogates. */
    private boolean unicode() {
        int unit = hex();
        if (unit < 0) return false;
        if (unit < 0xd800 || unit > 0xdfff) return true;
        if (unit >= 0xdc00) return failAt(at, "lone leading surrogate in hex escape");
        for (char wanted : new char[] {'\\', 'u'}) {
            if (at == text.length) return fail("EOF while parsing a string");
            if (text[at] != wanted) return failHere("unexpected end of hex escape");
            at++;
        }
        int low = hex();
        if (low < 0) return false;
        return low >= 0xdc00 && low <= 0xdfff || failAt(at, "lone leading surrogate in hex escape");
    }

    /** Four hex digits, judged when all four are there; -1 after an error. */
    private int hex() {
        if (text.length - at < 4) {
            fail("EOF while parsing a string");
            return -1;
        }
        int value = JsonStrings.hex(text, at);
        at += 4;
        if (value < 0) failAt(at, "invalid escape");
        return value;
    }

    // ---- numbers

    private boolean number() {
        int start = at;
        boolean negative = text[at] == '-';
        if (negative) at++;
        if (at == text.length) return fail("EOF while parsing a value");
        int first = text[at] - '0';
        if (first < 0 || first > 9) return failHere("invalid number");
        int digits = at;
        long value = 0;
        boolean fits = true;
        int digit;
        while ((digit = digit()) >= 0) {
            // towards the negative side, which reaches further
            fits &= value > Long.MIN_VALUE / 10 || value == Long.MIN_VALUE / 10 && digit <= 8;
            value = value * 10 - digit;
            at++;
        }
        if (first == 0 && at > digits + 1) {
            at = digits + 1;
            return failHere("invalid number");
        }
        int next = at < text.length ? text[at] : 0;
        if (next == '.' || next == 'e' || next == 'E') return fraction(start);
        if (!fits || negative && value == 0 || !negative && value == Long.MIN_VALUE) return floating(start);
        long result = negative ? value : -value;
        if (result << 4 >> 4 == result) {
            add(INT | result << 4);
        } else {
            add(LONG);
            add(result);
        }
        return true;
    }

    /** The digit at hand; -1 for anything else. */
    private int digit() {
        int value = at < text.length ? text[at] - '0' : -1;
        return value <= 9 ? value : -1;
    }

    private boolean fraction(int start) {
        if (text[at] == '.') {
            at++;
            if (!digits()) return false;
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) at++;
            if (!digits()) return false;
        }
        return floating(start);
    }

    private boolean digits() {
        if (at == text.length) return fail("EOF while parsing a value");
        if (digit() < 0) return failHere("invalid number");
        while (digit() >= 0) at++;
        return true;
    }

    private boolean floating(int start) {
        double value = JsonNumbers.parse(text, start, at);
        if (Double.isInfinite(value)) return failAt(at, "number out of range");
        add(FLOAT);
        add(Double.doubleToRawLongBits(value));
        return true;
    }

    // ---- errors

    /** The input ends too early. */
    private boolean fail(String message) {
        return failAt(text.length, message);
    }

    /** The byte at hand cannot be right. */
    private boolean failHere(String message) {
        return failAt(at + 1, message);
    }

    private boolean failAt(int taken, String message) {
        int line = 1;
        int column = 0;
        for (int i = 0; i < taken; i++) {
            column++;
            if (text[i] == '\n') {
                line++;
                column = 0;
            }
        }
        error = message + " at line " + line + " column " + column;
        return false;
    }
}
