package snow.rt.actor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.io.ByteArrayOutputStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import snow.rt.io.Console;

/**
 * The protocols between processes, two threads at a time, under jcstress: every outcome that is not listed is a failure.
 * {@link RacesTest} runs them. The numbers are those of the invariants in {@link Mailbox} and {@link Process}.
 */
final class Races {
    private Races() {}

    /** A process without a thread: the actors of a test are its thread and those of others. */
    static final class Puppet extends Process {
        volatile int wakes;
        int signals;

        Puppet(Group group) {
            super(group, Kind.ACTOR, "puppet");
        }

        static Puppet alone() {
            var silent = new Console(new ByteArrayOutputStream(0), new ByteArrayOutputStream(0), false);
            return new Puppet(new World(Settings.embedded(silent).withSchedulers(1)).program());
        }

        /** One that sleeps. */
        static Puppet asleep() {
            Puppet made = alone();
            made.mailbox.markIdle();
            return made;
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one waker at a time, see Mailbox M3
        void wake() {
            wakes = wakes + 1;
        }

        /** Counts, and stays. */
        @Override
        boolean traps(Node.Signal signal) {
            signals++;
            return true;
        }

        /** It goes to sleep if nothing has come: 1, it sleeps. */
        int liesDown() {
            return mailbox.markIdle() ? 1 : 0;
        }

        void signalled(Process sender) {
            signal(new Node.Signal(sender, ExitReason.Shutdown.INSTANCE, Node.Origin.ORDER));
        }

        /** How often it was woken, and what it then finds. */
        void wakesAndFinds(II_Result r) {
            r.r1 = wakes;
            r.r2 = received();
        }

        /** The same, after {@link #liesDown}. */
        void wakesAndFinds(III_Result r) {
            r.r2 = wakes;
            r.r3 = received();
        }

        /** How many messages have come, as a number whose decimal digits are the messages. */
        int received() {
            mailbox.drainIfAny();
            int digits = 0;
            for (Node.Message one = mailbox.oldest(); one != null; one = mailbox.oldest()) {
                digits = 10 * digits + (Integer) one.payload;
                mailbox.dropOldest();
            }
            return digits;
        }
    }

    private static Node.Message message(int payload) {
        return new Node.Message(payload);
    }

    // --- mailbox ---

