package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} without the launcher, which would set an encoding, where no locale is set. */
class LocaleTest {
    private static final String SHOW = """
            fn main() do
              println("${Env.args()} ${Env.get("SNOW_TEST_WORD")} ${Env.get("SNOW_TEST_RAW")}")
            end
            """;

    @TempDir
    private Path directory;

    /** The shell makes the bytes, so that the locale of this JVM does not matter. */
    private String out(String locale, String arguments) throws IOException, InterruptedException {
        var command = Place.JAR.command(SHOW, directory);
        var shell = new ArrayList<>(List.of(
                "sh",
                "-c",
                "SNOW_TEST_WORD=$(printf 'w\\303\\266rd') SNOW_TEST_RAW=$(printf 'r\\377') \"$@\" " + arguments,
                "sh"));
        shell.addAll(command.command());
        command.command(shell);
        command.environment().remove("LANG");
        command.environment().remove("LC_CTYPE");
        command.environment().put("LC_ALL", locale);
        try (var program = new Running(command)) {
            return program.end().out();
        }
    }

    @Test
    void argumentsAndVariablesAreUtf8InAnyLocale() throws IOException, InterruptedException {
        var arguments = "plain \"$(printf '\\303\\251\\360\\237\\230\\200 b')\" '' \"$(printf '\\357\\277\\275')\"";
        for (var locale : List.of("POSIX", "C.UTF-8")) {
            assertEquals("[plain, é😀 b, , \uFFFD] Some(wörd) None\n", out(locale, arguments), locale);
        }
    }
}
