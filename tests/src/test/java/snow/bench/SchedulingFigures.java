package snow.bench;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import snow.rt.actor.Activity;
import snow.rt.actor.Actors;
import snow.rt.actor.Blocking;
import snow.rt.actor.ExitReason;
import snow.rt.actor.Pid;
import snow.rt.actor.Processes;
import snow.rt.actor.Program;
import snow.rt.actor.Receive;
import snow.rt.actor.Safepoint;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.fn.Fn_L_L;
import snow.rt.io.Console;

/**
 * Prints how soon processes run, how they share the processors, how soon they notice that they are to end, and how late timers are: the figures
 * for F1 to F7 of spec 05 §10.2 and T1 of §15.3, each with its bound and whether that is met. They hold on a machine with two processors that has nothing else
 * to do. Each lasts some seconds. {@code snow.bench.SchedulingFigures} with no arguments.
 */
final class SchedulingFigures {
    private static final int BURNERS = 8;
    private static final long SECONDS = 5;

    private SchedulingFigures() {}

    public static void main(String[] arguments) {
        measure("F1, F2  8 burners", () -> underLoad(BURNERS, false));
        measure("F3      8 burners and a ping-pong pair", () -> underLoad(BURNERS, true));
        measure("F4      order to die until dead", SchedulingFigures::ends);
        measure("F5      main computes among 8 burners", SchedulingFigures::mainAmongBurners);
        measure("F6      computing beside blocked processes", SchedulingFigures::besideBlocked);
        measure("F7      all wait", SchedulingFigures::idle);
        measure("T1      100,000 timers on an idle machine", SchedulingFigures::timers);
        System.exit(0);
    }

    private static void measure(String title, Runnable body) {
        System.out.println(title);
        World.run(
                new Program() {
                    @Override
                    public void main() {
                        body.run();
                        // What computes or sleeps would keep the program from ending.
                        for (var cursor = Processes.list().cursor(); cursor.next(); ) {
                            var process = ((Pid) cursor.current()).process();
                            if (process.isAlive() && process.pid() != Actors.self()) {
                                process.order(ExitReason.Killed.INSTANCE);
                            }
                        }
                    }
                },
                new String[0],
                Settings.embedded(new Console(System.out, OutputStream.nullOutputStream(), false))
                        .withSchedulers(2));
    }

    // ---- F1, F2, F3

    private static void underLoad(int burners, boolean pingPong) {
        var done = new AtomicLongArray(burners);
        var rounds = new AtomicLong();
        for (int i = 0; i < burners; i++) {
            int mine = i;
            Actors.spawn(actor(() -> burn(done, mine)));
        }
        if (pingPong) {
            var a = Actors.spawn(player(rounds));
            Actors.send(a, Actors.spawn(player(rounds)));
        }
        var self = Actors.self();
        var echo = Actors.spawn(echo());
        var started = new long[10_000];
        var echoed = new long[10_000];
        int count = 0;
        for (long end = System.nanoTime() + SECONDS * 1_000_000_000; System.nanoTime() < end; count++) {
            long from = System.nanoTime();
            Actors.spawn(actor(() -> Actors.send(self, System.nanoTime())));
            started[count] = (Long) take() - from;
            from = System.nanoTime();
            Actors.send(echo, self);
            take();
            echoed[count] = System.nanoTime() - from;
            Actors.sleep(7);
        }
        print("spawned until it runs", started, count, 20, 100);
        // The answer makes a second process runnable, main.
        print("message and answer", echoed, count, 2 * 20, 2 * 100);
        shares(done);
        if (pingPong) {
            figure("messages of the pair", rounds.get() / SECONDS, "a second", "at least one", rounds.get() > SECONDS);
        }
    }

    private static void burn(AtomicLongArray done, int mine) {
        while (true) {
            for (int i = 0; i < 1000; i++) {
                Safepoint.poll();
            }
            done.incrementAndGet(mine);
        }
    }

