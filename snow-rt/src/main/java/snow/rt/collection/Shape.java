package snow.rt.collection;

import snow.rt.value.Unit;

/**
 * How the entries of a map lie in their arrays: whole numbers and floats as words, everything else as objects, unit not at all. All of one
 * map lie alike. A map whose keys or values turn out to be of several kinds has them as objects.
 */
enum Shape {
    OBJECT_OBJECT(false, Values.OBJECTS),
    OBJECT_INT(false, Values.INTS),
    OBJECT_FLOAT(false, Values.FLOATS),
    OBJECT_NOTHING(false, Values.NOTHING),
    INT_OBJECT(true, Values.OBJECTS),
    INT_INT(true, Values.INTS),
    INT_FLOAT(true, Values.FLOATS),
    INT_NOTHING(true, Values.NOTHING),
    /** Keys are texts that are compared without regard to ASCII case; such a map is never indexed. */
    ANY_CASE(false, Values.OBJECTS);

    /** What the values are. */
    enum Values {
        OBJECTS,
        INTS,
        FLOATS,
        NOTHING
    }

    final boolean intKeys;
    final Values values;

    /** Whether values are words. */
    final boolean wordValues;

    /** Objects of an entry, the key first. */
    final int objects;

    /** Words of an entry, the key first. */
    final int words;

    Shape(boolean intKeys, Values values) {
        this.intKeys = intKeys;
        this.values = values;
        objects = (intKeys ? 0 : 1) + (values == Values.OBJECTS ? 1 : 0);
        wordValues = values == Values.INTS || values == Values.FLOATS;
        words = (intKeys ? 1 : 0) + (wordValues ? 1 : 0);
    }

    /** The shape of maps with values like this one. */
    static Shape of(boolean intKeys, Object value) {
        if (value instanceof Long) return intKeys ? INT_INT : OBJECT_INT;
        if (value instanceof Double) return intKeys ? INT_FLOAT : OBJECT_FLOAT;
        if (value == Unit.UNIT) return intKeys ? INT_NOTHING : OBJECT_NOTHING;
        return intKeys ? INT_OBJECT : OBJECT_OBJECT;
    }

    /** The shape of maps with entries of both shapes. */
    Shape common(Shape that) {
        if (this == that || this == ANY_CASE) return this;
        boolean ints = intKeys && that.intKeys;
        if (values != that.values) return ints ? INT_OBJECT : OBJECT_OBJECT;
        if (values == Values.INTS) return OBJECT_INT;
        if (values == Values.FLOATS) return OBJECT_FLOAT;
        return values == Values.NOTHING ? OBJECT_NOTHING : OBJECT_OBJECT;
    }

    /** A value as a word; 0 for one that lies as an object. */
    long word(Object value) {
        if (values == Values.INTS) return (Long) value;
        return values == Values.FLOATS ? Double.doubleToRawLongBits((Double) value) : 0;
    }
}
