package snow.rt.collection;

import snow.rt.Crash;
import snow.rt.value.Values;

/** An immutable first-in first-out queue: a {@link PersistentList} that grows at its end and shrinks at its front. */
public final class PersistentQueue {
    public static final PersistentQueue EMPTY = new PersistentQueue(PersistentList.EMPTY);

    private final PersistentList elements;

    private PersistentQueue(PersistentList elements) {
        this.elements = elements;
    }

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public PersistentQueue push(Object element) {
        return new PersistentQueue(elements.append(element));
    }

    public PersistentQueue push(long element) {
        return new PersistentQueue(elements.append(element));
    }

    public PersistentQueue push(double element) {
        return new PersistentQueue(elements.append(element));
    }

    public PersistentQueue push(boolean element) {
        return new PersistentQueue(elements.append(element));
    }

    /** The elements, front first. */
    public PersistentList elements() {
        return elements;
    }

    /** Without the front element; crashes for an empty queue. */
    public PersistentQueue rest() {
        if (isEmpty()) throw new Crash("Queue.pop: empty queue");
        return new PersistentQueue(elements.tail());
    }

    /** The elements, front first. */
    public ListCursor cursor() {
        return elements.cursor();
    }

    public boolean eq(PersistentQueue that) {
        return elements.eq(that.elements);
    }

    /** Snow's {@code hash}. */
    public long hash() {
        return elements.hash();
    }

    /** Appends {@code Queue[a, b]}. */
    public void display(StringBuilder out) {
        elements.display("Queue[", "]", out);
    }

    /** The display text. */
    @Override
    public String toString() {
        return Values.display(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentQueue that && eq(that);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }
}
