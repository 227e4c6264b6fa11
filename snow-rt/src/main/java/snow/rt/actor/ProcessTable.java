package snow.rt.actor;

import java.util.Arrays;

/**
 * The living processes of a world, as doubly linked lists through the processes themselves: entering and leaving allocates
 * nothing and takes one of a few locks, chosen by number.
 */
final class ProcessTable {
    private static final int SHARDS = 16;

    private static final class Shard {
        Process first;
        int count;
    }

    private final Shard[] shards = new Shard[SHARDS];

    ProcessTable() {
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard();
        }
    }

    private Shard shard(Process process) {
        return shards[(int) process.number & SHARDS - 1];
    }

    void add(Process process) {
        Shard shard = shard(process);
        synchronized (shard) {
            process.tableNext = shard.first;
            if (shard.first != null) {
                shard.first.tablePrevious = process;
            }
            shard.first = process;
            shard.count++;
        }
    }

    /** Does nothing for a process that is not in the table. */
    void remove(Process process) {
        Shard shard = shard(process);
        synchronized (shard) {
            if (process.tablePrevious == null && shard.first != process) {
                return;
            }
            if (process.tablePrevious == null) {
                shard.first = process.tableNext;
            } else {
                process.tablePrevious.tableNext = process.tableNext;
            }
            if (process.tableNext != null) {
                process.tableNext.tablePrevious = process.tablePrevious;
            }
            process.tableNext = null;
            process.tablePrevious = null;
            shard.count--;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        int size = 0;
        for (Shard shard : shards) {
            synchronized (shard) {
                size += shard.count;
            }
        }
        return size;
    }

    /** The living processes, in no order. */
    Process[] snapshot() {
        Process[] all = new Process[size() + 64];
        int count = 0;
        for (Shard shard : shards) {
            synchronized (shard) {
                if (all.length < count + shard.count) {
                    all = Arrays.copyOf(all, 2 * (count + shard.count));
                }
                for (Process process = shard.first; process != null; process = process.tableNext) {
                    all[count++] = process;
                }
            }
        }
        return Arrays.copyOf(all, count);
    }
}
