package snow.rt;

/** An unrecoverable failure of a process, with the message that the language defines for its cause. */
public final class Crash extends RuntimeException {
    public Crash(String message) {
        super(message);
    }

    /** No arm of a match fits. */
    public static Crash nonExhaustive() {
        return new Crash("non-exhaustive match");
    }

    /** An element of a loosely typed message turned out to have another type than the code expects. */
    public static Crash badMessage(String expected, String found) {
        return new Crash("bad message: expected " + expected + ", found " + found);
    }
}