    private static void shares(AtomicLongArray done) {
        int count = done.length();
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
            all[i] = done.get(i);
        }
        double fair = (double) Arrays.stream(all).sum() / count;
        double least = Arrays.stream(all).min().orElse(0) / fair;
        double most = Arrays.stream(all).max().orElse(0) / fair;
        figure("smallest share", least, "of a fair one", "at least 0.5", least >= 0.5);
        figure("largest share", most, "of a fair one", "at most 2", most <= 2);
    }

    // ---- F4

    private static void ends() {
        int times = 200;
        var computing = new long[times];
        var waiting = new long[times];
        var done = new AtomicLongArray(1);
        for (int i = 0; i < times; i++) {
            var busy = Actors.spawn(actor(() -> burn(done, 0)));
            var idle = Actors.spawn(echo());
            Actors.sleep(3);
            computing[i] = endOf(busy);
            waiting[i] = endOf(idle);
        }
        print("of a computing process", computing, times, 10, 10);
        print("of a waiting process", waiting, times, 10, 10);
    }

    private static long endOf(Pid pid) {
        Processes.monitor(Actors.self(), pid, new Fn_L_L() {
            @Override
            public Object apply(Object reason) {
                return reason;
            }
        });
        long from = System.nanoTime();
        pid.process().order(ExitReason.Killed.INSTANCE);
        take();
        return System.nanoTime() - from;
    }

    // ---- F5

    private static void mainAmongBurners() {
        var done = new AtomicLongArray(BURNERS + 1);
        for (int i = 0; i < BURNERS; i++) {
            int mine = i;
            Actors.spawn(actor(() -> burn(done, mine)));
        }
        for (long end = System.nanoTime() + SECONDS * 1_000_000_000; System.nanoTime() < end; ) {
            for (int i = 0; i < 1000; i++) {
                Safepoint.poll();
            }
            done.incrementAndGet(BURNERS);
        }
        shares(done);
    }

    // ---- F6

    private static void besideBlocked() {
        double alone = throughput();
        for (int i = 0; i < 16; i++) {
            Actors.spawn(actor(() -> Blocking.call(() -> {
                java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L);
                return 0;
            })));
        }
        for (int i = 0; i < 16; i++) {
            Actors.spawn(actor(() -> Actors.sleep(60_000)));
        }
        double beside = throughput();
        figure("throughput of two burners", beside / alone, "of that alone", "at least 0.9", beside / alone >= 0.9);
    }

    /** Of two burners, in two seconds. */
    private static double throughput() {
        var done = new AtomicLongArray(2);
        var a = Actors.spawn(actor(() -> burn(done, 0)));
        var b = Actors.spawn(actor(() -> burn(done, 1)));
        Actors.sleep(1000);
        long before = done.get(0) + done.get(1);
        Actors.sleep(2000);
        double made = done.get(0) + done.get(1) - before;
        endOf(a);
        endOf(b);
        return made;
    }

    // ---- F7

    private static void idle() {
        for (int i = 0; i < 1000; i++) {
            Actors.spawn(echo());
            Actors.spawn(actor(() -> Actors.sleep(3_600_000)));
        }
        Actors.sleep(2000);
        long before = processorNanos();
        long from = System.nanoTime();
        Actors.sleep(SECONDS * 1000);
        double used = processorNanos() - before;
        double percent = 100 * used / (System.nanoTime() - from);
        figure("2,000 processes", percent, "% of a processor", "at most 1", percent <= 1);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    // ---- T1

    /** Due within two seconds, in any order. */
    private static void timers() {
        int count = 100_000;
        var random = new SplittableRandom(1);
        var late = new long[count];
        var self = Actors.self();
        for (int i = 0; i < count; i++) {
            long millis = random.nextInt(1_000, 3_000);
            Actors.sendAfter(self, millis, System.nanoTime() + millis * 1_000_000);
        }
        for (int i = 0; i < count; i++) {
            long due = (Long) take();
            late[i] = System.nanoTime() - due;
        }
        print("later than due", late, count, 10, 10);
        figure("earliest", late[0] / 1e6, "ms", "not before 0", late[0] >= 0);
    }

    // ---- processes

    private static Activity actor(Runnable body) {
        return new Activity() {
            @Override
            public String name() {
                return "actor";
            }

            @Override
            public Object run() {
                body.run();
                return null;
            }
        };
    }

    /** What compiled code makes of an actor that begins with a {@code receive}. */
    private abstract static class Loop extends Activity {
        @Override
        public String name() {
            return "loop";
        }

        @Override
        public Object run() {
            var cursor = Receive.begin();
            Safepoint.poll();
            var message = cursor.nextOrRestart();
            if (message == Receive.REST) {
                return this;
            }
            cursor.take();
            handle((Pid) message);
            return this;
        }

        abstract void handle(Pid message);
    }

    private static Activity echo() {
        return new Loop() {
            @Override
            void handle(Pid message) {
                Actors.send(message, "echo");
            }
        };
    }

    private static Activity player(AtomicLong rounds) {
        return new Loop() {
            @Override
            void handle(Pid message) {
                rounds.incrementAndGet();
                Actors.send(message, Actors.self());
            }
        };
    }

    private static Object take() {
        var cursor = Receive.begin();
        var message = cursor.next();
        cursor.take();
        return message;
    }

    /**
     * @param mostOfMost the bound for 99 % of them, in milliseconds
     * @param most the bound for all
     */
    private static void print(String what, long[] nanos, int count, double mostOfMost, double most) {
        Arrays.sort(nanos, 0, count);
        double median = nanos[count / 2] / 1e6;
        double ofMost = nanos[count * 99 / 100] / 1e6;
        double longest = nanos[count - 1] / 1e6;
        figure(what + ", median", median, "ms", "", true);
        figure(what + ", 99 %", ofMost, "ms", "at most " + (long) mostOfMost, ofMost <= mostOfMost);
        figure(what + ", longest", longest, "ms", "at most " + (long) most, longest <= most);
    }

    private static void figure(String what, double value, String unit, String bound, boolean isMet) {
        String verdict = bound.isEmpty() ? "" : bound + ": " + (isMet ? "met" : "MISSED");
        System.out.printf(Locale.ROOT, "  %-34s %,14.2f %-16s %s%n", what, value, unit, verdict);
    }
}
