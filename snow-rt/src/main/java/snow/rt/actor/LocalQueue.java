package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The queue of one carrier: a ring that its owner fills and that owner and thieves empty, in order.
 *
 * <p>Algorithm: {@code tail} is written by the owner only, {@code head} by compare-and-set. {@code poll} reads head, then
 * tail, then the slot, and takes the element by advancing head. Head only grows, so a successful compare-and-set proves that
 * nobody took the element in between; and the owner overwrites a slot only when head has passed it, so the slot that was
 * read belonged to that head. The slot is written before tail (release) and read after it (acquire).
 *
 * <p>Slots are not cleared: a thief could not do so safely. At most {@value #CAPACITY} finished tasks stay reachable.
 */
final class LocalQueue {
    static final int CAPACITY = 256;
    private static final int MASK = CAPACITY - 1;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Task[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(LocalQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(LocalQueue.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Task[] slots = new Task[CAPACITY];
    private volatile long head;
    private volatile long tail;

    /** Owner only. False when the queue is full. */
    boolean offer(Task task) {
        long end = (long) TAIL.get(this);
        if (end - head >= CAPACITY) {
            return false;
        }
        SLOT.setRelease(slots, (int) end & MASK, task);
        tail = end + 1;
        return true;
    }

    /** The oldest task, or null. */
    Task poll() {
        while (true) {
            long start = head;
            if (start >= tail) {
                return null;
            }
            Task task = (Task) SLOT.getAcquire(slots, (int) start & MASK);
            if (HEAD.compareAndSet(this, start, start + 1)) {
                return task;
            }
        }
    }

    boolean isEmpty() {
        return head >= tail;
    }
}
