package snow.rt.ws;

/** What becomes of a message that must not wait and finds no room in a connection's queue (spec 06 §10.4). */
enum Overflow {
    /** The connection is closed as a slow consumer. */
    CLOSE,
    /** The message is not sent. */
    DROP_NEWEST,
    /** The oldest messages make room. */
    DROP_OLDEST
}
