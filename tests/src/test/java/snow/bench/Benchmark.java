package snow.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/**
 * A program written twice: {@code tests/bench/NAME.snow} with a function {@code run(size :: Int) -> Int}, and a class of this package with the
 * same. Both give the same number.
 *
 * @param tiny a size for checking the results
 * @param size a size that takes some ten milliseconds
 */
record Benchmark(String name, Kind kind, long tiny, long size, LongUnaryOperator java) {
    /** Operations of collections are measured beside collections that change in place, so they do not count for the mean. */
    enum Kind {
        PROGRAM,
        OPERATION
    }

    static final List<Benchmark> ALL = List.of(
            program("fib", 15, 30, Fib::run),
            program("nbody", 20, 20_000, Nbody::run),
            program("spectral_norm", 8, 220, SpectralNorm::run),
            program("fannkuch", 5, 9, Fannkuch::run),
            program("binary_trees", 4, 15, BinaryTrees::run),
            program("mandelbrot", 9, 300, Mandelbrot::run),
            program("collatz", 50, 60_000, Collatz::run),
            program("sieve", 500, 40_000, Sieve::run),
            program("quicksort", 300, 40_000, Quicksort::run),
            program("word_count", 700, 40_000, WordCount::run),
            program("json_like", 5, 5_000, JsonLike::run),
            program("interpreter", 7, 800, Interpreter::run),
            program("closures", 700, 40_000, Closures::run),
            program("matrix", 7, 130, Matrix::run),
            operation("list_append", 700, 1_000_000, ListAppend::run),
            operation("list_walk", 700, 1_000_000, ListWalk::run),
            operation("map_of_ints", 700, 1_000_000, MapOfInts::run),
            operation("permutations", 5, 8, Permutations::run));

    private static Benchmark program(String name, long tiny, long size, LongUnaryOperator java) {
        return new Benchmark(name, Kind.PROGRAM, tiny, size, java);
    }

    private static Benchmark operation(String name, long tiny, long size, LongUnaryOperator java) {
        return new Benchmark(name, Kind.OPERATION, tiny, size, java);
    }

    /** The program in Snow, compiled and loaded. */
    LongUnaryOperator snow(Path directory) throws IOException {
        var source = Files.readString(directory.resolve(name + ".snow"), UTF_8);
        var compilation = Compiler.compile(
                Project.of(Map.of(Project.ENTRY_FILE, source)), Compiler.Goal.CLASS_FILES, 1, Phases.SILENT);
        var program = compilation
                .program()
                .orElseThrow(() -> new IllegalStateException(name + ": " + compilation.diagnostics()));
        var loader = program.load().getClass().getClassLoader();
        try {
            var run = MethodHandles.publicLookup()
                    .findStatic(
                            loader.loadClass("snow.program.Main"),
                            "run",
                            MethodType.methodType(long.class, long.class));
            return size -> call(run, size);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " has no function run(Int) -> Int", e);
        }
    }

    private static long call(MethodHandle run, long size) {
        try {
            return (long) run.invokeExact(size);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
