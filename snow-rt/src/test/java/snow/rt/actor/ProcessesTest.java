package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.Crash;
import snow.rt.io.Console;
import snow.rt.value.Option;

/** Monitors, links, trapped exits, orders and names. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record ProcessesTest(boolean fallback) {
    private static Pid taking(String name) {
        return Actors.spawn(actor(name, Programs::take));
    }

    private static void inActor(Runnable body) {
        awaitEnd(Actors.spawn(actor("tester", body)));
    }

    // --- monitors ---

    @Test
    void aMonitorTellsTheTrueReasonOnceAndInItsPlace() {
        var outcome = run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    AtomicInteger made = new AtomicInteger();
                    Pid worker = Actors.spawn(actor("worker", () -> {
                        Actors.send(me, "first");
                        take();
                    }));
                    Processes.monitor(me, worker, function((Object reason) -> made.incrementAndGet() + " " + reason));
                    Actors.send(worker, "end");
                    awaitEnd(worker);
                    Actors.send(me, "last");
                    Receive cursor = Receive.begin(0);
                    while (cursor.next() != Receive.TIMEOUT) {}
                    Console.println(take() + ", " + take() + ", " + take());
                    Pid dead = Actors.spawn(actor("dead", Fragile::explode));
                    awaitEnd(dead);
                    Processes.monitor(me, dead, function((Object reason) -> "dead: " + reason));
                    Processes.monitor(me, dead, function((Object reason) -> "again: " + reason));
                    Console.println(take() + ", " + take());
                }));
        assertEquals("first, 1 normal, last\ndead: division by zero, again: division by zero\n", outcome.out());
    }

    @Test
    void aMonitorTakenBackIsSilentWhereverItsNotificationIs() {
        var outcome = run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Pid worker = taking("worker");
                    Monitor before = Processes.monitor(me, worker, function((Object reason) -> "before"));
                    Monitor after = Processes.monitor(me, worker, function((Object reason) -> "after"));
                    Processes.demonitor(before);
                    Actors.send(worker, "end");
                    awaitEnd(worker);
                    Receive.begin(0).next();
                    Processes.demonitor(after);
                    Actors.send(me, "only");
                    Console.println("" + take() + (Receive.begin(0).next() == Receive.TIMEOUT));
                }));
        assertEquals("onlytrue\n", outcome.out());
    }

    @Test
    void aReceiveInsideTheFunctionOfAMonitorLosesNoMessage() {
        var outcome = run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Pid dead = Actors.spawn(actor("dead", () -> {}));
                    awaitEnd(dead);
                    Actors.send(me, "a");
                    Processes.monitor(me, dead, function((Object reason) -> "down after " + take()));
                    Actors.send(me, "b");
                    Receive cursor = Receive.begin();
                    Object message = cursor.next();
                    while (!message.toString().startsWith("down")) {
                        message = cursor.next();
                    }
                    cursor.take();
                    Console.println(message + ", " + take());
                }));
        assertEquals("down after a, b\n", outcome.out());
    }

    @Test
    void anotherProcessesPidCannotMonitor() {
        var outcome = run(fallback, () -> {
            Pid other = taking("other");
            try {
                Processes.monitor(other, other, function((Object reason) -> reason));
            } catch (Crash e) {
                Console.println(e.getMessage());
            }
            try {
                Processes.trapExit(other, function((Object a, Object b) -> b));
            } catch (Crash e) {
                Console.println(e.getMessage());
            }
            Actors.send(other, "end");
        });
        assertEquals(
                "Process.monitor: not the calling process\nProcess.trap_exit: not the calling process\n",
                outcome.out());
    }

    // --- links, trapped exits, orders ---

    @Test
    void aTrappedSignalIsAMessageAndOnlyKilledStillEnds() {
        var outcome = run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Processes.trapExit(me, function((Object from, Object reason) -> from + " " + reason));
                    Pid normal = Actors.spawn(actor("normal", () -> {
                        Actors.link(me);
                        take();
                    }));
                    Actors.send(normal, "end");
                    Console.println("" + take());
                    Pid bomb = Actors.spawn(actor("bomb", () -> {
                        Actors.link(me);
                        Fragile.explode();
                    }));
                    Console.println("" + take());
                    awaitEnd(bomb);
                    Processes.exit(me, ExitReason.Shutdown.INSTANCE);
                    Console.println("" + take());
                    Pid killer = Actors.spawn(actor("killer", () -> Processes.exit(me, ExitReason.Killed.INSTANCE)));
                    awaitEnd(killer);
                    take();
                    Console.println("unreachable");
                }));
        assertEquals("<0.2> normal\n<0.3> division by zero\n<0.1> shutdown\n", outcome.out());
        assertTrue(
                outcome.err().endsWith("[snow-rt] process <0.1> (actor tester) terminated: killed\n"), outcome.err());
    }

    @Test
    void afterUnlinkNoSignalOfTheLinkActs() {
        AtomicInteger strays = new AtomicInteger();
        run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Processes.trapExit(me, function((Object from, Object reason) -> reason));
                    for (int i = 0; i < 500; i++) {
                        Pid partner = taking("partner");
                        Actors.link(partner);
                        Processes.exit(partner, ExitReason.Shutdown.INSTANCE);
                        for (int spin = i % 50; spin > 0; spin--) {
                            Thread.onSpinWait();
                        }
                        // What has come until now is a message; from now on nothing may come.
                        Processes.unlink(partner);
                        int before = waiting();
                        awaitEnd(partner);
                        strays.addAndGet(waiting() - before);
                    }
                }));
        assertEquals(0, strays.get());
    }

    private static int waiting() {
        Receive cursor = Receive.begin(0);
        int count = 0;
        while (cursor.next() != Receive.TIMEOUT) {
            count++;
        }
        return count;
    }

    @Test
    void anOrderEndsWithExactlyItsReason() {
        var outcome = run(fallback, () -> {
            for (ExitReason reason : new ExitReason[] {
                ExitReason.Shutdown.INSTANCE, new ExitReason.Error_L("bad"), new ExitReason.Custom_L("tired")
            }) {
                Pid target = taking("target");
                Processes.exit(target, ExitReason.Normal.INSTANCE);
                Processes.exit(target, reason);
                awaitEnd(target);
                Console.println(target.process().exitReason().text());
            }
            inActor(() -> {
                Processes.exit(Actors.self(), ExitReason.Normal.INSTANCE);
                Console.println("unreachable");
            });
        });
        assertEquals("shutdown\nbad\ntired\n", outcome.out());
        assertEquals("""
                Snow panic: bad
                  in process <0.2> (actor target)
                [snow-rt] process <0.3> (actor target) terminated: tired
                """, outcome.err());
    }

    /** L-1 */
    @Test
    void aLinkMadeWhileThePartnerDiesGivesItsReasonExactlyOnce() {
        int rounds = size(500, 20_000);
        AtomicInteger told = new AtomicInteger();
        run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Processes.trapExit(me, function((Object from, Object reason) -> from));
                    for (int i = 0; i < rounds; i++) {
                        Pid partner = taking("partner");
                        Processes.exit(partner, ExitReason.Shutdown.INSTANCE);
                        for (int spin = i % 50; spin > 0; spin--) {
                            Thread.onSpinWait();
                        }
                        Actors.link(partner);
                        Object from = take();
                        if (from.equals(partner)) {
                            told.incrementAndGet();
                        }
                        awaitEnd(partner);
                        if (Receive.begin(0).next() == Receive.TIMEOUT) {
                            told.incrementAndGet();
                        }
                    }
                }));
        assertEquals(2 * rounds, told.get());
    }

    /** S-2 */
    @Test
    void inARandomGraphNobodySurvivesAPathOfBadEnds() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 300;
            var problems = new ConcurrentLinkedQueue<String>();
            run(fallback, () -> {
                Pid[] nodes = new Pid[size];
                for (int i = 0; i < size; i++) {
                    int first = i == 0 ? -1 : random.nextInt(i);
                    int second = i == 0 || random.nextBoolean() ? -1 : random.nextInt(i);
                    // The second half is linked with nobody, and must stay untouched.
                    Pid a = first >= 0 && i < size / 2 ? nodes[first] : null;
                    Pid b = second >= 0 && i < size / 2 ? nodes[second] : null;
                    nodes[i] = Actors.spawn(actor("node", () -> {
                        if (a != null) {
                            Actors.link(a);
                        }
                        if (b != null) {
                            Actors.link(b);
                        }
                        Actors.send(Actors.self(), "ready");
                        take();
                        take();
                    }));
                }
                for (Pid node : nodes) {
                    until(() -> node.process().mailbox.isParked());
                }
                for (int i = 0; i < 3; i++) {
                    Processes.exit(nodes[random.nextInt(size / 2)], new ExitReason.Custom_L("seed"));
                }
                for (int i = 0; i < size / 2; i++) {
                    awaitEnd(nodes[i]);
                    ExitReason reason = nodes[i].process().exitReason();
                    while (reason instanceof ExitReason.Linked_LL chain) {
                        reason = chain._1;
                    }
                    if (!reason.text().equals("seed")) {
                        problems.add("node " + i + ": " + reason.text());
                    }
                }
                for (int i = size / 2; i < size; i++) {
                    if (!nodes[i].process().isAlive()) {
                        problems.add("node " + i + " was harmed");
                    }
                    Actors.send(nodes[i], "end");
                }
            });
            assertEquals("[]", problems.toString(), "seed " + seed);
        }
    }

    // --- names ---

    @Test
    void namesAreGivenOnceAndGoWithTheirOwner() {
        var outcome = run(fallback, () -> {
            Pid owner = taking("owner");
            Console.println(Processes.register("db", owner) + " " + Processes.register("disk", owner));
            Console.println("" + Processes.register("db", owner));
            Console.println("" + Processes.register("", owner));
            Console.println(Processes.whereis("db") + " " + Processes.whereis("x"));
            Console.println(Processes.unregister("db") + " " + Processes.unregister("db"));
            Console.println("" + Processes.register("db", owner));
            Processes.exit(owner, new ExitReason.Error_L("bad"));
            awaitEnd(owner);
            Console.println(Processes.whereis("db") + " " + Processes.register("db", owner));
        });
        assertEquals("""
                Ok(()) Ok(())
                Err(name `db` is already registered to <0.1>)
                Err(name must not be empty)
                Some(<0.1>) None
                true false
                Ok(())
                None Err(process <0.1> is not running)
                """, outcome.out());
        assertTrue(
                outcome.err().contains("  in process <0.1> (actor owner, registered as \"disk\", \"db\")\n"),
                outcome.err());
    }

    /** */
    @Test
    void aNameNeverHasTwoOwnersNorADeadOne() {
        long seed = 5;
        int processes = size(40, 100);
        AtomicInteger[] owners = new AtomicInteger[10];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = new AtomicInteger();
        }
        var problems = new ConcurrentLinkedQueue<String>();
        AtomicInteger registered = new AtomicInteger();
        run(fallback, () -> {
            Pid[] all = new Pid[processes];
            for (int p = 0; p < processes; p++) {
                int number = p;
                all[p] = Actors.spawn(actor("user", () -> {
                    SplittableRandom random = new SplittableRandom(seed * 1000 + number);
                    for (int i = 0; i < 200; i++) {
                        int name = random.nextInt(owners.length);
                        if (random.nextBoolean()) {
                            Pid child = Actors.spawn(cleaning(
                                    "owner",
                                    () -> {
                                        if (("" + Processes.register("n" + name, Actors.self())).equals("Ok(())")) {
                                            registered.incrementAndGet();
                                            if (owners[name].incrementAndGet() != 1) {
                                                problems.add("two owners");
                                            }
                                            Actors.sleep(0);
                                            owners[name].decrementAndGet();
                                        }
                                    },
                                    () -> {}));
                            awaitEnd(child);
                        } else if (Processes.whereis("n" + name) instanceof Option.Some_L found
                                && found._0.toString().isEmpty()) {
                            problems.add("no pid");
                        }
                    }
                }));
            }
            for (Pid one : all) {
                awaitEnd(one);
            }
            for (int i = 0; i < owners.length; i++) {
                if (Processes.whereis("n" + i) != Option.None.INSTANCE) {
                    problems.add("n" + i + " is left");
                }
            }
        });
        assertEquals("[]", problems.toString(), "seed " + seed);
        assertTrue(registered.get() > 100, "seed " + seed);
    }

    // --- terminate ---

    /** S-4 */
    @Test
    void terminateRunsForEveryReasonButKilledAndBeforeAnybodyLearnsOfTheEnd() {
        var outcome = run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    for (ExitReason reason : new ExitReason[] {
                        ExitReason.Shutdown.INSTANCE,
                        new ExitReason.Error_L("bad"),
                        new ExitReason.Custom_L("tired"),
                        ExitReason.Killed.INSTANCE
                    }) {
                        Pid target = Actors.spawn(cleaning("target", Programs::take, () -> {
                            Console.println("cleaning, named: " + Processes.whereis("target"));
                            Processes.exit(Actors.self(), ExitReason.Shutdown.INSTANCE);
                            Actors.sleep(1);
                        }));
                        until(() -> target.process().mailbox.isParked());
                        Processes.register("target", target);
                        Processes.monitor(
                                me, target, function((Object why) -> why + ", named: " + Processes.whereis("target")));
                        Processes.exit(target, reason);
                        Console.println("" + take());
                    }
                }));
        assertEquals("""
                cleaning, named: Some(<0.2>)
                shutdown, named: None
                cleaning, named: Some(<0.3>)
                bad, named: None
                cleaning, named: Some(<0.4>)
                tired, named: None
                killed, named: None
                """, outcome.out());
    }

    @Test
    void killedReplacesTheReasonWhileTerminateRuns() {
        var outcome = run(fallback, () -> {
            AtomicBoolean cleaning = new AtomicBoolean();
            Pid target = Actors.spawn(cleaning("target", () -> {}, () -> {
                cleaning.set(true);
                Programs.compute();
            }));
            until(cleaning::get);
            Processes.exit(target, new ExitReason.Custom_L("ignored"));
            Processes.exit(target, ExitReason.Killed.INSTANCE);
            awaitEnd(target);
            Console.println(target.process().exitReason().text());
        });
        assertEquals("killed\n", outcome.out());
    }

    // --- what is left ---

    /** whatever a process had, nothing of it stays. */
    @Test
    void endedProcessesLeaveNothingBehind() {
        AtomicInteger grown = new AtomicInteger(Integer.MAX_VALUE);
        run(
                fallback,
                () -> inActor(() -> {
                    Pid me = Actors.self();
                    Processes.trapExit(me, function((Object from, Object reason) -> "x"));
                    churn(me, 5_000);
                    long before = used();
                    churn(me, 30_000);
                    grown.set((int) Math.max(0, used() - before >> 10));
                }));
        assertTrue(grown.get() < 3 << 10, grown + " KiB for 30,000 processes");
    }

    private static void churn(Pid me, int count) {
        for (int i = 0; i < count; i++) {
            Pid child = Actors.spawn(actor("child", () -> {
                Processes.register("child", Actors.self());
                Actors.link(me);
                Actors.sendAfter(Actors.self(), 3_600_000, new byte[100]);
                Jobs.async(function(() -> 1));
                take();
            }));
            Monitor monitor = Processes.monitor(me, child, function((Object reason) -> "y"));
            if (i % 2 == 0) {
                Processes.demonitor(monitor);
            }
            Actors.send(child, "end");
            for (int messages = i % 2 == 0 ? 1 : 2; messages > 0; messages--) {
                take();
            }
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
