package snow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine parse(String... words) {
        return assertInstanceOf(CommandLine.Result.Ok.class, CommandLine.parse(List.of(words)))
                .line();
    }

    private static String error(String... words) {
        return assertInstanceOf(CommandLine.Result.UsageError.class, CommandLine.parse(List.of(words)))
                .text();
    }

    @Test
    void optionsStandBeforeOrAfterThePath() {
        for (var line : List.of(
                parse("build", "shop", "--json"),
                parse("build", "--json", "shop"),
                parse("-q", "build", "--json", "shop"))) {
            assertTrue(line.has(Option.JSON));
            assertEquals(List.of("shop"), line.arguments());
        }
    }

    @Test
    void aValueStandsInTheSameWordOrTheNext() {
        for (var line : List.of(
                parse("build", "--output", "x"),
                parse("build", "--output=x"),
                parse("build", "-o", "x"),
                parse("build", "-ox"),
                parse("build", "-qox"))) {
            assertEquals(Optional.of("x"), line.value(Option.OUTPUT));
        }
    }

    @Test
    void theLastOfTwoValuesWins() {
        assertEquals(Optional.of("b"), parse("build", "-o", "a", "-o", "b").value(Option.OUTPUT));
        assertEquals(
                Optional.of("always"),
                parse("build", "--no-color", "--color=always").value(Option.COLOR));
        assertEquals(
                Optional.of("never"),
                parse("build", "--color=always", "--no-color").value(Option.COLOR));
        assertTrue(parse("build", "-q", "-q").has(Option.QUIET));
    }

    @Test
    void twoHyphensEndTheOptions() {
        assertEquals(List.of("--json"), parse("build", "--", "--json").arguments());
    }

    @Test
    void afterThePathOfRunEverythingIsForTheProgram() {
        var line = parse("run", "--json", "a.snow", "--quiet", "-x", "--", "y");
        assertTrue(line.has(Option.JSON));
        assertEquals(List.of("a.snow", "--quiet", "-x", "--", "y"), line.arguments());
        assertEquals(List.of("a.snow", "-h"), parse("run", "a.snow", "--", "-h").arguments());
        assertEquals(
                List.of("a.snow", "--", "b"),
                parse("run", "a.snow", "--", "--", "b").arguments());
    }

    @Test
    void runWithoutPathTakesArgumentsAfterTwoHyphens() {
        var line = parse("run", "--", "a", "--", "b");
        assertTrue(line.programArguments());
        assertEquals(List.of("a", "--", "b"), line.arguments());
    }

    @Test
    void aNameIsSuggestedWhenExactlyOneIsNear() {
        assertEquals("unrecognized subcommand 'biuld'; did you mean 'build'?", error("biuld"));
        assertEquals("unrecognized subcommand 'xyzzy'", error("xyzzy"));
        assertEquals("unrecognized option '--jsom'; did you mean '--json'?", error("check", "--jsom"));
        assertEquals("unrecognized option '--js'; did you mean '--json'?", error("check", "--js"));
        assertEquals("unrecognized option '-x'", error("check", "-x"));
    }

    @Test
    void valuesAreChecked() {
        assertEquals(
                "invalid value 'x' for '--opt-level <N>': not a whole number from 0 to 255",
                error("build", "--opt-level", "x"));
        assertTrue(error("build", "--opt-level", "256").startsWith("invalid value '256'"));
        assertTrue(error("build", "--opt-level", "-1").startsWith("invalid value '-1'"));
        assertTrue(error("build", "--opt-level", "").startsWith("invalid value ''"));
        assertEquals(Optional.of("255"), parse("build", "--opt-level", "255").value(Option.OPT_LEVEL));
        assertEquals(
                "invalid value 'no' for '--color <WHEN>': choose from auto, always, never", error("run", "--color=no"));
        assertEquals("a value is required for '--output <PATH>' but none was supplied", error("build", "-o"));
        assertEquals("option '--json' takes no value", error("build", "--json=yes"));
    }

    @Test
    void superfluousArgumentsAreErrors() {
        assertEquals("unexpected argument 'b'", error("build", "a", "b"));
    }
}
