package snow.rt.json;

import java.util.Arrays;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.value.Hash;
import snow.rt.value.Opaque;
import snow.rt.value.Option;
import snow.rt.value.Result;
import snow.rt.value.Strings;

/** A JSON value, and the functions of the module {@code Json} (spec 06 §18). */
public abstract sealed class Json implements Opaque {
    static final Json NULL = new Null();
    private static final Json TRUE = new Bool(true);
    private static final Json FALSE = new Bool(false);

    private Json() {}

    // ---- making values

    /** {@code Json.null()}. */
    public static Json nothing() {
        return NULL;
    }

    static Json of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Json of(long value) {
        return new Int(value);
    }

    static Json of(double value) {
        return new Float(value);
    }

    static Json of(String value) {
        return new Text(value);
    }

    /** The array of a list of values. */
    public static Json array(PersistentList elements) {
        return new Array(elements);
    }

    /** The object of a map from strings to values. */
    public static Json object(PersistentMap entries) {
        var keys = new String[entries.size()];
        int count = 0;
        for (var cursor = entries.cursor(); cursor.next(); ) {
            keys[count++] = (String) cursor.key();
        }
        Arrays.sort(keys, Strings::compare);
        var sorted = PersistentMap.EMPTY;
        for (var key : keys) {
            sorted = sorted.put(key, entries.get(key, NULL));
        }
        return new Entries(sorted);
    }

    static Json ofSorted(PersistentMap entries) {
        return new Entries(entries);
    }

    // ---- text

    /** Reads a text: {@code Ok} of the value, {@code Err} with what is wrong and where. */
    public static Result parse(String text) {
        var document = JsonDocument.parse(text);
        return document.failed() ? Result.err(document.failure()) : Result.ok(document.value(0));
    }

    /** The value of a text that compiled code has just written. */
    public static Json ofText(String text) {
        return JsonParser.parse(text, Integer.MAX_VALUE).value(0);
    }

    /** A string as JSON. */
    public static String quoted(String value) {
        var out = new JsonWriter();
        out.string(value);
        return out.finish();
    }

    /** A JSON text without white space, with line breaks and two spaces per level. */
    public static String pretty(String compact) {
        return new JsonPretty(compact).text();
    }

    abstract void write(JsonWriter out);

    @Override
    public final void display(StringBuilder out) {
        out.append(this);
    }

    @Override
    public final String toString() {
        var out = new JsonWriter();
        write(out);
        return out.finish();
    }

    // ---- looking inside

    /** {@code null}, {@code bool}, {@code int}, {@code float}, {@code string}, {@code array} or {@code object}. */
    public static String kind(Json value) {
        return value.kind();
    }

    abstract String kind();

    public static boolean isNull(Json value) {
        return value == NULL;
    }

    /** A float is cut towards zero; {@code Err} for other kinds. */
    public static Result asInt(Json value) {
        if (value instanceof Int number) return new Result.Ok_J(number.value);
        return value instanceof Float number ? new Result.Ok_J((long) number.value) : Result.err("expected Int");
    }

    /** An integer is converted; {@code Err} for other kinds. */
    public static Result asFloat(Json value) {
        if (value instanceof Float number) return new Result.Ok_D(number.value);
        return value instanceof Int number ? new Result.Ok_D(number.value) : Result.err("expected Float");
    }

    public static Result asString(Json value) {
        return value instanceof Text text ? Result.ok(text.value) : Result.err("expected String");
    }

    public static Result asBool(Json value) {
        return value instanceof Bool bool ? new Result.Ok_Z(bool.value) : Result.err("expected Bool");
    }

    public static Result asList(Json value) {
        return value instanceof Array array ? Result.ok(array.elements) : Result.err("expected Array");
    }

    /** The entries by ascending key. */
    public static Result asMap(Json value) {
        return value instanceof Entries object ? Result.ok(object.entries) : Result.err("expected Object");
    }

