package snow.cli;

import java.lang.management.ManagementFactory;

/** What can be said about the JVM that runs the tool. */
final class Jvm {
    private static final String AOT_CACHE = "-XX:AOTCache=";

    private Jvm() {}

    /** Whether the launcher gave this JVM an archive of prepared classes and it lies there. */
    static boolean usesAotCache() {
        for (var option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith(AOT_CACHE)) {
                return java.nio.file.Files.isReadable(java.nio.file.Path.of(option.substring(AOT_CACHE.length())));
            }
        }
        return false;
    }
}