    /** M1, M3: a push against the owner that goes to sleep. The push either is seen, or wakes. */
    @JCStressTest
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "seen before sleeping")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "woken")
    @State
    public static class PushAgainstSleep {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.mailbox.push(message(1));
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = owner.liesDown();
        }

        @Arbiter
        public void after(III_Result r) {
            owner.wakesAndFinds(r);
        }
    }

    /** M1, M2, M3: of several pushes exactly one wakes, and nothing changes their order. */
    @JCStressTest
    @Outcome(id = "0, 0, 12", expect = ACCEPTABLE, desc = "seen before sleeping")
    @Outcome(id = "1, 1, 12", expect = ACCEPTABLE, desc = "woken once")
    @State
    public static class PushesAgainstSleep {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.mailbox.push(message(1));
            owner.mailbox.push(message(2));
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = owner.liesDown();
        }

        @Arbiter
        public void after(III_Result r) {
            owner.wakesAndFinds(r);
        }
    }

    /** An alarm against its owner that lies down: it either keeps the owner up, or wakes it. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "stays up")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "woken")
    @State
    public static class AlarmAgainstRest {
        private final Puppet owner = Puppet.alone();
        private final Alarm alarm = new Alarm(owner);

        public AlarmAgainstRest() {
            alarm.wind(0);
        }

        @Actor
        public void timer() {
            alarm.expire();
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = owner.mailbox.mark() && !(alarm.hasRung() && owner.mailbox.unmark()) ? 1 : 0;
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = owner.wakes;
        }
    }

    /** M3: an alarm and a message, while the owner rests: one of them wakes it, and the message comes. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE)
    @State
    public static class AlarmAgainstPush {
        private final Puppet owner = Puppet.asleep();
        private final Alarm alarm = new Alarm(owner);

        public AlarmAgainstPush() {
            alarm.wind(0);
        }

        @Actor
        public void timer() {
            alarm.expire();
        }

        @Actor
        public void sender() {
            owner.mailbox.push(message(1));
        }

        @Arbiter
        public void after(II_Result r) {
            owner.wakesAndFinds(r);
        }
    }

    /** M1, M3: two senders, while the owner sleeps: both messages come, one of the senders wakes. */
    @JCStressTest
    @Outcome(id = "1, 12", expect = ACCEPTABLE)
    @Outcome(id = "1, 21", expect = ACCEPTABLE)
    @State
    public static class TwoSendersAgainstASleeper {
        private final Puppet owner = Puppet.asleep();

        @Actor
        public void one() {
            owner.mailbox.push(message(1));
        }

        @Actor
        public void other() {
            owner.mailbox.push(message(2));
        }

        @Arbiter
        public void after(II_Result r) {
            owner.wakesAndFinds(r);
        }
    }

    /** M1, M2: taking while somebody sends. */
    @JCStressTest
    @Outcome(id = "0, 12", expect = ACCEPTABLE)
    @Outcome(id = "1, 2", expect = ACCEPTABLE)
    @Outcome(id = "12, 0", expect = ACCEPTABLE)
    @State
    public static class PushesAgainstDrain {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.mailbox.push(message(1));
            owner.mailbox.push(message(2));
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = owner.received();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = owner.received();
        }
    }

    /** M4: a push against a time limit: the message is taken, or it is there for the next look. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "in time")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the time was over first")
    @State
    public static class PushAgainstTimeout {
        private final Puppet owner = Puppet.alone();

        public PushAgainstTimeout() {
            var strand = new ProcessStrand(owner.group.world.scheduler, owner);
            // It carries the name; the strand rests in the thread of the test, as one that is pinned.
            strand.thread = new Thread(strand);
            owner.mount(strand);
        }

        @Actor
        public void sender() {
            owner.mailbox.push(message(1));
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = owner.mailbox.await(Mailbox.Wait.TIME, true, System.nanoTime() + 200) ? 1 : 0;
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = owner.received();
        }
    }

    /** M5: a push against the end of the process: refused, or among what the end finds. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent and found")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @State
    public static class PushAgainstClose {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender(II_Result r) {
            r.r1 = owner.mailbox.push(message(1)) ? 1 : 0;
        }

        @Actor
        public void owner(II_Result r) {
            for (Node rest = owner.mailbox.close(); rest != null; rest = rest.next) {
                r.r2++;
            }
        }
    }

    /** M-4: what the sender has written is there when the message is. */
    @JCStressTest
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "the message has come with its contents")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "not yet")
    @State
    public static class Publication {
        private static final class Box {
            int contents;
        }

        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            Box box = new Box();
            box.contents = 42;
            owner.mailbox.push(new Node.Message(box));
        }

        @Actor
        public void owner(I_Result r) {
            owner.mailbox.drainIfAny();
            Node.Message oldest = owner.mailbox.oldest();
            r.r1 = oldest == null ? 0 : ((Box) oldest.payload).contents;
        }
    }

    // --- signals ---

    /** S3: what a drain does not find, the next yield point finds; and no mark is left over. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both handled, none unobserved")
    @State
    public static class SignalsAgainstDrain {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.signalled(owner);
            owner.signalled(owner);
        }

        @Actor
        public void owner() {
            owner.checkSignals();
            owner.mailbox.drainIfAny();
        }

        @Arbiter
        public void after(II_Result r) {
            owner.checkSignals();
            r.r1 = owner.signals;
            r.r2 = owner.group.world.unobservedSignals();
        }
    }

    /** S3: two signallers at once. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE)
    @State
    public static class TwoSignallers {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void one() {
            owner.signalled(owner);
        }

        @Actor
        public void other() {
            owner.signalled(owner);
        }

        @Arbiter
        public void after(II_Result r) {
            owner.checkSignals();
            r.r1 = owner.signals;
            r.r2 = owner.group.world.unobservedSignals();
        }
    }

    /** M3, S3: a signal against the owner that goes to sleep: it is woken or will see the mark; a sleeper has no mark. */
    @JCStressTest
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "seen before sleeping")
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "woken")
    @State
    public static class SignalAgainstSleep {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.signalled(owner);
        }

        @Actor
        public void owner(III_Result r) {
            r.r1 = owner.liesDown();
        }

        @Arbiter
        public void after(III_Result r) {
            if (r.r1 == 0 || owner.wakes == 1) {
                owner.mailbox.drainIfAny();
            }
            r.r2 = owner.signals;
            r.r3 = owner.group.world.unobservedSignals();
        }
    }

    /** S1: a signal against a normal end. The reason stays, no mark is left over. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE)
    @State
    public static class SignalAgainstEnd {
        private final Puppet owner = Puppet.alone();

        @Actor
        public void sender() {
            owner.signal(new Node.Signal(owner, ExitReason.Killed.INSTANCE, Node.Origin.ORDER));
        }

        @Actor
        public void owner() {
            owner.end(null);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = owner.exitReason() == ExitReason.Normal.INSTANCE
                    && owner.group.world.unobservedSignals() == 0
                    && !owner.isUnfinished();
        }
    }

    // --- links and names ---

    /** Two processes of one world. */
    private static final class Two {
        final Puppet p = Puppet.alone();
        final Puppet q = new Puppet(p.group);
    }

    /** L1: both link each other at once. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE)
    @State
    public static class LinksFromBothSides {
        private final Two two = new Two();

        @Actor
        public void p() {
            two.p.link(two.q);
        }

        @Actor
        public void q() {
            two.q.link(two.p);
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = two.p.links();
            r.r2 = two.q.links();
        }
    }

    /** L2: a link against the death of the partner: one signal, no link left. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE)
    @State
    public static class LinkAgainstDeath {
        private final Two two = new Two();

        @Actor
        public void p() {
            two.p.link(two.q);
        }

        @Actor
        public void q() {
            two.q.end(ProcessExit.voluntary(ExitReason.Shutdown.INSTANCE));
        }

        @Arbiter
        public void after(II_Result r) {
            two.p.checkSignals();
            r.r1 = two.p.signals;
            r.r2 = two.p.links();
        }
    }

    /** L3: after unlink has returned no signal of the link acts. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE)
    @State
    public static class UnlinkAgainstDeath {
        private final Two two = new Two();

        public UnlinkAgainstDeath() {
            two.p.link(two.q);
        }

        @Actor
        public void p() {
            two.p.unlink(two.q);
        }

        @Actor
        public void q() {
            two.q.end(ProcessExit.voluntary(ExitReason.Shutdown.INSTANCE));
        }

        @Arbiter
        public void after(II_Result r) {
            two.p.checkSignals();
            two.p.mailbox.drainIfAny();
            r.r1 = two.p.signals;
            r.r2 = two.p.links();
        }
    }

    /** R2: one of two gets the name. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE)
    @State
    public static class TwoRegister {
        private final Two two = new Two();
        private boolean first;
        private boolean second;

        @Actor
        public void p() {
            first = two.p.register("name").isEmpty();
        }

        @Actor
        public void q() {
            second = two.q.register("name").isEmpty();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = (first ? 1 : 0) + (second ? 1 : 0);
            r.r2 = two.p.group.registry().find("name") == (first ? two.p : two.q) ? 1 : 0;
        }
    }

    /** R1: a name that is given while its owner dies is free afterwards. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE)
    @State
    public static class RegisterAgainstDeath {
        private final Two two = new Two();

        @Actor
        public void other() {
            two.p.register("name");
        }

        @Actor
        public void p() {
            two.p.end(null);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = two.p.group.registry().find("name") == null
                    && two.q.register("name").isEmpty();
        }
    }

    /** Each task of a carrier's queue goes to one taker. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE)
    @State
    public static class TaskTakenOnce {
        private final LocalQueue queue = new LocalQueue();
        private int mine;
        private int stolen;

        private record One() implements Task {
            @Override
            public void runOn(Carrier carrier) {
                throw new AssertionError();
            }
        }

        @Actor
        public void owner() {
            queue.offer(new One());
            queue.offer(new One());
            mine = queue.poll() == null ? 0 : 1;
        }

        @Actor
        public void thief() {
            stolen = queue.poll() == null ? 0 : 1;
        }

        @Arbiter
        public void after(Z_Result r) {
            int left = 0;
            while (queue.poll() != null) {
                left++;
            }
            r.r1 = mine + stolen + left == 2;
        }
    }
}