    /** The value under a key. */
    public static Result field(Json value, String key) {
        if (!(value instanceof Entries object)) return Result.err("expected Object");
        var found = object.entries.get(key, null);
        return found == null ? Result.err("missing field: " + key) : Result.ok(found);
    }

    /** The value under a key; {@code None} also when there is no object. */
    public static Option get(Json value, String key) {
        var found = value instanceof Entries object ? object.entries.get(key, null) : null;
        return found == null ? Option.None.INSTANCE : new Option.Some_L(found);
    }

    /** The element at an index. */
    public static Result at(Json value, long index) {
        if (!(value instanceof Array array)) return Result.err("expected Array");
        int length = array.elements.size();
        return index >= 0 && index < length
                ? Result.ok(array.elements.get((int) index))
                : Result.err("array index " + index + " out of bounds (length " + length + ")");
    }

    // ---- kinds

    private static final class Null extends Json {
        @Override
        void write(JsonWriter out) {
            out.raw("null");
        }

        @Override
        String kind() {
            return "null";
        }

        @Override
        public long hash() {
            return Hash.ofString("null");
        }
    }

    private static final class Bool extends Json {
        final boolean value;

        Bool(boolean value) {
            this.value = value;
        }

        @Override
        void write(JsonWriter out) {
            out.truth(value);
        }

        @Override
        String kind() {
            return "bool";
        }

        @Override
        public long hash() {
            return Hash.ofBool(value);
        }
    }

    private static final class Int extends Json {
        final long value;

        Int(long value) {
            this.value = value;
        }

        @Override
        void write(JsonWriter out) {
            out.integer(value);
        }

        @Override
        String kind() {
            return "int";
        }

        @Override
        public boolean eq(Object other) {
            return other instanceof Int that && value == that.value;
        }

        @Override
        public long hash() {
            return Hash.ofInt(value);
        }
    }

    private static final class Float extends Json {
        final double value;

        Float(double value) {
            this.value = value;
        }

        @Override
        void write(JsonWriter out) {
            out.number(value);
        }

        @Override
        String kind() {
            return "float";
        }

        @Override
        public boolean eq(Object other) {
            return other instanceof Float that && value == that.value;
        }

        @Override
        public long hash() {
            return Hash.ofFloat(value);
        }
    }

    private static final class Text extends Json {
        final String value;

        Text(String value) {
            this.value = value;
        }

        @Override
        void write(JsonWriter out) {
            out.string(value);
        }

        @Override
        String kind() {
            return "string";
        }

        @Override
        public boolean eq(Object other) {
            return other instanceof Text that && value.equals(that.value);
        }

        @Override
        public long hash() {
            return Hash.ofString(value);
        }
    }

    private static final class Array extends Json {
        final PersistentList elements;

        Array(PersistentList elements) {
            this.elements = elements;
        }

        @Override
        void write(JsonWriter out) {
            out.raw("[");
            boolean first = true;
            for (var cursor = elements.cursor(); cursor.next(); first = false) {
                if (!first) out.raw(",");
                ((Json) cursor.current()).write(out);
            }
            out.raw("]");
        }

        @Override
        String kind() {
            return "array";
        }

        @Override
        public boolean eq(Object other) {
            return other instanceof Array that && elements.eq(that.elements);
        }

        @Override
        public long hash() {
            return elements.hash();
        }
    }

    private static final class Entries extends Json {
        /** By ascending key. */
        final PersistentMap entries;

        Entries(PersistentMap entries) {
            this.entries = entries;
        }

        @Override
        void write(JsonWriter out) {
            var separator = "{";
            for (var cursor = entries.cursor(); cursor.next(); separator = ",") {
                out.raw(separator);
                out.string((String) cursor.key());
                out.raw(":");
                ((Json) cursor.value()).write(out);
            }
            out.raw(entries.isEmpty() ? "{}" : "}");
        }

        @Override
        String kind() {
            return "object";
        }

        @Override
        public boolean eq(Object other) {
            return other instanceof Entries that && entries.eq(that.entries);
        }

        @Override
        public long hash() {
            return entries.hash();
        }
    }
}
