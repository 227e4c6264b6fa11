package snow.mir;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import snow.diagnostics.Diagnostic;
import snow.syntax.Parser;
import snow.types.Checker;
import snow.types.SourceModule;

/** A program of one file, parsed, checked and lowered. */
final class Lowered {
    private final Lowering.Lowered lowered;

    private Lowered(Lowering.Lowered lowered) {
        this.lowered = lowered;
    }

    static Lowered of(String source) {
        var task = new FutureTask<>(() -> {
            var parsed = Parser.parse(source);
            assertFalse(parsed.hasErrors(), () -> parsed.diagnostics().toString());
            var module = new SourceModule(Checker.ENTRY, "main.snow", parsed.tree());
            var checked = Checker.check(List.of(module), Lowered::builtin);
            assertFalse(checked.hasErrors(), () -> checked.files().toString());
            return Lowering.lower(checked.program());
        });
        // As the compiler does: nested expressions are followed by recursion.
        new Thread(null, task, "compiler", 1L << 29).start();
        try {
            return new Lowered(task.get());
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<String> builtin(String module) {
        try (var in = Checker.class.getResourceAsStream("/snow/builtin/" + module + ".snow")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, List<Diagnostic>> errors() {
        return lowered.errors();
    }

    MirProgram program() {
        return lowered.program();
    }

    /** The names of the methods of the module {@code Main}. */
    List<String> names() {
        return program().modules().stream()
                .filter(module -> module.className().equals("snow/program/Main"))
                .flatMap(module -> module.functions().stream())
                .map(function -> function.method().name())
                .toList();
    }

    /** The text of one method of any module. */
    String text(String name) {
        return program().modules().stream()
                .flatMap(module -> module.functions().stream())
                .filter(function -> function.method().name().equals(name))
                .findFirst()
                .map(MirPrinter::print)
                .orElseThrow(() -> new AssertionError("no function " + name + " in " + names()));
    }
}
