package snow.rt.actor;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The events of Snow processes in a flight recording, category "Snow". Loaded when the first one is wanted. */
final class RecordedEvents {
    private RecordedEvents() {}

    static boolean areWanted() {
        return FlightRecorder.isInitialized();
    }

    /** What all of them say. */
    @Category("Snow")
    @StackTrace(false)
    private abstract static class OfProcess extends Event {
        @Label("Process")
        String process;

        @Label("Name")
        String name;

        final void of(Process subject) {
            process = subject.pid.toString();
            name = subject.label();
        }
    }

    @Name("snow.ProcessStart")
    @Label("Process Start")
    private static final class Started extends OfProcess {}

    @Name("snow.ProcessEnd")
    @Label("Process End")
    private static final class Ended extends OfProcess {
        @Label("Reason")
        String reason;
    }

    @Name("snow.Crash")
    @Label("Crash")
    private static final class Crashed extends OfProcess {
        @Label("Message")
        String message;
    }

    @Name("snow.Restart")
    @Label("Restart by a Supervisor")
    private static final class Restarted extends OfProcess {
        @Label("Child")
        String child;

        @Label("Reason")
        String reason;
    }

    @Name("snow.LongMailbox")
    @Label("Long Mailbox")
    private static final class LongMailbox extends OfProcess {
        @Label("Waiting Messages")
        int waiting;
    }

    @Name("snow.LongSlice")
    @Label("Long Time Slice")
    private static final class LongSlice extends OfProcess {
        @Label("Milliseconds")
        long milliseconds;
    }

    static void started(Process process) {
        var event = new Started();
        event.of(process);
        event.commit();
    }

    static void ended(Process process, String reason) {
        var event = new Ended();
        event.of(process);
        event.reason = reason;
        event.commit();
    }

    static void crashed(Process process, String message) {
        var event = new Crashed();
        event.of(process);
        event.message = message;
        event.commit();
    }

    static void restarted(Process supervisor, String child, String reason) {
        var event = new Restarted();
        event.of(supervisor);
        event.child = child;
        event.reason = reason;
        event.commit();
    }

    static void longMailbox(Process process, int waiting) {
        var event = new LongMailbox();
        event.of(process);
        event.waiting = waiting;
        event.commit();
    }

    static void longSlice(Process process, long ticks) {
        var event = new LongSlice();
        event.of(process);
        event.milliseconds = ticks * Ticker.TICK_MILLIS;
        event.commit();
    }
}
