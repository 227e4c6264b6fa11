package snow.rt.ws;

import java.util.concurrent.locks.LockSupport;
import snow.rt.actor.Actors;
import snow.rt.actor.Process;

/** One message for all members of a room (spec 06 §§10.4, 10.5, 11.6). */
final class Broadcast {
    private static final long CROWD_WAIT_NANOS = 1_000_000_000;
    private static final Connection[] NOBODY = {};

    private final Web web;
    private final Frame frame;
    private long failures;
    private int recipients;

    /** The members whose queue is beyond the mark, as far as there are any. */
    private Connection[] crowd = NOBODY;

    private int crowded;

    private Broadcast(Web web, Frame frame) {
        this.web = web;
        this.frame = frame;
    }

    /**
     * Queues a message for every member but one, then waits if most of them are overloaded.
     *
     * @param except the excluded connection, or null
     * @return to how many members it could not be given
     */
    static long send(Web web, String room, Frame frame, Connection except) {
        web.countBroadcast();
        Connection[] members = web.rooms().members(room);
        if (members.length == 0) {
            return 0;
        }
        Broadcast broadcast = new Broadcast(web, frame);
        broadcast.deliver(members, except);
        if (broadcast.isCrowdOverloaded()) {
            broadcast.awaitCrowd();
        }
        return broadcast.failures;
    }

    private void deliver(Connection[] members, Connection except) {
        Endpoint counted = null;
        long deliveries = 0;
        for (Connection member : members) {
            if (member == except) {
                continue;
            }
            Endpoint endpoint = member.session().endpoint();
            if (endpoint != counted) {
                count(counted, deliveries);
                counted = endpoint;
                deliveries = 0;
            }
            if (give(member, members.length)) {
                deliveries++;
            }
        }
        count(counted, deliveries);
    }

    private static void count(Endpoint endpoint, long deliveries) {
        if (endpoint != null) {
            endpoint.counters().broadcasts.increment();
            endpoint.counters().broadcastDeliveries.add(deliveries);
        }
    }

    private boolean give(Connection member, int members) {
        switch (member.outbound().offer(frame)) {
            case TAKEN -> {
                recipients++;
                return true;
            }
            case TAKEN_CROWDED -> {
                if (crowded == crowd.length) {
                    crowd = java.util.Arrays.copyOf(crowd, Math.max(4, Math.min(members, 2 * crowded)));
                }
                crowd[crowded++] = member;
                recipients++;
                return true;
            }
            case FULL -> {
                failures++;
                refused(member);
            }
            case REFUSED -> failures++;
            case CLOSING -> {}
        }
        return false;
    }

    /** What becomes of a member that has no room for a message that cannot wait. */
    static void refused(Connection member) {
        Session session = member.session();
        session.endpoint().counters().sendFailures.increment();
        session.endpoint().counters().messagesDropped.increment();
        if (session.handlers().overflow() == Overflow.CLOSE) {
            session.cutOff(Ending.SLOW);
        }
    }

    private boolean isCrowdOverloaded() {
        return crowded >= 2 && 2 * crowded > recipients;
    }

    /**
     * Slows the sender down, not the members. Who was not beyond the mark after the delivery does not count, whatever comes from
     * others meanwhile.
     */
    private void awaitCrowd() {
        long deadline = System.nanoTime() + CROWD_WAIT_NANOS;
        while (isCrowdOverloaded() && deadline - System.nanoTime() > 0) {
            pause();
            int still = 0;
            for (int i = 0; i < crowded; i++) {
                if (crowd[i].outbound().isCrowded()) {
                    crowd[still++] = crowd[i];
                }
            }
            crowded = still;
        }
    }

    /** Waits a moment; a process obeys its signals meanwhile. */
    static void pause() {
        if (Process.isCurrent()) {
            Actors.sleep(1);
        } else {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
