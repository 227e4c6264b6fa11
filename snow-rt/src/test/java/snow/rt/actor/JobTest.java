package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;
import snow.rt.value.Option;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record JobTest(boolean fallback) {
    private static String await(Pid job, long millis) {
        return Jobs.failure(job, millis) instanceof Option.Some_L failure
                ? "Err(" + failure._0 + ")"
                : "" + Jobs.value(job);
    }

    @Test
    void aJobAnswersTheSameToEverybodyAtAnyTime() {
        var outcome = run(fallback, () -> {
            Pid job = Jobs.async(function(() -> {
                Actors.sleep(10);
                return 42L;
            }));
            Pid other = Actors.spawn(actor("other", () -> Console.println("other " + await(job, -1))));
            awaitEnd(other);
            Console.println(await(job, -1) + " " + await(job, 0) + " " + Jobs.valueInt(job));
        });
        assertEquals("other 42\n42 42 42\n", outcome.out());
    }

    @Test
    void aJobThatEndsOtherwiseSaysWhy() {
        var outcome = run(fallback, () -> {
            Console.println(await(
                    Jobs.async(function(() -> {
                        Fragile.explode();
                        return 0;
                    })),
                    -1));
            for (ExitReason reason : new ExitReason[] {
                ExitReason.Killed.INSTANCE, ExitReason.Shutdown.INSTANCE, new ExitReason.Custom_L("tired")
            }) {
                Pid job = Jobs.async(function(() -> {
                    Programs.compute();
                    return 0;
                }));
                Processes.exit(job, reason);
                Console.println(await(job, -1));
            }
        });
        assertEquals("Err(division by zero)\nErr(killed)\nErr(shutdown)\nErr(tired)\n", outcome.out());
        assertTrue(
                outcome.err()
                        .startsWith(
                                "Snow panic at Fragile.java:9: division by zero\n  in process <0.1> (job)\n    at explode (Fragile.java:9)\n"),
                outcome.err());
    }

    @Test
    void awaitingWhatIsNoJobOrOneselfIsAnError() {
        var outcome = run(fallback, () -> {
            Console.println(await(Process.current().pid(), -1));
            AtomicReference<Pid> self = new AtomicReference<>();
            Pid job = Jobs.async(function(() -> {
                until(() -> self.get() != null);
                return await(self.get(), -1);
            }));
            self.set(job);
            Console.println(await(job, -1));
        });
        assertEquals("Err(not a job)\nErr(a job cannot await itself)\n", outcome.out());
    }

    @Test
    void aTimeoutLeavesTheJobAlone() {
        var outcome = run(fallback, () -> {
            AtomicReference<Object> go = new AtomicReference<>();
            Pid job = Jobs.async(function(() -> {
                until(() -> go.get() != null);
                return "done";
            }));
            Console.println(await(job, 0) + " " + await(job, 5));
            go.set("go");
            Console.println(await(job, -1));
        });
        assertEquals("Err(timeout) Err(timeout)\ndone\n", outcome.out());
    }

    @Test
    void onlyAnOwnerThatEndsBadlyTakesItsJobsAlong() {
        var outcome = run(fallback, () -> {
            AtomicReference<Object> go = new AtomicReference<>();
            for (ExitReason reason : new ExitReason[] {
                ExitReason.Normal.INSTANCE, ExitReason.Shutdown.INSTANCE, new ExitReason.Custom_L("tired")
            }) {
                AtomicReference<Pid> job = new AtomicReference<>();
                Pid owner = Actors.spawn(actor("owner", () -> {
                    job.set(Jobs.async(function(() -> {
                        until(() -> go.get() != null);
                        return "done";
                    })));
                    Processes.exit(Actors.self(), reason);
                }));
                awaitEnd(owner);
                go.set(reason == ExitReason.Normal.INSTANCE ? "go" : null);
                Console.println(await(job.get(), -1));
                go.set(null);
            }
        });
        assertEquals("done\nErr(shutdown)\nErr(linked process <0.5> exited: tired)\n", outcome.out());
    }

    @Test
    void theProgramWaitsForAJobWhoseOwnerHasEnded() {
        var outcome = run(
                fallback,
                () -> Jobs.async(function(() -> {
                    Actors.sleep(20);
                    Console.println("late");
                    return 0;
                })));
        assertEquals("late\n", outcome.out());
    }

    @Test
    void finishedJobsDoNotKeepTheirOwners() {
        int count = 1_000;
        var outcome = run(fallback, () -> {
            var jobs = new ConcurrentLinkedQueue<Pid>();
            List<WeakReference<Process>> owners = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                owners.add(new WeakReference<>(Actors.spawn(
                                actor("owner", () -> jobs.add(Jobs.async(function(() -> 7L)))))
                        .process()));
            }
            until(() -> jobs.size() == count);
            // The queues of the scheduler may remember some hundred.
            until(() -> {
                System.gc();
                return owners.stream().filter(owner -> owner.get() == null).count() >= count / 4;
            });
            Console.println(await(jobs.peek(), -1));
        });
        assertEquals("7\n", outcome.out());
    }

    @Test
    void aHundredThousandJobsGiveTheirResults() {
        int count = 100_000;
        AtomicLong sum = new AtomicLong();
        AtomicInteger wrong = new AtomicInteger();
        run(fallback, () -> {
            Pid[] jobs = new Pid[1000];
            for (int round = 0; round < count / jobs.length; round++) {
                for (int i = 0; i < jobs.length; i++) {
                    long number = (long) round * jobs.length + i;
                    jobs[i] = Jobs.async(function(() -> number));
                }
                for (Pid job : jobs) {
                    if (Jobs.failure(job, -1) == Option.None.INSTANCE) {
                        sum.addAndGet(Jobs.valueInt(job));
                    } else {
                        wrong.incrementAndGet();
                    }
                }
            }
        });
        assertEquals(0, wrong.get());
        assertEquals((long) count * (count - 1) / 2, sum.get());
    }
}
