package snow.rt.ws;

/**
 * Why a connection ends, and what follows from it (spec 06 §8.5).
 *
 * @param code what {@code on_close} gets
 * @param payload that of the Close frame, if {@link Cause#sendsClose}
 */
record Ending(Cause cause, int code, String reason, byte[] payload) {
    private static final byte[] NOTHING = {};

    enum Cause {
        /** The client's Close frame. */
        CLIENT(true, false),
        /** A fault in the client's stream. */
        FAULT(true, false),
        /** The stream has ended without a Close frame. */
        LOST(false, false),
        /** {@code Ws.close}, or the stop of the server. */
        SERVER(true, true),
        REJECTED(true, true),
        /** No room for a message, or no progress in writing. */
        SLOW(true, true),
        /** No pong. */
        SILENT(true, true),
        CRASH(true, true),
        /** An exit signal. */
        EXIT(true, true);

        private final boolean sendsClose;
        private final boolean overrides;

        Cause(boolean sendsClose, boolean overrides) {
            this.sendsClose = sendsClose;
            this.overrides = overrides;
        }

        boolean sendsClose() {
            return sendsClose;
        }

        /** Whether it takes the place of an end that only waits for what came before it to be dispatched. */
        boolean overrides() {
            return overrides;
        }
    }

    static final Ending LOST = new Ending(Cause.LOST, CloseCode.ABNORMAL, "", NOTHING);
    static final Ending SLOW = of(Cause.SLOW, CloseCode.POLICY_VIOLATION, "slow consumer");
    static final Ending SILENT = of(Cause.SILENT, CloseCode.GOING_AWAY, "pong timeout");
    static final Ending CRASHED = of(Cause.CRASH, CloseCode.INTERNAL_ERROR, "internal error");
    static final Ending KILLED = of(Cause.EXIT, CloseCode.INTERNAL_ERROR, "internal error");
    static final Ending STOPPED = of(Cause.SERVER, CloseCode.GOING_AWAY, "server shutdown");
    static final Ending SHUTDOWN = of(Cause.EXIT, CloseCode.GOING_AWAY, "server shutdown");

    static Ending of(Cause cause, int code, String reason) {
        return new Ending(cause, code, reason, CloseCode.payload(code, reason));
    }

    /** By the client's Close frame (spec 06 §8.2). */
    static Ending byClient(byte[] payload) {
        if (payload.length == 0) {
            return new Ending(Cause.CLIENT, CloseCode.NO_STATUS, "", NOTHING);
        }
        if (payload.length == 1) {
            return of(Cause.FAULT, CloseCode.PROTOCOL_ERROR, "invalid close payload");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        if (!CloseCode.isAllowed(code)) {
            return of(Cause.FAULT, CloseCode.PROTOCOL_ERROR, "invalid close code");
        }
        if (!Utf8Check.isValid(payload, 2, payload.length)) {
            return of(Cause.FAULT, CloseCode.INVALID_TEXT, "invalid UTF-8");
        }
        String reason = new String(payload, 2, payload.length - 2, java.nio.charset.StandardCharsets.UTF_8);
        return new Ending(Cause.CLIENT, code, reason, CloseCode.payload(code, ""));
    }

    /** Whether messages of the client that wait are not dispatched any more. */
    boolean discards() {
        return cause == Cause.SERVER || cause == Cause.SLOW;
    }
}
