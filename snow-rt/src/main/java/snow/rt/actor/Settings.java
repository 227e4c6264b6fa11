package snow.rt.actor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import snow.rt.io.Console;

/**
 * How a world runs.
 *
 * @param schedulers number of carriers, 1 to 1024
 * @param stackMegabytes stack of a carrier, and so the limit of recursion in every process
 * @param shutdownMillis time for the processes to stop in order
 * @param ioThreads most threads for blocking operations
 * @param fallback whether to run on the JDK's scheduler although our own is possible
 * @param standalone whether the JVM belongs to this program: signals are handled, and the end does not wait for threads
 */
public record Settings(
        int schedulers,
        int stackMegabytes,
        int shutdownMillis,
        int ioThreads,
        boolean fallback,
        boolean standalone,
        Console console) {

    /** For a program that is the JVM: standard streams, and the environment's settings. Reports malformed ones. */
    public static Settings forJvm() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        return of(new Console(out, err, Terminal.isStandardOutput()), true);
    }

    /** For a program within a larger one. */
    public static Settings embedded(Console console) {
        return of(console, false);
    }

    private static Settings of(Console console, boolean standalone) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Settings(
                number(console, "SNOW_SCHEDULERS", processors, 1, 1024),
                number(console, "SNOW_STACK_MB", 64, 1, 2047),
                number(console, "SNOW_SHUTDOWN_MS", 5000, 0, Integer.MAX_VALUE),
                number(console, "SNOW_IO_THREADS", 64, 1, 65_536),
                System.getenv("SNOW_FALLBACK") != null,
                standalone,
                console);
    }

    private static int number(Console console, String variable, int otherwise, int least, int most) {
        String text = System.getenv(variable);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        long value = 0;
        for (int i = 0; i < text.length() && value <= most; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                console.warn("ignoring " + variable + "=" + text);
                return otherwise;
            }
            value = 10 * value + digit;
        }
        if (value < least || value > most) {
            console.warn("ignoring " + variable + "=" + text);
            return otherwise;
        }
        return (int) value;
    }

    public Settings withSchedulers(int count) {
        return new Settings(count, stackMegabytes, shutdownMillis, ioThreads, fallback, standalone, console);
    }

    public Settings withStackMegabytes(int megabytes) {
        return new Settings(schedulers, megabytes, shutdownMillis, ioThreads, fallback, standalone, console);
    }

    public Settings withShutdownMillis(int millis) {
        return new Settings(schedulers, stackMegabytes, millis, ioThreads, fallback, standalone, console);
    }

    public Settings withFallback(boolean on) {
        return new Settings(schedulers, stackMegabytes, shutdownMillis, ioThreads, on, standalone, console);
    }
}
