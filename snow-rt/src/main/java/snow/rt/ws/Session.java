package snow.rt.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import snow.rt.actor.Actors;
import snow.rt.actor.EventProcess;
import snow.rt.actor.ExitReason;
import snow.rt.actor.Flush;
import snow.rt.actor.Kind;
import snow.rt.actor.Timers;
import snow.rt.net.Farewell;
import snow.rt.net.Socket;
import snow.rt.net.SocketEvents;
import snow.rt.value.Bytes;

/**
 * One WebSocket connection while it lives: the process that runs its callbacks, one after the other (spec 06 §4).
 *
 * <p>Why it ends is set once in {@code ending}. What the client's stream brings (Close, fault, end) only waits, as the event {@link #END},
 * behind the messages that came before; what the server decides overrides that.
 *
 * <pre>
 * cause                      rooms left, sends refused   END posted                 Close frame
 * client's Close, fault      when END is taken           at once                    when END is taken, or 5 s later
 * end of stream              when END is taken (sends    at once                    none
 *                            are refused at once)
 * Ws.close, server stopped   at once, by the caller      client's Close, end of     at once
 *                                                        stream, or 5 s after ours
 * slow, silent               at once, by who notices     at once                    at once; 2 s later TCP is cut
 * rejected, crash, signal    when the burst ends         –                          when the burst ends
 * </pre>
 *
 * The end itself is {@link #onExit}, in the order of spec 06 §4.5. Then the last bytes are written, and TCP is closed gently.
 */
final class Session extends EventProcess implements SocketEvents, Flush, Outbound.Owner {
    /** The event behind which nothing of the client is dispatched. */
    static final Object END = new Object();

    private static final int EVENTS_PER_BURST = 64;
    private static final long ANSWER_MILLIS = 5000;
    private static final long CLOSE_MILLIS = 5000;
    private static final long WRITE_MILLIS = 2000;
    private static final VarHandle ENDING;

