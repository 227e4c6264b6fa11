package snow.rt.actor;

/**
 * The end of a process: steps in the order in which others may observe them. A failure of a step (no stack, no memory) repeats that step;
 * every step may be repeated.
 */
final class Ending {
    private static final int STEPS = 6;
    private static final int MOST_FAILURES = 10;

    private final Process process;
    private final Throwable cause;
    private ExitReason reason;
    private boolean terminated;
    private Ties severed = Ties.NONE;
    private Node unread;

    /** @param cause what ended the body; null when it returned */
    Ending(Process process, Throwable cause) {
        this.process = process;
        this.cause = cause;
        this.reason = process.reasonOf(cause);
    }

    void run() {
        for (int step = 0, failures = 0; step < STEPS; ) {
            try {
                run(step);
                step++;
            } catch (StackOverflowError | OutOfMemoryError e) {
                if (++failures > MOST_FAILURES) {
                    failures = 0;
                    step++;
                }
            }
        }
    }

    private void run(int step) {
        switch (step) {
            case 0 -> terminate();
            case 1 -> report();
            case 2 -> die();
            case 3 -> freeNames();
            case 4 -> tellOthers();
            case 5 -> process.forgetAll(reason);
            default -> throw new IllegalArgumentException("step " + step);
        }
    }

    private void terminate() {
        process.exits();
        boolean killed = reason instanceof ExitReason.Killed;
        if (terminated || !process.hasTerminate() || killed && !process.cleansUpWhenKilled()) {
            return;
        }
        terminated = true;
        try {
            process.runTerminate(reason);
        } catch (ProcessExit exit) {
            reason = exit.reason();
        } catch (Throwable e) {
            process.reportCrashIn(e, "terminate");
        } finally {
            process.mailbox.markBusy();
        }
    }

    private void report() {
        if (reason != ExitReason.Normal.INSTANCE) {
            reportAbnormal();
        }
    }

    private void reportAbnormal() {
        World world = process.group.world;
        if (process.kind == Kind.MAIN) {
            if (!world.isStopping()) {
                Report.main(process, reason.text(), cause);
            }
            return;
        }
        if (process.endsQuietly || world.isKilling() || process.group.isKilled()) {
            return;
        }
        boolean ownDoing = !(cause instanceof ProcessExit exit) || exit.isVoluntary();
        if (reason instanceof ExitReason.Error_L || reason instanceof ExitReason.Custom_L && ownDoing) {
            Report.crash(process, process.fullLabel() + ")", reason.text(), cause);
        } else if (reason.isAbnormal() && !(reason instanceof ExitReason.Killed && world.isStopping())) {
            Report.terminated(process, reason);
        }
    }

    private void die() {
        Node rest = process.mailbox.close();
        if (unread == null) {
            unread = rest;
        }
        Ties ties = process.die(reason);
        if (ties != Ties.NONE) {
            severed = ties;
        }
        process.clearSignalMark();
        int timers = process.inboundTimers();
        if (timers > 0) {
            process.group.world.timers().abandoned(timers);
        }
    }

    private void freeNames() {
        if (severed != Ties.NONE) {
            for (String registered : severed.names()) {
                process.group.registry().free(registered, process);
            }
        }
    }

    private void tellOthers() {
        if (severed != Ties.NONE) {
            tellTied();
        }
        process.tellWaiting(reason);
        for (Node node = unread; node != null; node = node.next) {
            node.missed(process, reason);
        }
    }

    private void tellTied() {
        for (Process partner : severed.links()) {
            partner.signal(new Node.Signal(process, reason, Node.Origin.LINK));
        }
        for (Monitor monitor : severed.watchers()) {
            monitor.watcher.mailbox.push(new Node.Down(monitor, reason));
        }
        for (Monitor monitor : severed.watched()) {
            monitor.target.forget(monitor);
        }
        if (!(reason instanceof ExitReason.Normal)) {
            for (Process job : severed.jobs()) {
                job.signal(new Node.Signal(process, reason, Node.Origin.DEAD_LINK));
            }
        }
    }
}
