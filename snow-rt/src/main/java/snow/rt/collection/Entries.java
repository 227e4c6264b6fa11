package snow.rt.collection;

import snow.rt.value.Unit;

/** Entries of a map in the arrays that its {@link Shape} asks for; an array that it does not ask for is empty. Positions count from 0. */
class Entries {
    static final Object[] NO_OBJECTS = {};
    static final long[] NO_WORDS = {};

    final Object[] objects;
    final long[] words;

    Entries(Object[] objects, long[] words) {
        this.objects = objects;
        this.words = words;
    }

    final Object key(Shape shape, int at) {
        return shape.intKeys ? (Object) words[at * shape.words] : objects[at * shape.objects];
    }

    final long intKey(Shape shape, int at) {
        return words[at * shape.words];
    }

    final Object value(Shape shape, int at) {
        if (shape.values == Shape.Values.OBJECTS) return objects[(at + 1) * shape.objects - 1];
        if (shape.values == Shape.Values.INTS) return word(shape, at);
        return shape.values == Shape.Values.FLOATS ? (Object) Double.longBitsToDouble(word(shape, at)) : Unit.UNIT;
    }

    /** The word of a value that lies as one. */
    final long word(Shape shape, int at) {
        return words[(at + 1) * shape.words - 1];
    }

    /** Writes an entry; what does not belong into the arrays is passed over. */
    final void write(Shape shape, int at, Object key, long intKey, Object value, long word) {
        if (shape.intKeys) words[at * shape.words] = intKey;
        else objects[at * shape.objects] = key;
        writeValue(shape, at, value, word);
    }

    final void writeValue(Shape shape, int at, Object value, long word) {
        if (shape.wordValues) words[(at + 1) * shape.words - 1] = word;
        else if (shape.values == Shape.Values.OBJECTS) objects[(at + 1) * shape.objects - 1] = value;
    }

    /** The objects of a copy into which another value can be written: the same ones when no value is among them. */
    final Object[] objectsForValue(Shape shape) {
        return shape.values == Shape.Values.OBJECTS ? objects.clone() : objects;
    }

    /** The words of a copy into which another value can be written. */
    final long[] wordsForValue(Shape shape) {
        return shape.wordValues ? words.clone() : words;
    }

    /** The objects without those of one entry. */
    static Object[] without(Object[] objects, int width, int at, int count) {
        if (width == 0) return objects;
        var fewer = new Object[(count - 1) * width];
        System.arraycopy(objects, 0, fewer, 0, at * width);
        System.arraycopy(objects, (at + 1) * width, fewer, at * width, fewer.length - at * width);
        return fewer;
    }

    /** The words without those of one entry. */
    static long[] without(long[] words, int width, int at, int count) {
        if (width == 0) return words;
        var fewer = new long[(count - 1) * width];
        System.arraycopy(words, 0, fewer, 0, at * width);
        System.arraycopy(words, (at + 1) * width, fewer, at * width, fewer.length - at * width);
        return fewer;
    }
}
