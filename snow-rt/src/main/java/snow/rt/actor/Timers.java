package snow.rt.actor;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Timers of a world: one binary heap ordered by due time, then by order of setting, under one lock, served by one thread that
 * is made with the first timer. Setting and cancelling take logarithmic time and nothing else; a cancelled timer leaves the
 * heap at once. Nothing runs early.
 */
public final class Timers {
    /** Something to be done at a time. */
    public abstract static class Timer {
        private long due;
        private long sequence;

        /** Position in the heap; -1: not in it. */
        private int place = -1;

        /** Runs on the timer thread: must be short, must not wait, must not run Snow code. */
        protected abstract void expire();

        /** Whether nobody needs it any more, though nobody has cancelled it; once true, always true. Any thread. */
        protected boolean isAbandoned() {
            return false;
        }

        /** It has been thrown out because it is abandoned. Any thread, with the lock of the timers. */
        protected void dropped() {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Timer[] heap = new Timer[16];
    private int size;
    private long sequence;
    private Thread thread;

    /** How many in the heap are at least abandoned. */
    private int abandoned;

    private boolean stopping;

    Timers() {}

    /**
     * Arranges that {@link Timer#expire} is called after at least so many milliseconds, once. A timer that is set again while
     * it waits is moved to its new time.
     */
    public void set(Timer timer, long millis) {
        setNanos(timer, Deadline.nanos(Math.max(0, millis)));
    }

    void setNanos(Timer timer, long nanos) {
        Headroom.require();
        lock.lock();
        try {
            if (stopping) {
                return;
            }
            if (thread == null) {
                Thread made = new Thread(null, this::serve, "snow-timer", 0, false);
                made.setDaemon(true);
                made.start();
                thread = made;
            }
            if (timer.place >= 0) {
                remove(timer);
            }
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            // Read when everything is in place: what the first timer of a program costs is not between two that follow
            // it.
            timer.due = System.nanoTime() + nanos;
            timer.sequence = sequence++;
            place(timer, size++);
            up(timer);
            if (timer.place == 0) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a timer back. False if it was not waiting: never set, expired, or about to expire. */
    public boolean cancel(Timer timer) {
        Headroom.require();
        lock.lock();
        try {
            if (timer.place < 0) {
                return false;
            }
            remove(timer);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * So many timers have been abandoned. When they are more than half of the heap they are thrown out together, which costs
     * what they cost to set.
     */
    void abandoned(int count) {
        lock.lock();
        try {
            abandoned += count;
            if (abandoned > size / 2) {
                throwOut();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Throws out all that nobody needs any more. */
    void dropAbandoned() {
        lock.lock();
        try {
            throwOut();
        } finally {
            lock.unlock();
        }
    }

    private void throwOut() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Timer timer = heap[i];
            if (timer.isAbandoned()) {
                timer.place = -1;
                timer.dropped();
            } else {
                place(timer, kept++);
            }
        }
        Arrays.fill(heap, kept, size, null);
        size = kept;
        abandoned = 0;
        for (int i = kept / 2 - 1; i >= 0; i--) {
            down(heap[i]);
        }
    }

    /** How many timers are waiting, needed or not. */
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        while (true) {
            Timer due;
            lock.lock();
            try {
                while (true) {
                    if (stopping) {
                        return;
                    }
                    if (size == 0) {
                        changed.awaitUninterruptibly();
                        continue;
                    }
                    long rest = heap[0].due - System.nanoTime();
                    if (rest <= 0) {
                        break;
                    }
                    awaitNanos(rest);
                }
                due = heap[0];
                remove(due);
                if (abandoned > 0 && due.isAbandoned()) {
                    abandoned--;
                }
            } finally {
                lock.unlock();
            }
            due.expire();
        }
    }

    private void awaitNanos(long nanos) {
        try {
            long rest = changed.awaitNanos(nanos);
            assert rest <= nanos;
        } catch (InterruptedException _) {
            // Nobody interrupts this thread; should somebody, the loop looks again.
        }
    }

    private static boolean before(Timer a, Timer b) {
        return a.due == b.due ? a.sequence < b.sequence : a.due - b.due < 0;
    }

    private void place(Timer timer, int at) {
        heap[at] = timer;
        timer.place = at;
    }

    private void remove(Timer timer) {
        int at = timer.place;
        timer.place = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            place(last, at);
            up(last);
            down(last);
        }
    }

    private void up(Timer timer) {
        int at = timer.place;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!before(timer, heap[parent])) {
                break;
            }
            place(heap[parent], at);
            at = parent;
        }
        place(timer, at);
    }

    private void down(Timer timer) {
        int at = timer.place;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], timer)) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(timer, at);
    }

    void stop() {
        Thread running;
        lock.lock();
        try {
            stopping = true;
            Arrays.fill(heap, 0, size, null);
            size = 0;
            running = thread;
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            Joining.join(running, 1000);
        }
    }
}
