package snow.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * Runs {@code tests/soak/soak.snow} for some minutes and watches it: each season must end, with no process lost; the heap after a
 * collection must stay flat; nothing may be reported as an error of the runtime. See the README there.
 */
final class Soak {
    private static final long SEASON_LIMIT_NANOS = 120_000_000_000L;
    private static final long GROWTH_LIMIT = 16 << 20;

    private final long end;
    private final long seed;
    private volatile long lastSeason = System.nanoTime();
    private long baseline = -1;
    private int runs;
    private volatile boolean lost;
    private volatile boolean internalError;

    private Soak(long minutes, long seed) {
        this.end = System.nanoTime() + minutes * 60_000_000_000L;
        this.seed = seed;
    }

    /** Minutes (default 10) and seed (default: the time). Exits with 1 when something is wrong. */
    public static void main(String[] arguments) throws IOException {
        long minutes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() & 0xffff_ffffL;
        System.out.println("soak: " + minutes + " minutes, seed " + seed);
        System.exit(new Soak(minutes, seed).run() ? 0 : 1);
    }

    private boolean run() throws IOException {
        var watchdog = new Thread(this::watch, "soak-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        var source = Files.readString(Path.of("tests", "soak", "soak.snow"));
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 0, Phases.SILENT);
        var program = compilation
                .program()
                .orElseThrow(() -> new IllegalStateException("not compiled: " + compilation.diagnostics()));
        while (System.nanoTime() - end < 0 && !lost && !internalError) {
            var settings = Settings.embedded(new Console(new Seasons(), new Errors(), false));
            int status = World.run(program.load(), new String[] {"20", "" + (seed + runs)}, settings);
            runs++;
            long heap = heap();
            System.out.println("run " + runs + ": status " + status + ", heap " + (heap >> 10) + " KiB");
            if (status != 0) {
                return false;
            }
            if (runs == 3) {
                baseline = heap;
            } else if (baseline >= 0 && heap - baseline > GROWTH_LIMIT) {
                System.out.println("the heap has grown by " + (heap - baseline >> 10) + " KiB");
                return false;
            }
        }
        return !lost && !internalError;
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            var runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** A season that does not end is a hang: says where everybody is, and gives up. */
    private void watch() {
        while (System.nanoTime() - lastSeason < SEASON_LIMIT_NANOS) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException _) {
                return;
            }
        }
        System.out.println("hang: no season has ended for two minutes; seed " + (seed + runs));
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            System.out.println(thread);
            for (var frame : frames) {
                System.out.println("    " + frame);
            }
        });
        Runtime.getRuntime().halt(1);
    }

    private final class Seasons extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            lastSeason = System.nanoTime();
            var text = new String(bytes, from, length, StandardCharsets.UTF_8);
            if (text.contains("lost")) {
                lost = true;
                System.out.print(text);
            }
        }
    }

    private final class Errors extends OutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int from, int length) {
            var text = new String(bytes, from, length, StandardCharsets.UTF_8);
            if (text.contains("internal error") || text.contains("does not stop")) {
                internalError = true;
                System.out.print(text);
            }
        }
    }
}
