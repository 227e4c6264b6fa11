package snow.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every program of {@code golden/run}, built into a jar and run by a JVM of its own; two at a time. */
class RunFromJarTest {
    private record Started(GoldenProgram program, Future<Outcome> outcome) {}

    private static ExecutorService jvms;

    @TempDir
    static Path directory;

    @BeforeAll
    static void open() {
        jvms = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void close() {
        jvms.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> doesWhatIsExpected() {
        List<Started> started = GoldenProgram.in("run").stream()
                .map(program -> new Started(program, jvms.submit(() -> run(program))))
                .toList();
        return started.stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.program.name(), () -> outcome(one).assertExpectedOf(one.program)));
    }

    private static Outcome run(GoldenProgram program) throws IOException, InterruptedException {
        var jar = JarRun.write(Compiled.withoutErrors(program), directory.resolve(program.name() + ".jar"));
        return JarRun.run(jar);
    }

    private static Outcome outcome(Started one) throws InterruptedException {
        try {
            return one.outcome.get();
        } catch (ExecutionException e) {
            throw new AssertionError(one.program + " cannot be run", e.getCause());
        }
    }
}
