package snow.rt.ws;

/** What a {@link FrameDecoder} finds in the stream, in the order in which it stands there. */
interface FrameSink {
    /** @param size the length in bytes */
    void text(String message, int size);

    /** @param message a fresh array, left to the receiver */
    void binary(byte[] message);

    void ping(byte[] payload);

    void pong(byte[] payload);

    /** A Close frame; the decoder reads nothing behind it. */
    void close(byte[] payload);

    /** The stream breaks a rule; the decoder reads nothing further. */
    void fault(int code, String reason);
}
