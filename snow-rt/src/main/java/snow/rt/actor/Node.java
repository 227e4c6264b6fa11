package snow.rt.actor;

/**
 * Something on its way to a process. What the sender writes is final, so a node is published by
 * the one compare-and-set that puts it into the mailbox; the rest is the receiver's.
 */
abstract class Node {
    Node next;

    /** In the intake: how many messages there are up to this node. After the drain: the position in the order of arrival. */
    int place;

    /**
     * Hands the node to its receiver, which took it out of its mailbox.
     *
     * @return the reason with which the process has to end because of it; null if it goes on
     */
    abstract ExitReason arriveAt(Process receiver);

    /** The receiver has ended and will never look at the node: whoever waits for an answer is told. */
    void missed(Process receiver, ExitReason reason) {}

    /** A message of the program. */
    static final class Message extends Node {
        final Object payload;

        Message(Object payload) {
            this.payload = payload;
        }

        @Override
        ExitReason arriveAt(Process receiver) {
            receiver.arrived(this);
            return null;
        }
    }

    /** An event of the outside world for an {@link EventProcess}, in order with the messages but not visible to {@code receive}. */
    static final class Event extends Node {
        final Object payload;

        Event(Object payload) {
            this.payload = payload;
        }

        @Override
        ExitReason arriveAt(Process receiver) {
            receiver.arrived(this);
            return null;
        }
    }

    /** The outcome of work done elsewhere, for the wait whose reference it carries; others drop it. */
    static class Reply extends Node {
        final Object reference;
        final Object value;

        Reply(Object reference, Object value) {
            this.reference = reference;
            this.value = value;
        }

        @Override
        ExitReason arriveAt(Process receiver) {
            receiver.arrived(this);
            return null;
        }

        /** Nobody waits for it any more. */
        void declined() {}
    }

    /** What has come from outside for one process, and goes back if that does not take it any more. */
    static final class Offer extends Reply {
        Offer(Awaited<?> reference, Object value) {
            super(reference, value);
        }

        @Override
        void missed(Process receiver, ExitReason reason) {
            declined();
        }

        @Override
        void declined() {
            ((Awaited<?>) reference).declined(value);
        }
    }

    /** A watched process has ended. */
    static final class Down extends Node {
        final Monitor monitor;
        final ExitReason reason;

        Down(Monitor monitor, ExitReason reason) {
            this.monitor = monitor;
            this.reason = reason;
        }

        @Override
        ExitReason arriveAt(Process receiver) {
            receiver.arrived(this);
            return null;
        }
    }

    /** An exit signal: from a link, or as an order. */
    static final class Signal extends Node {
        final Process sender;
        final ExitReason reason;
        final Origin origin;

        /** The receiver had the link, and has given it up. A handling that failed afterwards is repeated. Receiver only. */
        boolean isOfLink;

        Signal(Process sender, ExitReason reason, Origin origin) {
            this.sender = sender;
            this.reason = reason;
            this.origin = origin;
        }

        boolean isOrder() {
            return origin == Origin.ORDER || origin == Origin.STOP;
        }

        @Override
        ExitReason arriveAt(Process receiver) {
            return receiver.effectOf(this);
        }
    }

    enum Origin {
        /** A link that the receiver must still have. */
        LINK,
        /** A link to a process that was already dead. */
        DEAD_LINK,
        /** An order of the program. */
        ORDER,
        /** An order by which a supervisor or the runtime stops the process. */
        STOP
    }

    /** The states of an intake that holds no message. */
    static final class Marker extends Node {
        @Override
        ExitReason arriveAt(Process receiver) {
            throw new IllegalStateException("marker in a mailbox");
        }
    }
}
