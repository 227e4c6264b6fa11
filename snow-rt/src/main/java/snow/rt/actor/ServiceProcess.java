package snow.rt.actor;

/** A process that holds a state and answers calls and casts, one at a time (spec 05 §13). */
final class ServiceProcess extends SystemProcess {
    private Init init;

    ServiceProcess(World world, Init init, Process starter) {
        super(world, Kind.SERVICE, init.owner(), starter);
        this.init = init;
    }

    @Override
    void clear() {
        init = null;
    }

    @Override
    void serve() {
        Object state = init.state();
        init = null;
        started();
        while (true) {
            Safepoint.poll();
            if (news.poll() instanceof Request request) {
                state = handle(request, state);
            } else {
                mailbox.await(Mailbox.Wait.OTHERS, false, 0);
            }
        }
    }
}
