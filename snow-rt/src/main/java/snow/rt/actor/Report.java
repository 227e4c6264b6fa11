package snow.rt.actor;

import java.util.ArrayList;
import java.util.List;

/**
 * The text that crashes write to standard error, made from Java stack traces. Frames of the program are those of module
 * classes below {@code snow.program} that have a source file; classes of values and closures have a {@code $} in their name.
 */
final class Report {
    private static final String PROGRAM = "snow.program.";
    private static final int MAX_LINES = 32;

    private Report() {}

    /** The report of a process other than {@code main}. */
    static void crash(Process process, String label, String message, Throwable cause) {
        List<StackTraceElement> frames = programFrames(cause);
        StringBuilder out = new StringBuilder();
        firstLine(out, frames, message);
        out.append("  in process ")
                .append(process.pid)
                .append(" (")
                .append(label)
                .append('\n');
        stack(out, frames);
        debug(out, message, cause);
        process.group.console().error(out.toString());
        Recording.crashed(process, message);
    }

    /** The line for {@code main}. */
    static void main(Process process, String message, Throwable cause) {
        StringBuilder out = new StringBuilder();
        firstLine(out, programFrames(cause), message);
        debug(out, message, cause);
        process.group.console().error(out.toString());
        Recording.crashed(process, message);
    }

    /** The line of a process that ended by a link or was killed. */
    static void terminated(Process process, ExitReason reason) {
        process.group
                .console()
                .error("[snow-rt] process " + process.describe() + " terminated: " + reason.text() + "\n");
    }

    private static List<StackTraceElement> programFrames(Throwable cause) {
        List<StackTraceElement> frames = new ArrayList<>();
        if (cause != null) {
            boolean insidePiece = false;
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (isProgram(frame)) {
                    // what the compiler adds without a line of its own, such as adapters of function values, is
                    // nobody's place
                    if (!insidePiece && frame.getLineNumber() > 0) {
                        frames.add(frame);
                    }
                    insidePiece = isPiece(frame.getMethodName());
                }
            }
        }
        return frames;
    }

    private static boolean isProgram(StackTraceElement frame) {
        String owner = frame.getClassName();
        return owner.startsWith(PROGRAM) && owner.indexOf('$') < 0 && frame.getFileName() != null;
    }

    /** Whether the compiler cut this method out of a large function; the frame below it then belongs to the same function. */
    private static boolean isPiece(String method) {
        int quote = method.indexOf('\'');
        return quote >= 0 && method.indexOf('~', quote) > 0;
    }

    private static void firstLine(StringBuilder out, List<StackTraceElement> frames, String message) {
        out.append("Snow panic");
        if (!frames.isEmpty()) {
            place(out.append(" at "), frames.getFirst());
        }
        out.append(": ").append(message).append('\n');
    }

    private static void place(StringBuilder out, StackTraceElement frame) {
        out.append(frame.getFileName()).append(':').append(frame.getLineNumber());
    }

    private static void stack(StringBuilder out, List<StackTraceElement> frames) {
        int lines = 0;
        int i = 0;
        while (i < frames.size()) {
            if (lines >= MAX_LINES) {
                out.append("    … and ").append(frames.size() - i).append(" more\n");
                return;
            }
            String line = line(frames.get(i));
            int same = i + 1;
            while (same < frames.size() && line(frames.get(same)).equals(line)) {
                same++;
            }
            out.append(line);
            lines++;
            if (same - i > 1) {
                out.append("    … repeated ").append(same - i).append(" times\n");
                lines++;
            }
            i = same;
        }
    }

    private static String line(StackTraceElement frame) {
        StringBuilder out =
                new StringBuilder("    at ").append(name(function(frame))).append(" (");
        place(out, frame);
        return out.append(")\n").toString();
    }

    /**
     * The method of a function. Functions that call each other in tail position are one method, {@code even'|3-5=even|7-9=odd'}, with the lines of
     * each; a function inside of another has fewer lines than that.
     */
    static String function(StackTraceElement frame) {
        String method = frame.getMethodName();
        String found = method;
        int fewest = Integer.MAX_VALUE;
        for (int bar = method.indexOf('|'); bar >= 0; bar = method.indexOf('|', bar + 1)) {
            int dash = method.indexOf('-', bar);
            int equal = method.indexOf('=', dash);
            int first = Integer.parseInt(method, bar + 1, dash, 10);
            int last = Integer.parseInt(method, dash + 1, equal, 10);
            int line = frame.getLineNumber();
            if (first <= line && line <= last && last - first < fewest) {
                fewest = last - first;
                int end = method.indexOf('|', equal);
                found = method.substring(equal + 1, end < 0 ? method.indexOf('\'', equal) : end);
            }
        }
        return found;
    }

    /** The Snow name of a method: {@code Point:to_string}, {@code area'2}, {@code closure:main'1}. */
    static String name(String method) {
        int end = method.indexOf('\'');
        String name = end < 0 ? method : method.substring(0, end);
        if (name.startsWith("closure:")) {
            return "<closure in " + name.substring("closure:".length()).replace(':', '.') + ">";
        }
        return name.replace(':', '.');
    }

    /** For a failure inside the runtime, whoever looks for the bug gets the Java stack trace. */
    private static void debug(StringBuilder out, String message, Throwable cause) {
        if (cause != null && message.startsWith("internal error: ") && "1".equals(System.getenv("SNOW_DEBUG"))) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                out.append("      ").append(frame).append('\n');
            }
        }
    }
}
