package snow.rt.io;

import snow.rt.actor.Blocking;
import snow.rt.value.Result;

/** {@code IO.read_line}: the lines of the JVM's standard input, whichever process asks for them. */
public final class StandardInput {
    private static final LineReader LINES = new LineReader(System.in);

    private StandardInput() {}

    /** The next line; blocks the calling process only. What was printed before is visible by then. */
    public static Result readLine() {
        Console.flush();
        return Blocking.call(LINES::readLine);
    }
}