    static {
        try {
            ENDING = MethodHandles.lookup().findVarHandle(Session.class, "ending", Ending.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Endpoint endpoint;
    private final Socket socket;
    private final Connection connection;
    private final Outbound outbound;
    private final Inbound inbound;
    private final Timetable timetable;

    /** Why the connection ends; null while it does not. */
    private volatile Ending ending;

    private volatile boolean pingUnanswered;
    private int pingPayload;

    // owner only
    private boolean greeted;
    private boolean accepted;

    // guarded by the monitor, a leaf
    private boolean released;
    private boolean cut;
    private boolean gone;

    Session(Endpoint endpoint, Socket socket, byte[] head, String protocol) {
        super(endpoint.group(), Kind.WS, "");
        this.endpoint = endpoint;
        this.socket = socket;
        this.outbound = new Outbound(this);
        this.inbound = new Inbound(this);
        this.timetable = new Timetable(this);
        this.connection = new Connection(this, endpoint.web().nextId(), head, protocol);
    }

    /** The 101 response is sent: the process begins, and frames may come. */
    void open() {
        timetable.begin();
        start();
    }

    // ---------------------------------------------------------------- parts

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Handlers handlers() {
        return endpoint.handlers();
    }

    @Override
    public Counters counters() {
        return endpoint.counters();
    }

    Web web() {
        return endpoint.web();
    }

    Timers timers() {
        return world().timers();
    }

    Socket socket() {
        return socket;
    }

    Inbound inbound() {
        return inbound;
    }

    Outbound outbound() {
        return outbound;
    }

    Timetable timetable() {
        return timetable;
    }

    // ---------------------------------------------------------------- the process

    @Override
    protected boolean onReady() {
        if (!greeted) {
            greeted = true;
            if (!connect()) {
                return false;
            }
        }
        boolean withMessages = handlers().hasInfo();
        for (int i = 0; i < EVENTS_PER_BURST; i++) {
            Object event = poll(withMessages);
            if (event == NOTHING) {
                return true;
            }
            if (event == END) {
                return false;
            }
            dispatch(event);
        }
        schedule();
        return true;
    }

    private boolean connect() {
        Optional<String> rejection = handlers().hasConnect() ? handlers().connect(connection) : Optional.empty();
        if (rejection.isPresent()) {
            counters().connectsRejected.increment();
            claim(Ending.of(Ending.Cause.REJECTED, CloseCode.POLICY_VIOLATION, rejection.get()));
            return false;
        }
        accepted = true;
        return true;
    }

    private void dispatch(Object event) {
        if (event instanceof Letter letter) {
            handlers().info(connection, letter.message());
            return;
        }
        inbound.taken(event);
        if (discards()) {
            return;
        }
        if (event instanceof String text) {
            if (handlers().hasMessage()) {
                handlers().message(connection, text);
            }
        } else if (event instanceof Bytes bytes && handlers().hasBinary()) {
            handlers().binary(connection, bytes);
        }
    }

    @Override
    protected void onExit(ExitReason reason) {
        switch (reason) {
            case ExitReason.Normal _ -> {}
            case ExitReason.Error_L _ -> {
                counters().crashes.increment();
                claim(Ending.CRASHED);
            }
            case ExitReason.Shutdown _ -> claim(Ending.SHUTDOWN);
            case ExitReason.Killed _, ExitReason.Linked_LL _, ExitReason.Custom_L _ -> claim(Ending.KILLED);
        }
        claim(Ending.LOST);
        Ending end = ending;
        web().rooms().forget(connection);
        if (end.cause().sendsClose()) {
            outbound.beginClosing(end.payload());
        } else {
            outbound.beginClosing();
        }
        timetable.step(Timetable.Step.CUT, end.cause() == Ending.Cause.CLIENT ? CLOSE_MILLIS : WRITE_MILLIS);
        counters().connectionsOpen.decrementAndGet();
        flush();
        try {
            if (accepted && !(reason instanceof ExitReason.Killed)) {
                handlers().closed(connection, end.code(), end.reason());
            }
        } finally {
            release();
        }
    }

    // ---------------------------------------------------------------- ends

    /** Whether messages of the client are not dispatched any more. */
    boolean discards() {
        Ending end = ending;
        return end != null && end.discards();
    }

    /** Sets why the connection ends; false if another end stands. */
    private boolean claim(Ending next) {
        while (true) {
            Ending known = ending;
            if (known != null && (known.cause().overrides() || !next.cause().overrides())) {
                return false;
            }
            if (ENDING.compareAndSet(this, known, next)) {
                return true;
            }
        }
    }

    /** {@code Ws.close}: false if the connection is closing already. Not on a polling thread: it changes rooms. */
    boolean close(Ending byServer) {
        if (!outbound.isAccepting() || !claim(byServer)) {
            return false;
        }
        web().rooms().forget(connection);
        outbound.beginClosing(byServer.payload());
        outbound.flushIfDue();
        inbound.resume();
        afterWriting();
        return true;
    }

    /** The client's stream has come to its end in order: by a Close frame, or by a fault. On the polling thread. */
    void endedByClient(Ending byClient) {
        if (claim(byClient)) {
            timetable.step(Timetable.Step.ANSWER, ANSWER_MILLIS);
        }
        web().readEvents().add(END);
    }

    /** The stream has ended, or the socket is broken. */
    void lost() {
        claim(Ending.LOST);
        outbound.refuse();
        post(END);
    }

    /** Closes a connection that does not keep up. Not on a polling thread. */
    void cutOff(Ending why) {
        if (!claim(why)) {
            return;
        }
        web().rooms().forget(connection);
        if (why.cause() == Ending.Cause.SLOW) {
            counters().slowConsumerCloses.increment();
            outbound.discard();
        }
        outbound.beginClosing(why.payload());
        outbound.flushIfDue();
        timetable.step(Timetable.Step.CUT, WRITE_MILLIS);
        post(END);
    }

    /** The client has not read anything for too long. */
    void stalled() {
        if (ending == null || !ending.cause().overrides()) {
            cutOff(Ending.SLOW);
        } else {
            cut();
            post(END);
        }
    }

    void take(Timetable.Step step) {
        switch (step) {
            case NONE -> {}
            case ANSWER -> {
                outbound.refuse(ending.payload());
                outbound.flushIfDue();
            }
            case GO_ON -> post(END);
            case CUT -> cut();
        }
    }

    /** Closes TCP whatever is left. */
    void cut() {
        outbound.abandon();
        socket.close();
        boolean last;
        synchronized (this) {
            cut = true;
            last = released;
        }
        if (last) {
            gone();
        }
    }

    /** The callbacks are done with; what is left is to write the last bytes and to close TCP. */
    private void release() {
        boolean alreadyCut;
        synchronized (this) {
            released = true;
            alreadyCut = cut;
        }
        if (alreadyCut) {
            gone();
        } else {
            afterWriting();
        }
    }

    /** Looks whether what has been written lets the end go on. */
    private void afterWriting() {
        Ending end = ending;
        if (end == null) {
            return;
        }
        if (end.cause() == Ending.Cause.SERVER && outbound.takeCloseWritten()) {
            timetable.step(Timetable.Step.GO_ON, CLOSE_MILLIS);
        }
        if (outbound.isDrained() && takeLeave()) {
            timetable.over();
            Farewell.say(web().transport(), timers(), socket, this::gone);
        }
    }

    private synchronized boolean takeLeave() {
        boolean leave = released && !cut;
        cut |= leave;
        return leave;
    }

    private void gone() {
        boolean first;
        synchronized (this) {
            first = !gone;
            gone = true;
        }
        if (first) {
            timetable.over();
            endpoint.sessionGone();
        }
    }

    // ---------------------------------------------------------------- heartbeat

    void ping() {
        if (ending != null) {
            return;
        }
        int random = ThreadLocalRandom.current().nextInt();
        pingPayload = random;
        pingUnanswered = true;
        byte[] payload = {(byte) (random >> 24), (byte) (random >> 16), (byte) (random >> 8), (byte) random};
        if (outbound.ping(payload)) {
            outbound.flushIfDue();
        }
    }

    /** A pong has come; it counts only if it carries what the last ping carried. */
    void pong(byte[] payload) {
        if (pingUnanswered && payload.length == 4) {
            int number = payload[0] << 24 | (payload[1] & 0xFF) << 16 | (payload[2] & 0xFF) << 8 | (payload[3] & 0xFF);
            if (number == pingPayload) {
                pingUnanswered = false;
                timetable.answered();
            }
        }
    }

    /** The pong is overdue. */
    void silent() {
        if (pingUnanswered && ending == null) {
            counters().pongTimeouts.increment();
            cutOff(Ending.SILENT);
        }
    }

    // ---------------------------------------------------------------- the socket

    @Override
    public void readable() {
        inbound.read();
    }

    @Override
    public void writable() {
        socket.wantWrite(false);
        outbound.unblock();
        flush();
    }

    @Override
    public void flushLater() {
        Actors.flushLater(world(), this);
    }

    @Override
    public void flush() {
        WriteBuffer buffer = web().takeWriteBuffer();
        Outbound.Flush outcome = outbound.flush(buffer, socket);
        web().giveBack(buffer);
        switch (outcome) {
            case IDLE -> {}
            case BLOCKED -> {
                timetable.watchForStall();
                socket.wantWrite(true);
            }
            case FAILED -> lost();
        }
        afterWriting();
    }
}
