package snow.rt.actor;

/** A process that holds a state and answers calls and casts, one at a time (spec 05 §13). */
final class ServiceProcess extends SystemProcess {
    /** Null once it has made the first state. */
    private Init init;

    private Object state;

    ServiceProcess(Group group, Init init, Process starter) {
        super(group, Kind.SERVICE, init.owner(), starter);
        this.init = init;
    }

    @Override
    void clear() {
        init = null;
        state = null;
    }

    @Override
    boolean serve() {
        if (init != null) {
            state = init.state();
            init = null;
            started();
        }
        while (true) {
            Safepoint.poll();
            if (news.poll() instanceof Request request) {
                state = handle(request, state);
            } else {
                mailbox.drainIfAny();
                if (news.isEmpty()) {
                    if (startsResting()) {
                        return true;
                    }
                    mailbox.await(Mailbox.Wait.OTHERS, false, 0);
                }
            }
        }
    }
}
