package snow.rt.actor;

/**
 * A handler of a service applied to its arguments: a call or a cast on its way. The compiler emits one subclass per handler,
 * whose fields are the parameters. It also stands for its own reply: nobody else waits for it.
 */
public abstract class Request extends Node {
    /** Null for a cast. Written before the request is sent. */
    private Process caller;

    private Object reply;

    /** Why there is no reply. Written and read by the caller. */
    private String failure = "";

    /** Why a call has no reply: a text that goes after {@code call … failed: }, or that is the whole message. */
    record Failure(String text, boolean whole) {}

    /** The service with the module it belongs to: {@code Main.Counter}. */
    public abstract String owner();

    /** The generated function: {@code get_count}. */
    public abstract String function();

    /**
     * Runs the handler, in the service's process; that of a call also calls {@link #reply(Object)}.
     *
     * @return the new state
     */
    public abstract Object handle(Object state);

    /** The reply of a call; it is sent when the handler has returned. */
    public final void reply(Object value) {
        reply = value;
    }

    /** The reply, once it has come. */
    public final Object reply() {
        return reply;
    }

    /** Why no reply has come. */
    public final String failure() {
        return failure;
    }

    /** What this is addressed to, for texts. */
    String kind() {
        return "service";
    }

    final String shownOwner() {
        return shown(owner());
    }

    /** A name without its module. */
    static String shown(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    final void sentBy(Process process) {
        caller = process;
    }

    final void failed(String text) {
        failure = text;
    }

    /** Sends the reply to whoever waits for it. */
    final void answer() {
        if (caller != null) {
            caller.mailbox.push(new Node.Reply(this, reply));
        }
    }

    final void refuse(Failure why) {
        if (caller != null) {
            caller.mailbox.push(new Node.Reply(this, why));
        }
    }

    /** The process that should have answered has ended. */
    @Override
    final void missed(Process process, ExitReason reason) {
        refuse(new Failure("process " + process.pid + " exited: " + reason.text(), false));
    }

    @Override
    final ExitReason arriveAt(Process receiver) {
        receiver.arrivedRequest(this);
        return null;
    }
}
