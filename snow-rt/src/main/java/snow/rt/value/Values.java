package snow.rt.value;

import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentQueue;
import snow.rt.collection.PersistentSet;

/**
 * What the language can do with every value, for code that knows a value only as an object: generic code and the parts of containers.
 * The class at run time decides. Tests by {@code instanceof} in a fixed order, because a pattern {@code switch} links itself at run time
 * and so costs start-up.
 */
public final class Values {
    private Values() {}

    public static String display(Object value) {
        if (value instanceof String text) return text;
        var out = new StringBuilder();
        display(value, out);
        return Strings.finish(out);
    }

    public static String inspect(Object value) {
        var out = new StringBuilder();
        inspect(value, out);
        return Strings.finish(out);
    }

    public static void display(Object value, StringBuilder out) {
        if (value instanceof String text) Strings.append(out, text);
        else if (value instanceof Long number) out.append(number.longValue());
        else if (value instanceof Data data) data.display(out);
        else if (value instanceof Double number) Floats.append(number, out);
        else if (value instanceof Boolean bool) out.append(bool.booleanValue());
        else if (value instanceof PersistentList list) list.display(out);
        else if (value instanceof PersistentMap map) map.display(out);
        else if (value instanceof PersistentSet set) set.display(out);
        else if (value instanceof PersistentQueue queue) queue.display(out);
        else if (value instanceof Opaque opaque) opaque.display(out);
        else out.append(value); // unit, functions
    }

    public static void display(long value, StringBuilder out) {
        out.append(value);
    }

    public static void display(double value, StringBuilder out) {
        Floats.append(value, out);
    }

    public static void display(boolean value, StringBuilder out) {
        out.append(value);
    }

    public static void inspect(Object value, StringBuilder out) {
        if (value instanceof String text) {
            Strings.append(out.append('"'), text);
            out.append('"');
        } else if (value instanceof Tuple) display(value, out);
        else if (value instanceof Data data) data.inspect(out);
        else if (value instanceof Opaque opaque) opaque.inspect(out);
        else display(value, out);
    }

    public static void inspect(long value, StringBuilder out) {
        out.append(value);
    }

    public static void inspect(double value, StringBuilder out) {
        Floats.append(value, out);
    }

    public static void inspect(boolean value, StringBuilder out) {
        out.append(value);
    }

    /** Snow's {@code ==}. No short cut for the same object: a NaN inside makes a value differ from itself. */
    public static boolean eq(Object a, Object b) {
        if (a instanceof String text) return b instanceof String other && Strings.eq(text, other);
        if (a instanceof Long number) return b instanceof Long other && number.longValue() == other.longValue();
        if (a instanceof Data data) return data.eq(b);
        if (a instanceof Double number) return b instanceof Double other && number.doubleValue() == other.doubleValue();
        if (a instanceof Boolean bool) return b instanceof Boolean other && bool.booleanValue() == other.booleanValue();
        if (a instanceof PersistentList list) return b instanceof PersistentList other && list.eq(other);
        if (a instanceof PersistentMap map) return b instanceof PersistentMap other && map.eq(other);
        if (a instanceof PersistentSet set) return b instanceof PersistentSet other && set.eq(other);
        if (a instanceof PersistentQueue queue) return b instanceof PersistentQueue other && queue.eq(other);
        if (a instanceof Opaque opaque) return opaque.eq(b);
        return a == b;
    }

    /** Snow's {@code compare}: negative, 0 or positive. A NaN is neither less than nor equal to anything, hence greater. */
    public static int compare(Object a, Object b) {
        if (a instanceof String text) return Strings.compare(text, (String) b);
        if (a instanceof Long number) return Long.compare(number, (Long) b);
        if (a instanceof Data data) return data.compare(b);
        if (a instanceof Double number) return compare(number.doubleValue(), ((Double) b).doubleValue());
        if (a instanceof Boolean bool) return Boolean.compare(bool, (Boolean) b);
        if (a instanceof PersistentList list) return list.compare((PersistentList) b);
        if (a instanceof Opaque opaque) return opaque.compare(b);
        if (a == Unit.UNIT) return 0;
        throw new IllegalStateException("a value without order was compared");
    }

    /** {@link #compare} in the representation of {@code Int}, for compiled code. */
    public static long order(Object a, Object b) {
        return compare(a, b);
    }

    /** {@code compare} of two floats. */
    public static int compare(double a, double b) {
        if (a < b) return -1;
        return a == b ? 0 : 1;
    }

    /** Snow's {@code hash}. */
    public static long hash(Object value) {
        if (value instanceof String text) return Hash.ofString(text);
        if (value instanceof Long number) return Hash.ofInt(number);
        if (value instanceof Data data) return data.hash();
        if (value instanceof Double number) return Hash.ofFloat(number);
        if (value instanceof Boolean bool) return Hash.ofBool(bool);
        if (value instanceof PersistentList list) return list.hash();
        if (value instanceof PersistentMap map) return map.hash();
        if (value instanceof PersistentSet set) return set.hash();
        if (value instanceof PersistentQueue queue) return queue.hash();
        if (value instanceof Opaque opaque) return opaque.hash();
        return Hash.OFFSET;
    }
}
