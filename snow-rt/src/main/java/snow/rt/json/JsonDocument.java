package snow.rt.json;

import java.util.Arrays;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentMap;
import snow.rt.value.Strings;

/**
 * A text that has been read, for compiled code that decodes it. A place is an index on the tape of {@link JsonParser}; the document
 * begins at 0. The first thing that is not as asked for is the document's failure: from then on every place is -1 and every value
 * nothing, so that decoders need to look only where they would go on forever.
 */
public final class JsonDocument {
    private static final long NOWHERE = -1;

    private final byte[] text;
    private final long[] tape;
    private String failure;

    JsonDocument(byte[] text, long[] tape, String failure) {
        this.text = text;
        this.tape = tape;
        this.failure = failure;
    }

    /** Reads a text; a mistake in it is the document's failure. */
    public static JsonDocument parse(String text) {
        return JsonParser.parse(text);
    }

    /** The same for a value, which may be nested as deep as it likes. */
    public static JsonDocument of(Json value) {
        return JsonParser.parse(value.toString(), Integer.MAX_VALUE);
    }

    public boolean failed() {
        return !failure.isEmpty();
    }

    /** What went wrong first; empty while nothing has. */
    public String failure() {
        return failure;
    }

    /** Notes what went wrong, unless something has before. */
    public void fail(String message) {
        if (failure.isEmpty()) failure = message;
    }

    private long nowhere(String message) {
        fail(message);
        return NOWHERE;
    }

    private int kind(long at) {
        return at < 0 || failed() ? JsonParser.END : (int) tape[(int) at] & JsonParser.KIND;
    }

    // ---- values

    /** A float is cut towards zero. */
    public long integer(long at) {
        switch (kind(at)) {
            case JsonParser.INT -> {
                return tape[(int) at] >> 4;
            }
            case JsonParser.LONG -> {
                return tape[(int) at + 1];
            }
            case JsonParser.FLOAT -> {
                return (long) Double.longBitsToDouble(tape[(int) at + 1]);
            }
            default -> {
                fail("expected Int");
                return 0;
            }
        }
    }

    /** An integer is converted. */
    public double number(long at) {
        if (kind(at) == JsonParser.FLOAT) return Double.longBitsToDouble(tape[(int) at + 1]);
        if (kind(at) == JsonParser.INT || kind(at) == JsonParser.LONG) return integer(at);
        fail("expected Float");
        return 0;
    }

    public boolean truth(long at) {
        int kind = kind(at);
        if (kind != JsonParser.TRUE && kind != JsonParser.FALSE) fail("expected Bool");
        return kind == JsonParser.TRUE;
    }

    public String text(long at) {
        if (kind(at) != JsonParser.STRING) {
            fail("expected String");
            return "";
        }
        return string((int) at);
    }

    private String string(int at) {
        return JsonStrings.text(text, tape[at], tape[at + 1]);
    }

    public boolean isNull(long at) {
        return kind(at) == JsonParser.NULL;
    }

    /** Asks for {@code null}. */
    public void nothing(long at) {
        if (!isNull(at)) fail("expected Null");
    }

    public Json value(long at) {
        return failed() ? Json.NULL : tree((int) at);
    }

    /** The value as a text of its own. */
    public String source(long at) {
        return value(at).toString();
    }

    private Json tree(int at) {
        return switch ((int) tape[at] & JsonParser.KIND) {
            case JsonParser.NULL -> Json.NULL;
            case JsonParser.FALSE, JsonParser.TRUE -> Json.of(truth(at));
            case JsonParser.INT, JsonParser.LONG -> Json.of(integer(at));
            case JsonParser.FLOAT -> Json.of(number(at));
            case JsonParser.STRING -> Json.of(string(at));
            case JsonParser.ARRAY -> {
                var elements = new ListBuilder();
                for (int i = at + 2;
                        ((int) tape[i] & JsonParser.KIND) != JsonParser.END;
                        i = JsonKeys.behind(tape, i)) {
                    elements.add((Object) tree(i));
                }
                yield Json.array(elements.build());
            }
            default -> {
                var map = PersistentMap.EMPTY;
                for (var members = members(at); members.next(); ) {
                    map = map.put(members.key(), tree((int) members.place()));
                }
                yield Json.ofSorted(map);
            }
        };
    }

    // ---- arrays

    /** The place of the first element; -1 when there is none. */
    public long array(long at) {
        if (kind(at) != JsonParser.ARRAY) return nowhere("expected Array");
        return orEnd((int) at + 2);
    }

