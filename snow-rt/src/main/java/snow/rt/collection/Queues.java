package snow.rt.collection;

import snow.rt.Crash;

/** The functions of the module {@code Queue} that are not written in Snow. */
public final class Queues {
    private Queues() {}

    public static PersistentQueue empty() {
        return PersistentQueue.EMPTY;
    }

    public static long size(PersistentQueue queue) {
        return queue.size();
    }

    public static boolean isEmpty(PersistentQueue queue) {
        return queue.isEmpty();
    }

    /** Without the front element; crashes for an empty queue. */
    public static PersistentQueue rest(PersistentQueue queue) {
        return queue.rest();
    }

    private static PersistentList elements(PersistentQueue queue) {
        if (queue.isEmpty()) throw new Crash("Queue.peek: empty queue");
        return queue.elements();
    }

    public static PersistentQueue push(PersistentQueue queue, Object element) {
        return queue.push(element);
    }

    public static Object peek(PersistentQueue queue) {
        return elements(queue).head();
    }

    public static PersistentQueue pushInt(PersistentQueue queue, long element) {
        return queue.push(element);
    }

    public static long peekInt(PersistentQueue queue) {
        return elements(queue).headInt();
    }

    public static PersistentQueue pushFloat(PersistentQueue queue, double element) {
        return queue.push(element);
    }

    public static double peekFloat(PersistentQueue queue) {
        return elements(queue).headFloat();
    }

    public static PersistentQueue pushBool(PersistentQueue queue, boolean element) {
        return queue.push(element);
    }

    public static boolean peekBool(PersistentQueue queue) {
        return elements(queue).headBool();
    }
}
