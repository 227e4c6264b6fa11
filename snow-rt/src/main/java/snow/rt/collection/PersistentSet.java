package snow.rt.collection;

import snow.rt.value.Unit;
import snow.rt.value.Values;

/** A set that remembers insertion order: the keys of a {@link PersistentMap}, and open when that is. */
public final class PersistentSet {
    public static final PersistentSet EMPTY = new PersistentSet(PersistentMap.EMPTY);

    private final PersistentMap elements;

    private PersistentSet(PersistentMap elements) {
        this.elements = elements;
    }

    /** This set if it is open, or else an open one with the same elements. */
    private PersistentSet opened() {
        return elements.isOpen() ? this : new PersistentSet(elements.opened());
    }

    /** This set, which does not change any more. */
    PersistentSet sealed() {
        elements.sealed();
        return this;
    }

    /** This set when it has the element, or else an open one with it. */
    PersistentSet addOpened(Object element) {
        if (contains(element)) return this;
        PersistentSet set = opened();
        set.elements.set(element, Unit.UNIT);
        return set;
    }

    PersistentSet addOpened(long element) {
        if (contains(element)) return this;
        PersistentSet set = opened();
        set.elements.set(element, Unit.UNIT);
        return set;
    }

    /** This set, or an open one, without an element. */
    PersistentSet removeOpened(Object element) {
        return of(elements.remove(element));
    }

    PersistentSet removeOpened(long element) {
        return of(elements.remove(element));
    }

    public static PersistentSet of(PersistentList list) {
        PersistentMap elements = PersistentMap.EMPTY;
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (cursor.isInt()) {
                long element = cursor.currentInt();
                if (!elements.has(element)) elements = elements.put(element, Unit.UNIT);
            } else {
                Object element = cursor.current();
                if (!elements.has(element)) elements = elements.put(element, Unit.UNIT);
            }
        }
        return new PersistentSet(elements);
    }

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public boolean contains(Object element) {
        return elements.has(element);
    }

    public boolean contains(long element) {
        return elements.has(element);
    }

    /** With an element at the end; this set when it is there. */
    public PersistentSet add(Object element) {
        return contains(element) ? this : new PersistentSet(elements.put(element, Unit.UNIT));
    }

    public PersistentSet add(long element) {
        return contains(element) ? this : new PersistentSet(elements.put(element, Unit.UNIT));
    }

    /** Without an element; this set when it is not there. */
    public PersistentSet remove(Object element) {
        return of(elements.delete(element));
    }

    public PersistentSet remove(long element) {
        return of(elements.delete(element));
    }

    private PersistentSet of(PersistentMap rest) {
        return rest == elements ? this : new PersistentSet(rest);
    }

    /** This set, then what only the other has, in its order. */
    public PersistentSet union(PersistentSet that) {
        if (isEmpty()) return that;
        PersistentSet set = this;
        for (var cursor = that.elements.cursor(); cursor.next(); ) {
            set = cursor.shape.intKeys ? set.add(cursor.keyInt()) : set.add(cursor.key());
        }
        return set;
    }

    /** The elements that the other set has too, in the order of this one. */
    public PersistentSet intersection(PersistentSet that) {
        return filtered(that, true);
    }

    /** The elements that the other set lacks, in order. */
    public PersistentSet difference(PersistentSet that) {
        return filtered(that, false);
    }

    private PersistentSet filtered(PersistentSet that, boolean kept) {
        PersistentSet set = EMPTY;
        for (var cursor = elements.cursor(); cursor.next(); ) {
            if (cursor.shape.intKeys) {
                if (that.contains(cursor.keyInt()) == kept) set = set.add(cursor.keyInt());
            } else if (that.contains(cursor.key()) == kept) {
                set = set.add(cursor.key());
            }
        }
        return set;
    }

    /** The elements in order. */
    public ListCursor cursor() {
        return new Walk(elements.cursor());
    }

    public PersistentList toList() {
        return elements.keys();
    }

    /** Same elements, in any order. */
    public boolean eq(PersistentSet that) {
        return elements.size() == that.elements.size() && difference(that).isEmpty();
    }

    /** Snow's {@code hash}, independent of the order. */
    public long hash() {
        long sum = 0;
        for (var cursor = elements.cursor(); cursor.next(); ) sum += cursor.keyHash();
        return sum;
    }

    /** Appends <code>#{a, b}</code>. */
    public void display(StringBuilder out) {
        toList().display("#{", "}", out);
    }

    /** The display text. */
    @Override
    public String toString() {
        return Values.display(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentSet that && eq(that);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    private static final class Walk extends ListCursor {
        private final MapCursor entries;

        Walk(MapCursor entries) {
            this.entries = entries;
        }

        @Override
        boolean advance() {
            if (!entries.nextGroup()) return false;
            load(entries.groupOfKeys(), 0, entries.groupCount());
            return true;
        }
    }
}