    /** The place of the element behind the one at a place; -1 behind the last. */
    public long next(long at) {
        return failed() ? NOWHERE : orEnd(JsonKeys.behind(tape, (int) at));
    }

    private long orEnd(int at) {
        return kind(at) == JsonParser.END ? NOWHERE : at;
    }

    /** The place of the first of as many elements as a tuple has. */
    public long tuple(long at, long length) {
        if (kind(at) != JsonParser.ARRAY) return nowhere("expected Array");
        if (tape[(int) at] >>> 4 != length) return nowhere("expected Array of " + length);
        return at + 2;
    }

    // ---- objects

    /** The place of a field's value. */
    public long field(long at, String name) {
        long found = optional(at, name);
        return found < 0 ? nowhere("missing field: " + name) : found;
    }

    /** The place of a field's value; -1 when the object has no such field. Fields asked for in the order of the text are found at once. */
    public long optional(long at, String name) {
        if (kind(at) != JsonParser.OBJECT) return nowhere("expected Object");
        int object = (int) at;
        int first = object + 2;
        int hint = (int) (tape[object + 1] >>> 32);
        int start = hint == 0 ? first : hint;
        int hash = name.hashCode();
        int key = start;
        do {
            if (((int) tape[key] & JsonParser.KIND) == JsonParser.END) {
                key = first;
                if (start == first || ((int) tape[key] & JsonParser.KIND) == JsonParser.END) break;
                continue;
            }
            int behind = JsonKeys.behind(tape, key + 2);
            if ((int) (tape[key] >>> 32) == hash && isKey(key, name)) {
                tape[object + 1] = tape[object + 1] & 0xffffffffL | (long) behind << 32;
                return key + 2;
            }
            key = behind;
        } while (key != start);
        return NOWHERE;
    }

    private boolean isKey(int key, String name) {
        if (((int) tape[key] & JsonParser.KIND) != JsonParser.KEY) return false;
        if ((tape[key] & JsonParser.ASCII) == 0) return string(key).equals(name);
        int start = (int) (tape[key + 1] >>> 32);
        int length = (int) tape[key + 1];
        if (length != name.length()) return false;
        for (int i = 0; i < length; i++) {
            if (text[start + i] != name.charAt(i)) return false;
        }
        return true;
    }

    /** Asks for an object. */
    public void object(long at) {
        if (kind(at) != JsonParser.OBJECT) fail("expected Object");
    }

    /** The entries of an object by ascending key; none after a failure. */
    public JsonMembers members(long at) {
        if (kind(at) != JsonParser.OBJECT) {
            fail("expected Object");
            return new JsonMembers(this, new JsonMembers.Member[0]);
        }
        var members = new JsonMembers.Member[(int) (tape[(int) at] >>> 4)];
        int count = 0;
        int key = (int) at + 2;
        for (int kind = kind(key); kind != JsonParser.END; kind = kind(key)) {
            if (kind == JsonParser.KEY) members[count++] = new JsonMembers.Member(string(key), key + 2);
            key = JsonKeys.behind(tape, key + 2);
        }
        members = Arrays.copyOf(members, count);
        Arrays.sort(members, (a, b) -> Strings.compare(a.key(), b.key()));
        return new JsonMembers(this, members);
    }

    // ---- variants

    /** The name of a variant: the object's {@code tag}. */
    public String tag(long at, String type) {
        long tag = kind(at) == JsonParser.OBJECT ? optional(at, "tag") : NOWHERE;
        if (kind(tag) == JsonParser.STRING) return string((int) tag);
        unknownVariant(type);
        return "";
    }

    public void unknownVariant(String type) {
        fail("unknown variant for " + type);
    }

    /** The place of the arguments of a variant: the object's {@code fields}. */
    public long arguments(long at) {
        long fields = field(at, "fields");
        return kind(fields) == JsonParser.ARRAY ? fields : nowhere("expected Array");
    }

    /** The place of one of them, {@code index} from 0; {@code before} is the place of the one before, or -1. */
    public long argument(long arguments, long index, long before) {
        if (failed()) return NOWHERE;
        int place = before < 0 ? (int) arguments + 2 : JsonKeys.behind(tape, (int) before);
        if (kind(place) != JsonParser.END) return place;
        return nowhere("array index " + index + " out of bounds (length " + (tape[(int) arguments] >>> 4) + ")");
    }
}
