package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import snow.rt.Crash;

/**
 * S-2: signals, normal ends and crashes race in graphs of linked processes. Every process ends once; a reason that came over a link
 * is that of a neighbour; and who is left has no link to one that ended badly.
 */
@ParameterizedClass(name = "carriers={0}, fallback={1}")
@CsvSource({"1, false", "2, false", "8, false", "2, true"})
@Timeout(120)
record RandomGraphsTest(int carriers, boolean fallback) {
    private static final int NODES = size(300, 1_000);
    private static final int STORMS = 4;

    /** What a node is asked to do, besides linking with a pid. */
    private enum Request {
        LEAVE,
        CRASH
    }

    @Test
    void everyEndIsOneAndHasACauseAndNobodySurvivesAPathOfBadEnds() {
        for (long seed = 0; seed < 4; seed++) {
            var problems = new ConcurrentLinkedQueue<String>();
            long now = seed;
            Programs.run(
                    settings -> settings.withFallback(fallback).withSchedulers(carriers),
                    () -> new Graph(now, problems).run());
            assertEquals("[]", problems.toString(), "seed " + seed);
        }
    }

    private static final class Graph {
        private final SplittableRandom random;
        private final ConcurrentLinkedQueue<String> problems;
        private final Pid[] nodes = new Pid[NODES];

        /** Whom a node is asked to link with; -1: nobody. Only links of lower numbers, so that parts hang together loosely. */
        private final int[][] wanted = new int[NODES][];

        private final AtomicIntegerArray ends = new AtomicIntegerArray(NODES);

        Graph(long seed, ConcurrentLinkedQueue<String> problems) {
            this.random = new SplittableRandom(seed);
            this.problems = problems;
        }

        void run() {
            Pid observer = Actors.spawn(actor("observer", () -> {
                while (take() instanceof Integer ended) {
                    ends.incrementAndGet(ended);
                }
            }));
            for (int i = 0; i < NODES; i++) {
                nodes[i] = Actors.spawn(actor("node", Graph::node));
                int links = i == 0 ? 0 : random.nextInt(3);
                wanted[i] = random.ints(links, 0, Math.max(1, i)).toArray();
            }
            Pid[] watchers = new Pid[STORMS];
            for (int i = 0; i < STORMS; i++) {
                watchers[i] = watcher(i, observer);
            }
            for (int i = 0; i < NODES; i++) {
                for (int other : wanted[i]) {
                    Actors.send(nodes[i], nodes[other]);
                }
            }
            Pid[] storms = new Pid[STORMS];
            for (int i = 0; i < STORMS; i++) {
                var own = random.split();
                storms[i] = Actors.spawn(actor("storm", () -> storm(own)));
            }
            for (Pid storm : storms) {
                Otp.awaitEnd(storm);
            }
            until(this::isQuiet);
            until(() -> ends.get(0) == (nodes[0].process().isAlive() ? 0 : 1));
            check();
        }

        /** Sees the ends of every so many nodes. */
        private Pid watcher(int first, Pid observer) {
            return Actors.spawn(actor("watcher", () -> {
                for (int i = first; i < NODES; i += STORMS) {
                    int number = i;
                    Processes.monitor(Actors.self(), nodes[i], function((Object reason) -> number));
                }
                while (take() instanceof Integer ended) {
                    Actors.send(observer, ended);
                }
            }));
        }

        private static void node() {
            while (true) {
                switch (take()) {
                    case Pid other -> Actors.link(other);
                    case Request.LEAVE -> {
                        return;
                    }
                    default -> throw new Crash("planned");
                }
            }
        }

        private void storm(SplittableRandom own) {
            for (int i = 0; i < NODES / 40; i++) {
                Pid victim = nodes[own.nextInt(NODES)];
                switch (own.nextInt(8)) {
                    case 0 -> Actors.send(victim, Request.CRASH);
                    case 1 -> Processes.exit(victim, new ExitReason.Custom_L("storm"));
                    case 2 -> Processes.exit(victim, ExitReason.Killed.INSTANCE);
                    case 3 -> Processes.exit(victim, ExitReason.Shutdown.INSTANCE);
                    default -> Actors.send(victim, Request.LEAVE);
                }
                if (own.nextInt(4) == 0) {
                    Actors.sleep(1);
                }
            }
        }

        /** Everybody is gone or waits with an empty mailbox; twice, because an end may have woken one that was looked at. */
        private boolean isQuiet() {
            for (int round = 0; round < 2; round++) {
                for (Pid node : nodes) {
                    if (node.process().isUnfinished() && !node.process().mailbox.isParked()) {
                        return false;
                    }
                }
            }
            for (int i = 0; i < NODES; i++) {
                if (!nodes[i].process().isAlive() && ends.get(i) == 0) {
                    return false;
                }
            }
            return true;
        }

        private void check() {
            for (int i = 0; i < NODES; i++) {
                Process node = nodes[i].process();
                if (ends.get(i) != (node.isAlive() ? 0 : 1)) {
                    problems.add(node.pid + " has ended " + ends.get(i) + " times");
                }
                if (node.exitReason() instanceof ExitReason.Linked_LL linked) {
                    Pid from = linked._0;
                    ExitReason inner = linked._1;
                    int other = numberOf(from);
                    if (!inner.isAbnormal() || from.process().exitReason() != inner || !areWanted(i, other)) {
                        problems.add(
                                node.pid + " ended with " + node.exitReason().text());
                    }
                }
                if (node.isAlive()) {
                    for (int other : wanted[i]) {
                        Process linked = nodes[other].process();
                        if (!linked.isAlive() && linked.exitReason() != ExitReason.Normal.INSTANCE) {
                            problems.add(node.pid + " survives "
                                    + linked.exitReason().text());
                        }
                    }
                }
            }
        }

        private int numberOf(Pid pid) {
            int at = 0;
            while (!nodes[at].equals(pid)) {
                at++;
            }
            return at;
        }

        private boolean areWanted(int a, int b) {
            for (int other : wanted[Math.max(a, b)]) {
                if (other == Math.min(a, b)) {
                    return true;
                }
            }
            return false;
        }
    }
}
