package snow.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import snow.syntax.Parser;
import snow.syntax.Span;

/** The human form (spec 02 §18.1). */
class RendererTest {
    private static final String SHAPE = """
            fn area(w :: Float, h :: Float) -> Float do
              let k :: Int = "wide"
              w * h
            end
            """;

    private static String render(String text, Diagnostic diagnostic) {
        return new Renderer(_ -> text, false).render("shape.snow", diagnostic);
    }

    private static Span span(String text, String part) {
        int start = text.indexOf(part);
        return new Span(start, start + part.length());
    }

    private static Diagnostic mismatch() {
        return Diagnostic.error("E0001", "expected Int, found String", span(SHAPE, "\"wide\""), "found String")
                .label(span(SHAPE, "Int"), "expected Int from annotation");
    }

    @Test
    void labelsOfOneLineHangBelowIt() {
        assertEquals("""
                [E0001] Error: expected Int, found String
                   ╭─[ shape.snow:2:18 ]
                   │
                 2 │   let k :: Int = "wide"
                   │            ─┬─   ───┬──
                   │             ╰──────────── expected Int from annotation
                   │                     │
                   │                     ╰──── found String
                   │
                   │ Help: use to_string()
                ───╯
                """, render(SHAPE, mismatch().help("use to_string()")));
    }

    @Test
    void helpComesBeforeNotes() {
        assertEquals(
                """
                [W0001] Warning: careful
                   ╭─[ shape.snow:3:3 ]
                   │
                 3 │   w * h
                   │   ┬
                   │   ╰── here
                   │
                   │ Help: do
                   │ Note: one
                   │ Note: two
                ───╯
                """,
                render(
                        SHAPE,
                        Diagnostic.warning(
                                        "W0001",
                                        "careful",
                                        new Span(SHAPE.indexOf("w *"), SHAPE.indexOf(" * h")),
                                        "here")
                                .note("one")
                                .note("two")
                                .help("do")));
    }

    @Test
    void labelsOfSeveralLinesAreOneBelowTheOther() {
        var text = "a\n".repeat(8) + "first\n\nsecond\n";
        assertEquals(
                """
                [E0002] Error: t
                    ╭─[ shape.snow:11:1 ]
                    │
                  9 │ first
                    │ ──┬──
                    │   ╰──── b
                    │
                 11 │ second
                    │ ───┬──
                    │    ╰──── a
                ────╯
                """,
                render(
                        text,
                        Diagnostic.error("E0002", "t", span(text, "second"), "a")
                                .label(span(text, "first"), "b")));
    }

    @Test
    void aLabelOverLinesHasABar() {
        var text = "\n\n\n\n\n\n  case l do\n    Off -> 1\n  end\n";
        int start = text.indexOf("case");
        var diagnostic = Diagnostic.error(
                        "E0012",
                        "non-exhaustive match on `Main.Lamp`",
                        new Span(start, text.length() - 1),
                        "missing: On(_)")
                .help("add the missing patterns or a wildcard `_` arm");
        assertEquals("""
                [E0012] Error: non-exhaustive match on `Main.Lamp`
                   ╭─[ shape.snow:7:3 ]
                   │
                 7 │ ╭─▶   case l do
                   ┆ ┆
                 9 │ ├─▶   end
                   │ │
                   │ ╰───────── missing: On(_)
                   │
                   │     Help: add the missing patterns or a wildcard `_` arm
                ───╯
                """, render(text, diagnostic));
    }

    @Test
    void labelsInOtherFilesGetASectionOfTheirOwn() {
        var renderer = new Renderer(file -> file.equals("b.snow") ? "\nlet y = 2\n" : "x\n", false);
        var diagnostic = Diagnostic.error("E0003", "t", new Span(0, 1), "here")
                .label(Label.in("b.snow", new Span(5, 6), "there"));
        assertEquals("""
                [E0003] Error: t
                   ╭─[ a.snow:1:1 ]
                   │
                 1 │ x
                   │ ┬
                   │ ╰── here
                   │
                   ├─[ b.snow:2:5 ]
                   │
                 2 │ let y = 2
                   │     ┬
                   │     ╰── there
                ───╯
                """, renderer.render("a.snow", diagnostic));
    }

    @Test
    void parseErrorsHaveNoCodeAndPointBehindTheLine() {
        var text = "fn f() do\n  let n = (3 + 4\n  let m = 1\nend\n";
        assertEquals("""
                Error: Parse error
                   ╭─[ shape.snow:2:17 ]
                   │
                 2 │   let n = (3 + 4
                   │           ┬     ┬
                   │           ╰──────── `(` opened here
                   │                 │
                   │                 ╰── unclosed `(`
                ───╯
                """, render(text, Parser.parse(text).diagnostics().getFirst()));
    }

    @Test
    void tabsAreShownAsBlanksToTheNextMultipleOfFour() {
        var text = "\ta\tb\n";
        assertEquals("""
                [E0004] Error: t
                   ╭─[ shape.snow:1:4 ]
                   │
                 1 │     a   b
                   │         ┬
                   │         ╰── l
                ───╯
                """, render(text, Diagnostic.error("E0004", "t", span(text, "b"), "l")));
    }

    @Test
    void thePositionBehindTheLastCharacterPointsAtIt() {
        assertEquals("""
                [E0004] Error: t
                   ╭─[ shape.snow:1:2 ]
                   │
                 1 │ ab
                   │  ┬
                   │  ╰── l
                ───╯
                """, render("ab", Diagnostic.error("E0004", "t", new Span(2, 2), "l")));
        assertEquals("""
                [E0004] Error: t
                   ╭─[ shape.snow:1:1 ]
                   │
                 1 │
                   │ ┬
                   │ ╰── l
                ───╯
                """, render("", Diagnostic.error("E0004", "t", new Span(0, 0), "l")));
    }

    @Test
    void coloursMarkLabelsAndTheTextTheyCover() {
        var expected = """
                <31>[E0001] Error:<0> expected Int, found String
                   <38;5;246>╭─[ <0>shape.snow:2:18<38;5;246> ]<0>
                   <38;5;246>│<0>
                <38;5;246> 2 │<0> <38;5;249>  let k :: <0><34>Int<0><38;5;249> = <0><31>"wide"<0>
                   <38;5;240>│<0>            <34>─┬─<0>   <31>───┬──<0>
                   <38;5;240>│<0>             <34>╰──────────── expected Int from annotation<0>
                   <38;5;240>│<0>                     <31>│<0>
                   <38;5;240>│<0>                     <31>╰──── found String<0>
                   <38;5;240>│<0>
                   <38;5;240>│<0> <38;5;115>Help<0>: use to_string()
                <38;5;246>───╯<0>
                """;
        var colour =
                new Renderer(_ -> SHAPE, true).render("shape.snow", mismatch().help("use to_string()"));
        var shown = colour.replaceAll("\u001b\\[([0-9;]*)m", "<$1>");
        assertEquals(expected, shown);
        var plain =
                new Renderer(_ -> SHAPE, false).render("shape.snow", mismatch().help("use to_string()"));
        assertEquals(plain, colour.replaceAll("\u001b\\[[0-9;]*m", ""));
    }
}
