package snow.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures the benchmarks and prints a table: {@code tests/bench/run [NAME…]}. Each benchmark gets a JVM of its own, so that what one
 * teaches the JIT does not help or hurt another.
 */
final class Bench {
    private static final String ROW = "%-14s %9s %9s %7s %13s %11s %11s%n";
    private static final String MARK = "measured ";

    /** Deep recursion is part of some programs. */
    private static final long STACK_BYTES = 256L << 20;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(System.getProperty("bench.directory", "tests/bench"));
        double seconds = Double.parseDouble(System.getProperty("bench.warmup", "3"));
        int rounds = Integer.getInteger("bench.rounds", 31);
        if (arguments.length == 2 && arguments[0].equals("--inside")) {
            inside(named(arguments[1]), directory, seconds, rounds);
            return;
        }
        var chosen = arguments.length == 0
                ? Benchmark.ALL
                : Stream.of(arguments).map(Bench::named).toList();
        System.out.printf(Locale.ROOT, ROW, "", "Snow ms", "Java ms", "ratio", "quartiles", "Snow kB", "Java kB");
        double logs = 0;
        int programs = 0;
        for (var benchmark : chosen) {
            var m = outside(benchmark);
            System.out.printf(
                    Locale.ROOT,
                    ROW,
                    benchmark.name(),
                    fixed(m.snowMillis(), 2),
                    fixed(m.javaMillis(), 2),
                    fixed(m.ratio(), 2),
                    fixed(m.low(), 2) + "–" + fixed(m.high(), 2),
                    fixed(m.snowBytes() / 1000, 0),
                    fixed(m.javaBytes() / 1000, 0));
            if (benchmark.kind() == Benchmark.Kind.PROGRAM) {
                logs += Math.log(m.ratio());
                programs++;
            }
        }
        if (programs > 1) {
            System.out.println("geometric mean of " + programs + " programs: " + fixed(Math.exp(logs / programs), 2));
        }
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static Benchmark named(String name) {
        return Benchmark.ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark is called " + name));
    }

    /** Measures in another JVM, with the options of this one. */
    private static Measurement outside(Benchmark benchmark) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), "--inside"));
        command.add(benchmark.name());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var others = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    return read(line.substring(MARK.length()));
                }
                others.append(line).append('\n');
            }
        } finally {
            process.destroy();
        }
        throw new IllegalStateException(benchmark.name() + " was not measured:\n" + others);
    }

    private static Measurement read(String line) {
        double[] f = Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(f[0], f[1], f[2], f[3], f[4], f[5], f[6]);
    }

    private static void inside(Benchmark benchmark, Path directory, double seconds, int rounds) throws Exception {
        var failure = new ArrayList<Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        var m = Measurement.of(
                                benchmark.snow(directory), benchmark.java(), benchmark.size(), seconds, rounds);
                        System.out.println(MARK + m.snowMillis() + " " + m.javaMillis() + " " + m.ratio() + " "
                                + m.low() + " " + m.high() + " " + m.snowBytes() + " " + m.javaBytes());
                    } catch (Throwable e) {
                        failure.add(e);
                    }
                },
                benchmark.name(),
                STACK_BYTES);
        thread.start();
        thread.join();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(benchmark.name(), failure.getFirst());
        }
    }
}
