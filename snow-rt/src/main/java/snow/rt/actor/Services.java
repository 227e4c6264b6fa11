package snow.rt.actor;

import snow.rt.Crash;

/** What the generated functions of services call (spec 05 §13). */
public final class Services {
    private Services() {}

    /** {@code Counter.start(…)}: the pid, once {@code init} is done. */
    public static Pid start(Init init) {
        Process starter = Process.current();
        ServiceProcess service = new ServiceProcess(starter.group, init, starter);
        ExitReason failure = service.startAndWait();
        if (failure != null) {
            throw new Crash("service " + service.name() + " failed to start: " + failure.text());
        }
        return service.pid;
    }

    /** A call: the reply. Crashes the caller if there is none. */
    public static Object call(Pid to, Request request) {
        Object outcome = ask(to, request, -1);
        if (outcome instanceof Request.Failure failure) {
            throw new Crash(
                    failure.whole()
                            ? failure.text()
                            : "call " + request.shownOwner() + "." + request.function() + " failed: " + failure.text());
        }
        return outcome;
    }

    /**
     * A call with a time limit.
     *
     * @param millis 0: does not wait; negative: without limit
     * @return whether {@link Request#reply()} is there; otherwise {@link Request#failure()} is
     */
    public static boolean tryCall(Pid to, Request request, long millis) {
        Object outcome = ask(to, request, millis);
        if (outcome instanceof Request.Failure failure) {
            request.failed(failure.text());
            return false;
        }
        return true;
    }

    private static Object ask(Pid to, Request request, long millis) {
        Process caller = Process.current();
        Process target = to.process;
        if (!(target instanceof SystemProcess service && service.type.equals(request.owner()))) {
            return failure("process " + to + " is not a " + request.shownOwner() + " " + request.kind());
        }
        if (target == caller) {
            return failure("a service cannot call itself");
        }
        request.sentBy(caller);
        if (!target.mailbox.push(request)) {
            return failure("process " + to + " is not running");
        }
        boolean timed = millis >= 0 && millis <= Receive.FOREVER_MILLIS;
        Object outcome = caller.awaitReply(
                request, timed ? Mailbox.Wait.TIME : Mailbox.Wait.OTHERS, timed, timed ? Deadline.after(millis) : 0);
        return outcome == Receive.TIMEOUT ? failure("timeout") : outcome;
    }

    private static Request.Failure failure(String text) {
        return new Request.Failure(text, false);
    }

    /** A cast: returns at once. */
    public static void cast(Pid to, Request request) {
        if (to.process instanceof SystemProcess service && service.type.equals(request.owner())) {
            service.mailbox.push(request);
            return;
        }
        Process.current()
                .group
                .console()
                .warn("cast " + request.shownOwner() + "." + request.function() + " dropped: process " + to
                        + " is not a " + request.shownOwner() + " service");
    }
}
