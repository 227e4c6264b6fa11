package snow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(directory);
    }

    private void file(String name, String text) throws IOException {
        var path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> filesThere() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aProgramPrintsAndNothingIsWritten() throws IOException {
        file("hello.snow", "#!/usr/bin/env -S snowc run\nfn main() do\n  println(\"ready\")\nend\n");
        var before = filesThere();
        assertEquals(new Session.Outcome(0, "ready\n", ""), session.snowc("run", "hello.snow"));
        assertEquals(before, filesThere());
    }

    @Test
    void argumentsReachTheProgramUnchanged() throws IOException {
        file("echo.snow", "fn main() do\n  for word in Env.args() do\n    println(\"[${word}]\")\n  end\nend\n");
        assertEquals(
                new Session.Outcome(0, "[a b]\n[--json]\n[]\n[*]\n", ""),
                session.snowc("run", "--quiet", "echo.snow", "--", "a b", "--json", "", "*"));
    }

    @Test
    void theExitStatusIsThatOfTheProgram() throws IOException {
        file("crash.snow", "fn main() do\n  println(\"before\")\n  println(\"${1 / 0}\")\nend\n");
        assertEquals(
                new Session.Outcome(101, "before\n", "Snow panic at crash.snow:3: division by zero\n"),
                session.snowc("run", "crash.snow"));
    }

    @Test
    void warningsComeBeforeTheProgramAndErrorsInsteadOfIt() throws IOException {
        file("warned.snow", "fn main() do\n  let unused = 1\n  println(\"ran\")\nend\n");
        var outcome = session.snowc("run", "warned.snow");
        assertEquals(0, outcome.status());
        assertEquals("ran\n", outcome.out());
        assertTrue(outcome.err().startsWith("[W0004] Warning: "), outcome.err());
        file("wrong.snow", "fn main() do\n  println(\"ran\")\n  println(1)\nend\n");
        outcome = session.snowc("run", "wrong.snow");
        assertEquals(1, outcome.status());
        assertEquals("", outcome.out());
    }

    @Test
    void aDirectoryRunsFromInsideAndOutside() throws IOException {
        file("shop/main.snow", "fn main() do\n  println(\"open\")\nend\n");
        file("shop/pricing/tax_table.snow", "pub fn rate(n :: Int) -> Int = n * 10\n");
        assertEquals(new Session.Outcome(0, "open\n", ""), session.snowc("run", "shop"));
        assertEquals(new Session.Outcome(0, "open\n", ""), session.snowc("run", "-C", "shop"));
        assertEquals(new Session.Outcome(0, "open\n", ""), session.snowc("-C", "shop", "run", "."));
    }

    @Test
    void aProgramWithoutMainCannotRun() throws IOException {
        file("a.snow", "fn helper() = 1\n");
        var outcome = session.snowc("run", "a.snow");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().startsWith("[C0002] Error: no `main` function in 'a.snow'\n"), outcome.err());
        assertEquals(0, session.snowc("check", "a.snow").status());
        file("b.snow", "fn main(x) do\n  println(x)\nend\n");
        outcome = session.snowc("run", "b.snow");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().startsWith("[C0005] Error: "), outcome.err());
    }

    @Test
    void errorsOfEveryModuleAreShown() throws IOException {
        file("shop/main.snow", "fn main() do\n  println(1)\nend\n");
        file("shop/unused.snow", "fn f() -> Int = \"x\"\n");
        var text = session.snowc("check", "shop").err();
        assertTrue(text.contains("[ shop/main.snow:2:"), text);
        assertTrue(text.contains("[ shop/unused.snow:1:"), text);
        assertEquals(1, session.snowc("build", "shop").status());
    }

    @Test
    void warningsFailOnlyWhenDenied() throws IOException {
        file("warned.snow", "fn main() do\n  let unused = 1\n  println(\"ran\")\nend\n");
        assertEquals(0, session.snowc("check", "warned.snow").status());
        assertEquals(1, session.snowc("check", "--deny-warnings", "warned.snow").status());
    }
}
