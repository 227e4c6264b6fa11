package snow.rt.actor;

import java.io.File;
import java.io.IOException;

/** Whether standard output is a terminal, found out without loading the JDK's console support where that is possible. */
final class Terminal {
    private Terminal() {}

    static boolean isStandardOutput() {
        File descriptor = new File("/proc/self/fd/1");
        try {
            String target = descriptor.getCanonicalPath();
            if (!target.equals(descriptor.getPath())) {
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException _) {
            // No such file system: ask the JDK.
        }
        return System.console() != null && System.console().isTerminal();
    }
}
