package snow.rt.ws;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import snow.rt.collection.PersistentMap;

/** What {@code Server.stats} and {@code Ws.stats} count (spec 06 §10.7). */
final class Counters {
    final AtomicInteger connectionsOpen = new AtomicInteger();
    final LongAdder connectionsTotal = new LongAdder();
    final LongAdder handshakesRefused = new LongAdder();
    final LongAdder connectsRejected = new LongAdder();
    final LongAdder messagesIn = new LongAdder();
    final LongAdder messagesOut = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder broadcasts = new LongAdder();
    final LongAdder broadcastDeliveries = new LongAdder();
    final LongAdder sendFailures = new LongAdder();
    final LongAdder messagesDropped = new LongAdder();
    final LongAdder slowConsumerCloses = new LongAdder();
    final LongAdder pongTimeouts = new LongAdder();
    final LongAdder protocolErrors = new LongAdder();
    final LongAdder crashes = new LongAdder();

    private final AtomicInteger queueHighWater = new AtomicInteger();

    /** So many messages are queued on one connection. */
    void noteQueued(int messages) {
        int known = queueHighWater.getPlain();
        while (messages > known && !queueHighWater.compareAndSet(known, messages)) {
            known = queueHighWater.get();
        }
    }

    /** Adds the counts of a server; those of the whole program are the sums over its servers. */
    void add(Counters other) {
        connectionsOpen.addAndGet(other.connectionsOpen.get());
        connectionsTotal.add(other.connectionsTotal.sum());
        handshakesRefused.add(other.handshakesRefused.sum());
        connectsRejected.add(other.connectsRejected.sum());
        messagesIn.add(other.messagesIn.sum());
        messagesOut.add(other.messagesOut.sum());
        bytesIn.add(other.bytesIn.sum());
        bytesOut.add(other.bytesOut.sum());
        broadcasts.add(other.broadcasts.sum());
        broadcastDeliveries.add(other.broadcastDeliveries.sum());
        sendFailures.add(other.sendFailures.sum());
        messagesDropped.add(other.messagesDropped.sum());
        slowConsumerCloses.add(other.slowConsumerCloses.sum());
        pongTimeouts.add(other.pongTimeouts.sum());
        protocolErrors.add(other.protocolErrors.sum());
        crashes.add(other.crashes.sum());
        noteQueued(other.queueHighWater.get());
    }

    PersistentMap snapshot(int rooms) {
        return PersistentMap.EMPTY
                .put("connections_open", (long) connectionsOpen.get())
                .put("connections_total", connectionsTotal.sum())
                .put("handshakes_refused", handshakesRefused.sum())
                .put("connects_rejected", connectsRejected.sum())
                .put("messages_in", messagesIn.sum())
                .put("messages_out", messagesOut.sum())
                .put("bytes_in", bytesIn.sum())
                .put("bytes_out", bytesOut.sum())
                .put("broadcasts", broadcasts.sum())
                .put("broadcast_deliveries", broadcastDeliveries.sum())
                .put("send_failures", sendFailures.sum())
                .put("messages_dropped", messagesDropped.sum())
                .put("slow_consumer_closes", slowConsumerCloses.sum())
                .put("pong_timeouts", pongTimeouts.sum())
                .put("protocol_errors", protocolErrors.sum())
                .put("crashes", crashes.sum())
                .put("rooms", (long) rooms)
                .put("queue_high_water", (long) queueHighWater.get());
    }
}
