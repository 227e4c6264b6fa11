package snow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class BenchmarkTest {
    @SuppressWarnings("unused") // by its name
    private static final Iterable<Benchmark> BENCHMARKS = Benchmark.ALL;

    @ParameterizedTest
    @FieldSource("BENCHMARKS")
    void bothSidesComputeTheSame(Benchmark benchmark) throws IOException {
        var snow = benchmark.snow(Path.of("bench"));
        assertEquals(benchmark.java().applyAsLong(benchmark.tiny()), snow.applyAsLong(benchmark.tiny()));
    }
}
