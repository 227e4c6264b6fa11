package snow.rt.actor;

import java.util.ArrayDeque;

/**
 * A process whose body is a loop of the runtime: it takes requests and news in the order in which they come, and drops whatever
 * else is sent to it. Who starts it waits until it says that it has started, or has ended.
 */
abstract class SystemProcess extends Process {
    /** What it is an instance of: {@code Main.Counter}. */
    final String type;

    /** Requests and signals not yet looked at. */
    final ArrayDeque<Node> news = new ArrayDeque<>();

    /** The request that is being handled, or null. */
    private Request current;

    private Process starter;

    SystemProcess(Group group, Kind kind, String type, Process starter) {
        super(group, kind, Request.shown(type));
        this.type = type;
        this.starter = starter;
    }

    /**
     * Runs the loop; ends by an exit.
     *
     * @return true: it rests, and is to be called again when something has come
     */
    abstract boolean serve();

    /** Starts this process and waits until it has started: null, or the reason with which it ended before. */
    final ExitReason startAndWait() {
        starter.starts(this);
        begin(this, new Loop(this));
        return (ExitReason) current().awaitReply(this, Mailbox.Wait.OTHERS);
    }

    /** The start has succeeded. */
    final void started() {
        starter.mailbox.push(new Node.Reply(this, null));
        starter = null;
    }

    /** Handles a request and answers it; both steps belong together if the handler crashes. */
    final Object handle(Request request, Object state) {
        current = request;
        Object next = request.handle(state);
        request.answer();
        current = null;
        return next;
    }

    @Override
    final void arrived(Node.Message message) {}

    @Override
    final void arrivedRequest(Node request) {
        news.add(request);
    }

    @Override
    final void tellWaiting(ExitReason reason) {
        if (starter != null) {
            starter.mailbox.push(new Node.Reply(this, reason));
        }
        if (current != null) {
            current.missed(this, reason);
        }
        for (Node node : news) {
            node.missed(this, reason);
        }
        starter = null;
        current = null;
        news.clear();
        clear();
    }

    /** Drops what a dead process does not need. */
    abstract void clear();

    private static final class Loop extends Activity {
        private final SystemProcess process;

        Loop(SystemProcess process) {
            this.process = process;
        }

        @Override
        public String name() {
            return process.name();
        }

        @Override
        public Object run() {
            return process.serve() ? this : null;
        }
    }
}
