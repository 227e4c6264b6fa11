package snow.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the programs of {@code tests/bench/actors} beside the same in Erlang, in turn, and prints a table with the ratios:
 * {@code tests/bench/actors/run [NAME…]}.
 *
 * <p>A program says what is to be measured on its standard output and goes on when it gets a line: after {@code begin N} come N operations,
 * whose time is that until {@code end}; between {@code heap N} and {@code full} N things come into being, whose memory is measured.
 */
final class ActorBench {
    private static final String ROW = "%-14s %12s %12s %7s   %12s %12s %7s%n";

    /** The second half of the rounds of each program counts: by then it is warm. */
    private record Round(double nanos, double cpuNanos, double bytes) {}

    private final Path programs;
    private final Path jars;
    private final boolean erlang;

    private ActorBench(Path programs, Path jars) {
        this.programs = programs;
        this.jars = jars;
        this.erlang = onPath("erl");
    }

    /** Programs, then jars and compiled Erlang, then the names of those to measure. */
    public static void main(String[] arguments) throws Exception {
        var bench = new ActorBench(Path.of(arguments[0]), Path.of(arguments[1]));
        var names = List.of(arguments).subList(2, arguments.length);
        if (names.isEmpty()) {
            try (Stream<Path> files = Files.list(bench.programs)) {
                names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".snow"))
                        .map(name -> name.substring(0, name.length() - ".snow".length()))
                        .sorted()
                        .toList();
            }
        }
        if (!bench.erlang) {
            System.out.println("No erl on the PATH: the Erlang columns are left out.");
        }
        System.out.printf(Locale.ROOT, ROW, "", "Snow", "Erlang", "ratio", "Snow (CPU)", "Erlang (CPU)", "ratio");
        for (var name : names) {
            bench.measure(name, Integer.getInteger("bench.runs", 3));
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private void measure(String name, int runs) throws IOException, InterruptedException {
        var snow = new ArrayList<Round>();
        var other = new ArrayList<Round>();
        boolean twin = erlang && Files.exists(programs.resolve(name + ".erl"));
        for (int i = 0; i < runs; i++) {
            snow.addAll(lastHalf(run(snowCommand(name), true)));
            if (twin) {
                other.addAll(lastHalf(run(erlangCommand(name), false)));
            }
        }
        if (snow.stream().anyMatch(round -> round.bytes > 0)) {
            double ours = median(snow.stream().map(Round::bytes).toList());
            double theirs = median(other.stream().map(Round::bytes).toList());
            System.out.printf(Locale.ROOT, ROW, name, bytes(ours), bytes(theirs), ratio(ours, theirs), "", "", "");
            return;
        }
        double ours = median(snow.stream().map(Round::nanos).toList());
        double theirs = median(other.stream().map(Round::nanos).toList());
        double oursCpu = median(snow.stream().map(Round::cpuNanos).toList());
        double theirsCpu = median(other.stream().map(Round::cpuNanos).toList());
        System.out.printf(
                Locale.ROOT,
                ROW,
                name,
                time(ours),
                time(theirs),
                ratio(ours, theirs),
                time(oursCpu),
                time(theirsCpu),
                ratio(oursCpu, theirsCpu));
    }

    private List<String> snowCommand(String name) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-UsePerfData");
        Stream.of(System.getProperty("bench.options", "-Xmx2g").split(" ")).forEach(command::add);
        command.addAll(List.of("-jar", jars.resolve(name + ".jar").toString()));
        return command;
    }

    private List<String> erlangCommand(String name) {
        return List.of("erl", "+P", "2000000", "-noshell", "-pa", jars.toString(), "-eval", name + ":main(), halt().");
    }

    private static List<Round> lastHalf(List<Round> rounds) {
        return rounds.subList(rounds.size() / 2, rounds.size());
    }

    /** Runs a program to its end and measures its rounds. */
    private static List<Round> run(List<String> command, boolean jvm) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var rounds = new ArrayList<Round>();
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                var out = process.outputWriter(UTF_8)) {
            long count = 0;
            long start = 0;
            double cpu = 0;
            double heap = 0;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ");
                switch (words[0]) {
                    case "begin" -> {
                        count = Long.parseLong(words[1]);
                        cpu = cpuNanos(process);
                        start = System.nanoTime();
                    }
                    case "end" -> {
                        double nanos = System.nanoTime() - start;
                        rounds.add(new Round(nanos / count, (cpuNanos(process) - cpu) / count, 0));
                    }
                    case "heap" -> {
                        count = Long.parseLong(words[1]);
                        heap = jvm ? liveBytes(process) : Double.parseDouble(words[2]);
                    }
                    case "full" -> {
                        double full = jvm ? liveBytes(process) : Double.parseDouble(words[1]);
                        rounds.add(new Round(0, 0, (full - heap) / count));
                    }
                    default -> throw new IOException("unexpected: " + line);
                }
                goOn(out);
            }
        } finally {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        return rounds;
    }

    private static void goOn(Writer out) throws IOException {
        out.write("\n");
        out.flush();
    }

    /** Processor time used so far, by user code and the system's; from the process file system, in ticks of 10 ms. */
    private static double cpuNanos(Process process) {
        return process.info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    private static double liveBytes(Process process) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram");
        var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        Optional<String> total;
        try (var in = new BufferedReader(new InputStreamReader(jcmd.getInputStream(), UTF_8))) {
            total = in.lines().filter(line -> line.startsWith("Total")).findFirst();
        }
        var words =
                total.orElseThrow(() -> new IOException("no histogram")).trim().split(" +");
        return Double.parseDouble(words[words.length - 1]);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static String ratio(double ours, double theirs) {
        return Double.isNaN(theirs) ? "" : String.format(Locale.ROOT, "%.2f", ours / theirs);
    }

    private static String time(double nanos) {
        return Double.isNaN(nanos) ? "" : String.format(Locale.ROOT, "%,.0f ns", nanos);
    }

    private static String bytes(double bytes) {
        return Double.isNaN(bytes) ? "" : String.format(Locale.ROOT, "%,.0f bytes", bytes);
    }
}
