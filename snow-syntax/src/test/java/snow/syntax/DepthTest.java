package snow.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nesting has a limit, chains have none, and no stack overflows, not even a small one. */
class DepthTest {
    private static final long SMALL_STACK = 512 << 10;

    @TestFactory
    Stream<DynamicTest> tenThousandLevelsAreAMessage() {
        int n = 10_000;
        var sources = new LinkedHashMap<String, String>();
        sources.put("parentheses", "(".repeat(n) + "1" + ")".repeat(n));
        sources.put("open parentheses", "(".repeat(n));
        sources.put("lists", "[".repeat(n) + "]".repeat(n));
        sources.put("calls", "f(".repeat(n) + ")".repeat(n));
        sources.put("struct literals", "A { x: ".repeat(n) + "}".repeat(n));
        sources.put("maps", "%{a => ".repeat(n) + "}".repeat(n));
        sources.put("minus", "-".repeat(n) + "1");
        sources.put("return", "return ".repeat(n));
        sources.put("if", "if a do\n".repeat(n) + "end ".repeat(n));
        sources.put("if in conditions", "if ".repeat(n));
        sources.put("case", "case x do 1 -> ".repeat(n));
        sources.put("receive", "receive do after ".repeat(n));
        sources.put("closures", "fn -> ".repeat(n) + "end ".repeat(n));
        sources.put("trailing closures", "f() do ".repeat(n) + "end ".repeat(n));
        sources.put("functions", "fn a() do ".repeat(n) + "end ".repeat(n));
        sources.put("modules", "module A do ".repeat(n));
        sources.put("interpolations", "\"${".repeat(n) + "}\"".repeat(n));
        sources.put("types", "type A = " + "List<".repeat(n) + "Int" + ">".repeat(n));
        sources.put("result types", "type A = " + "A!".repeat(n) + "B");
        sources.put("function types", "type A = " + "Fun() -> ".repeat(n) + "B");
        sources.put("patterns", "case x do " + "(".repeat(n) + ")".repeat(n) + " -> 1 end");
        sources.put("cons patterns", "case x do " + "a :: ".repeat(n) + "b -> 1 end");
        return sources.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    var result = onSmallStack(entry.getValue());
                    assertTrue(
                            result.diagnostics().stream()
                                    .anyMatch(d -> d.labels().getFirst().text().equals("nesting too deep")),
                            () -> result.diagnostics().toString());
                    assertLossless(entry.getValue(), result);
                }));
    }

    @Test
    void aThousandLevelsAreFine() {
        int n = Parser.MAX_DEPTH;
        for (var source : List.of(
                "(".repeat(n) + "1" + ")".repeat(n), "if a do\n".repeat(n) + "end ".repeat(n), "-".repeat(n) + "1")) {
            assertEquals(List.of(), onSmallStack(source).diagnostics());
        }
        assertEquals(
                1,
                onSmallStack("(".repeat(n + 1) + ")".repeat(n + 1))
                        .diagnostics()
                        .size());
    }

    @Test
    void chainsHaveNoLimit() {
        int n = 100_000;
        for (var source : List.of(
                "1" + " + 1".repeat(n),
                "x" + " |> f()".repeat(n / 10),
                "x" + ".f".repeat(n),
                "f" + "(1)".repeat(n),
                "x" + "?".repeat(n),
                "a" + " and b or c".repeat(n),
                "case x do 1" + " | 1".repeat(n) + " -> 2 end",
                "if a do 1 " + "else if b do 2 ".repeat(n / 10) + "end",
                "fn 0 -> 1" + " | 0 -> 1".repeat(n / 10) + " end",
                "let a = 1\n".repeat(n))) {
            var result = onSmallStack(source);
            assertEquals(List.of(), result.diagnostics());
            assertTrue(TreePrinter.print(result.tree()).length() > n / 10);
        }
    }

    /** Inputs on which a careless parser takes quadratic time: with this much of each it would not come back. */
    @Test
    void badInputsEnd() {
        int n = 100_000;
        for (var line : List.of(
                "foo(1 2\n",
                "fn x(\n",
                "fn a when (\n",
                "\"${\n",
                "\"\"\"${\n",
                "\"a\n",
                "do ",
                "end ",
                ")]}",
                "@",
                "#=",
                ",",
                "fn x<",
                "fn a() = 1 ",
                "if x\n",
                "case x do 1 = 2\n",
                "struct S do x ",
                "%{ 1 ",
                "'",
                "let \n",
                "fn(x ")) {
            var source = line.repeat(n / line.length());
            assertLossless(source, onSmallStack(source));
        }
    }

    private static void assertLossless(String source, ParseResult result) {
        assertEquals(source, joined(result.tree().tokens()));
    }

    static String joined(TokenList tokens) {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            text.append(tokens.text(i));
        }
        return text.toString();
    }

    private static ParseResult onSmallStack(String source) {
        var task = new FutureTask<>(() -> Parser.parse(source));
        var thread = new Thread(null, task, "small-stack", SMALL_STACK);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("parsing failed on a small stack", e);
        }
    }
}
