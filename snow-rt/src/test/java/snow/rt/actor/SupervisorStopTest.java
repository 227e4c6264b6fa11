package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Rigs.RIG;
import static snow.rt.actor.Rigs.child;
import static snow.rt.actor.Rigs.ids;
import static snow.rt.actor.Rigs.log;
import static snow.rt.actor.Rigs.part;
import static snow.rt.actor.Rigs.stop;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;

/** How a supervisor stops its children, and ends (spec 05 §12.7). */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record SupervisorStopTest(boolean fallback) {
    /** V-3 */
    @Test
    void theEndOfTheProgramStopsTreesFromTheTopInReverseOrder() {
        List<String> log = log();
        var outcome = run(
                fallback,
                () -> new Supervision(RIG)
                        .strategy("rest_for_one")
                        .child("a", function(part("a", log)), "permanent", Supervision.DEFAULT)
                        .child(
                                "rest",
                                function(() -> new Supervision("Main.Inner")
                                        .child("b", function(part("b", log)), "permanent", Supervision.DEFAULT)
                                        .child("c", function(part("c", log)), "permanent", 1000)
                                        .start()),
                                "transient",
                                Supervision.DEFAULT)
                        .start());
        assertEquals("[start a, start b, start c, stop c, stop b, stop a]", log.toString());
        assertEquals("", outcome.err());
    }

    @Test
    void childrenThatDoNotStopInTimeAreKilled() {
        AtomicBoolean released = new AtomicBoolean();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child(
                            "stuck",
                            function(() -> Actors.spawn(actor("stuck", () -> {
                                while (!released.get()) {
                                    Thread.onSpinWait();
                                }
                            }))),
                            "permanent",
                            Supervision.BRUTAL_KILL)
                    .child(
                            "slow",
                            function(() -> Actors.spawn(cleaning("slow", Programs::take, Programs::compute))),
                            "permanent",
                            10)
                    .child(
                            "clumsy",
                            function(() -> Actors.spawn(cleaning("clumsy", Programs::take, Fragile::explode))),
                            "permanent",
                            Supervision.INFINITY)
                    .child(
                            "brutal",
                            function(() ->
                                    Actors.spawn(cleaning("brutal", Programs::take, () -> Console.println("no")))),
                            "permanent",
                            Supervision.BRUTAL_KILL)
                    .start();
            stop(rig);
            Console.println("stopped");
            released.set(true);
        });
        assertEquals("stopped\n", outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.4> (actor clumsy), in terminate
                    at explode (Fragile.java:9)
                [snow-rt] supervisor Rig <0.1>: child stuck <0.2> does not stop
                """, outcome.err());
    }

    @Test
    void aKilledSupervisorTakesItsChildrenWithIt() {
        List<String> log = log();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child("a", function(part("a", log)), "permanent", Supervision.DEFAULT)
                    .child(
                            "inner",
                            function(() -> new Supervision("Main.Inner")
                                    .child("b", function(part("b", log)), "permanent", Supervision.DEFAULT)
                                    .start()),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            Pid inner = child(rig, "inner");
            Processes.exit(rig, ExitReason.Killed.INSTANCE);
            awaitEnd(inner);
            until(() -> Processes.list().size() == 1);
            Console.println(inner.process().exitReason().text());
        });
        assertEquals("linked process <0.1> exited: killed\n", outcome.out());
        assertEquals(Set.of("start a", "start b", "stop a", "stop b"), Set.copyOf(log));
        assertTrue(outcome.err().contains("(supervisor Rig) terminated: killed\n"), outcome.err());
    }

    @Test
    void strangersCannotEndASupervisorThroughALink() {
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG).start();
            Pid stranger = Actors.spawn(actor("stranger", () -> {
                Actors.link(rig);
                Fragile.explode();
            }));
            awaitEnd(stranger);
            Actors.send(rig, "dropped");
            Console.println(ids(rig) + "alive");
        });
        assertEquals("alive\n", outcome.out());
    }
}
