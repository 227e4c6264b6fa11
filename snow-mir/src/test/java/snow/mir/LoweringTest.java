package snow.mir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import snow.diagnostics.Diagnostic;

class LoweringTest {
    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    // ---- functions

    @Test
    void callsOfItselfInTailPositionAreJumps() {
        var text = Lowered.of("""
                        fn sum(n :: Int, total :: Int) -> Int do
                          case n do
                            0 -> total
                            _ -> (n - 1) |> sum(total + n)
                          end
                        end

                        fn main() do
                          println("${sum(9, 0)}")
                        end
                        """).text("sum");
        assertTrue(text.contains("jump again(int_subtract(n.2, 1), int_add(total.2, n.2))"), text);
        assertEquals(1, count(text, "poll"), text);
    }

    @Test
    void returnOfACallOfItselfIsAJumpFromInsideALoop() {
        var text = Lowered.of("""
                        fn seek(n :: Int) -> Int do
                          for i in 0..n do
                            if i == 3 do
                              return seek(i)
                            end
                          end
                          n
                        end

                        fn main() do
                          println("${seek(9)}")
                        end
                        """).text("seek");
        assertTrue(text.contains("jump again(i)"), text);
    }

    @Test
    void aFunctionWithoutCallsHasNoYieldPoint() {
        var lowered = Lowered.of("""
                fn next(n :: Int) -> Int = n + 1

                fn main() do
                  println("${next(1)}")
                end
                """);
        assertFalse(lowered.text("next").contains("poll"));
        assertTrue(lowered.text("main").contains("poll"));
    }

    @Test
    void whatNothingReachesIsLeftOut() {
        var lowered = Lowered.of("""
                let unused = 1

                fn other() -> Int = unused

                fn main() do
                  println("a")
                end
                """);
        assertEquals(List.of("main", "main'start"), lowered.names());
    }

    @Test
    void topLevelLetsAreEvaluatedInTheOrderOfTheSource() {
        var lowered = Lowered.of("""
                let a = 1
                let b = a + 1

                fn main() do
                  println("${b}")
                end
                """);
        assertEquals("""
                fn main'start() -> ()
                  block
                    do call snow/program/Main.let'2()
                    do call snow/program/Main.let'1()
                    do call snow/program/Main.main()
                    ()
                """, lowered.text("main'start"));
        assertTrue(lowered.text("let'2").contains("put let:a"), lowered.text("let'2"));
    }

    // ---- instances

    @Test
    void oneInstanceServesAllReferencesAndEachPrimitiveHasItsOwn() {
        var lowered = Lowered.of("""
                fn same<T>(x :: T) -> T = x

                fn main() do
                  println("${same("a")} ${same([1])} ${same(1)} ${same(1.5)}")
                end
                """);
        assertEquals(List.of("main", "same'L", "same'J", "same'D", "main'start"), lowered.names());
    }

    @Test
    void whereAnInterfaceIsNeededEveryTypeHasItsInstance() {
        var lowered = Lowered.of("""
                fn twice(a, b) = a == b

                fn main() do
                  println("${twice("a", "b")} ${twice([1], [2])}")
                end
                """);
        assertEquals(List.of("main", "twice'L", "twice'L'2", "main'start"), lowered.names());
        assertTrue(lowered.text("twice'L").contains("snow/rt/value/Strings.eq"));
        assertTrue(lowered.text("twice'L'2").contains("Values.eq"));
    }

    @Test
    void recursionWithEverLargerTypesIsReportedWithItsCycle() {
        var errors = Lowered.of("""
                        fn grow<T>(x :: T, n :: Int) -> Bool where T: Eq do
                          if n == 0 do
                            x == x
                          else
                            more(x, n)
                          end
                        end

                        fn more<T>(x :: T, n :: Int) -> Bool where T: Eq do
                          grow([x], n - 1)
                        end

                        fn main() do
                          println("${grow(1, 3)}")
                        end
                        """).errors();
        var error = errors.get("Main").getFirst();
        assertEquals("`grow` would be needed for infinitely many types", error.title());
        assertEquals(List.of("grow -> more -> grow"), error.notes());
    }

    @Test
    void errorsStandInTheOrderOfTheirPlaces() {
        var errors = Lowered.of("""
                        fn above<T>(x :: T, n :: Int) -> Bool where T: Eq do
                          if n == 0 do x == x else above([x], n - 1) end
                        end

                        fn below<T>(x :: T, n :: Int) -> Bool where T: Eq do
                          if n == 0 do x == x else below([x], n - 1) end
                        end

                        fn main() do
                          println("${below(1, 3)} ${above(1, 3)}")
                        end
                        """).errors();
        assertEquals(
                List.of(
                        "`above` would be needed for infinitely many types",
                        "`below` would be needed for infinitely many types"),
                errors.get("Main").stream().map(Diagnostic::title).toList());
    }

    @Test
    void anExternIsCalledInTheFormForItsRepresentation() {
        var text = Lowered.of("""
                        fn main() do
                          println("${List.head([1])} ${List.head(["a"])}")
                        end
                        """).text("main");
        assertTrue(text.contains("Lists.headInt"), text);
        assertTrue(text.contains("Lists.head line"), text);
    }

    // ---- function values

    @Test
    void capturesAreParametersOfTheClosuresMethod() {
        var lowered = Lowered.of("""
                fn main() do
                  let y = List.length([1])
                  let f = fn(z) -> y + z end
                  println("${f(1)}")
                end
                """);
        assertEquals("""
                fn closure:main'1(y :: Int, z :: Int) -> Int line 3
                  int_add(y, z)
                """, lowered.text("closure:main'1"));
        var closure = lowered.program().classes().stream()
                .filter(one -> one instanceof MirClass.Closure)
                .map(one -> (MirClass.Closure) one)
                .findFirst()
                .orElseThrow();
        assertEquals("snow/rt/fn/Fn_J_J", closure.shape().name());
        assertEquals(List.of(new MirClass.Field("_0", Rep.INT)), closure.captures());
    }

    @Test
    void aNestedFunctionIsCalledWithoutAnObject() {
        var lowered = Lowered.of("""
                fn main() do
                  let step = List.length([1])
                  fn down(n :: Int) -> Int do
                    if n < 0 do n else down(n - step) end
                  end
                  println("${down(10)}")
                end
                """);
        assertTrue(lowered.text("main").contains("call snow/program/Main.closure:main'1 line 6(step, 10)"));
        assertTrue(lowered.text("closure:main'1").contains("jump again(int_subtract(n.2, step))"));
        assertTrue(lowered.program().classes().stream().noneMatch(one -> one instanceof MirClass.Closure));
    }

    @Test
    void nestedFunctionsThatCallEachOtherStayInOneInstance() {
        var lowered = Lowered.of("""
                fn main() do
                  fn a(x, n) do
                    if n == 0 do [x] else b(x, n - 1) end
                  end
                  fn b(y, n) do
                    if n == 0 do [y] else [y] ++ a(y, n - 1) end
                  end
                  println("${a(1, 3)} ${a("s", 2)}")
                end
                """);
        assertTrue(lowered.text("closure:main'3").startsWith("fn closure:main'3(y :: Int, n :: Int)"));
        assertTrue(lowered.text("closure:main'4").startsWith("fn closure:main'4(y :: String, n :: Int)"));
    }

    @Test
    void aNestedFunctionGetsThePolymorphicLetsThatItsOwnClosuresUse() {
        var lowered = Lowered.of("""
                fn main() do
                  let keep = fn v -> v end
                  fn gen<T>(x :: T, n :: Int) -> List<T> do
                    let again = fn z -> keep(z) end
                    if n == 0 do [] else [again(x)] ++ gen(x, n - 1) end
                  end
                  println("${gen("s", 1)} ${gen(1, 2)}")
                end
                """);
        var main = lowered.text("main");
        assertTrue(main.contains("(keep, \"s\", 1)") && main.contains("(keep.2, 1, 2)"), main);
    }

    @Test
    void aConstructorAsAValueIsOneObjectPerForm() {
        var closures = Lowered.of("""
                        fn main() do
                          println("${map([1], Some)} ${map([2], Some)} ${map(["a"], Some)}")
                        end
                        """).program().classes().stream()
                .filter(one -> one instanceof MirClass.Closure)
                .count();
        assertEquals(2, closures);
    }

    @Test
    void aPolymorphicClosureIsMadeForEveryTypeItIsUsedWith() {
        var text = Lowered.of("""
                        fn main() do
                          let keep = fn v -> v end
                          println("${keep("k")} ${keep(7)}")
                        end
                        """).text("main");
        assertTrue(text.contains("let keep :: Fn_L_L") && text.contains("let keep.2 :: Fn_J_J"), text);
    }

    @Test
    void aPolymorphicLetWithEffectsIsEvaluatedOnce() {
        var text = Lowered.of("""
                        fn made<T>() -> Fun(T) -> T do
                          println("made")
                          fn(x) -> x end
                        end

                        fn main() do
                          let keep = made()
                          println("${keep("k")} ${keep(7)}")
                        end
                        """).text("main");
        assertEquals(1, count(text, "call snow/program/Main.made"), text);
    }

    @Test
    void aFunctionAsAValueIsOneObjectForAllUses() {
        var lowered = Lowered.of("""
                fn next(n :: Int) -> Int = n + 1

                fn main() do
                  println("${map([1], next)} ${map([2], next)}")
                end
                """);
        assertEquals(
                1,
                lowered.program().classes().stream()
                        .filter(one -> one instanceof MirClass.Closure)
                        .count());
    }

    // ---- loops

    @Test
    void aLoopWhoseValueIsDroppedCollectsNothing() {
        var text = Lowered.of("""
                        fn main() do
                          for i in 0..9 do
                            i
                          end
                          println("end")
                        end
                        """).text("main");
        assertFalse(text.contains("ListBuilder"), text);
        assertTrue(text.contains("poll"), text);
    }

    @Test
    void aLoopWhoseValueIsUsedCollectsUnboxed() {
        var text = Lowered.of("""
                        fn main() do
                          let squares = for i in [1, 2] do
                            i * i
                          end
                          println("${squares}")
                        end
                        """).text("main");
        assertTrue(text.contains("ListWalk.headInt"), text);
        assertTrue(text.contains("ListBuilder.add(%2, int_multiply(i, i))"), text);
    }

    @Test
    void aLoopOverAListYieldsOncePerChunk() {
        var text = Lowered.of("""
                        fn main() do
                          for i in [1, 2] do
                            println("${i}")
                          end
                        end
                        """).text("main");
        var elements = text.substring(text.indexOf("loop for"));
        assertTrue(
                text.substring(text.indexOf("loop chunk"), text.indexOf("loop for"))
                        .contains("do poll"),
                text);
        assertFalse(elements.contains("do poll"), text);
    }

    @Test
    void chainsOfAHundredThousandOperatorsAreNoProblem() {
        var sum = new StringBuilder("1");
        var joined = new StringBuilder("text");
        for (int i = 0; i < 100_000; i++) {
            sum.append(" + n");
            joined.append(" <> text");
        }
        var lowered = Lowered.of("fn f(n :: Int, text :: String) -> String do\n  let s = " + sum + "\n  \"${s}\" <> "
                + joined + "\nend\n\nfn main() do\n  println(f(1, \"a\"))\nend\n");
        assertEquals(List.of("main", "f", "main'start"), lowered.names());
    }

    // ---- matches

    @Test
    void aMatchOverFiveHundredVariantsIsOneSwitch() {
        var variants =
                IntStream.range(0, 500).mapToObj(i -> "  V" + i + "(Int)\n").collect(Collectors.joining());
        var arms = IntStream.range(0, 500)
                .mapToObj(i -> "    V" + i + "(n) -> n + " + i + "\n")
                .collect(Collectors.joining());
        var text = Lowered.of("type Many do\n" + variants + "end\n\nfn f(value :: Many) -> Int do\n  case value do\n"
                        + arms + "  end\nend\n\nfn main() do\n  println(\"${f(V0(1))}\")\nend\n")
                .text("f");
        assertEquals(1, count(text, "tag value"));
        assertEquals(500, count(text, "let n"));
    }

    @Test
    void alternativesInManyColumnsDoNotMultiply() {
        var names = IntStream.range(0, 12).mapToObj(i -> "n" + i).toList();
        var pattern = names.stream().map(_ -> "1 | 2 | 3").collect(Collectors.joining(", "));
        var text = Lowered.of("fn f(" + names.stream().map(n -> n + " :: Int").collect(Collectors.joining(", "))
                        + ") -> Int do\n  case (" + String.join(", ", names) + ") do\n    (" + pattern
                        + ") -> 77\n    _ -> 88\n  end\nend\n\nfn main() do\n  println(\"${f("
                        + names.stream().map(_ -> "1").collect(Collectors.joining(", ")) + ")}\")\nend\n")
                .text("f");
        assertEquals(1, count(text, "77"), text);
        assertEquals(12, count(text, "switch "), text);
    }

    @Test
    void twoThousandArmsAreOneSwitch() {
        var arms = IntStream.range(0, 2000)
                .mapToObj(i -> "    \"w" + i + "\" -> " + i + "\n")
                .collect(Collectors.joining());
        var text = Lowered.of("fn f(word :: String) -> Int do\n  case word do\n" + arms
                        + "    _ -> -1\n  end\nend\n\nfn main() do\n  println(\"${f(\"w7\")}\")\nend\n")
                .text("f");
        assertEquals(1, count(text, "text word"));
    }

    @Test
    void noPlaceIsTestedTwiceOnAWay() {
        var text = Lowered.of("""
                        fn f(a :: Option<Int>, b :: Option<Int>) -> Int do
                          case (a, b) do
                            (Some(1), Some(_)) -> 1
                            (Some(_), None) -> 2
                            (Some(x), Some(y)) -> x + y
                            (None, _) -> 3
                          end
                        end

                        fn main() do
                          println("${f(Some(1), None)}")
                        end
                        """).text("f");
        assertEquals(1, count(text, "tag a"), text);
        assertEquals(2, count(text, "tag b"), text);
        assertFalse(text.contains("no match"), text);
    }

    @Test
    void aMatchOnATupleLiteralMakesNoTuple() {
        var text = Lowered.of("""
                        fn f(a :: Int, b :: Bool) -> Int do
                          case (a, b) do
                            (1, true) -> 1
                            _ -> 2
                          end
                        end

                        fn main() do
                          println("${f(1, true)}")
                        end
                        """).text("f");
        assertFalse(text.contains("new"), text);
    }

    // ---- data

    @Test
    void derivedEqualityComparesFieldsUnboxed() {
        var lowered = Lowered.of("""
                struct Spot do
                  x :: Float
                  name :: String
                end

                fn main() do
                  println("${Spot { x: 1.0, name: "a" } == Spot { x: 2.0, name: "b" }}")
                end
                """);
        var text = lowered.text("Spot:eq'1");
        assertTrue(text.contains("float_equal(.x(self), .x(other))"), text);
        assertTrue(text.contains("snow/rt/value/Strings.eq"), text);
    }

    @Test
    void genericStructsHaveAClassPerRepresentationOfTheirFields() {
        var classes = Lowered.of("""
                        struct Box<T> do
                          value :: T
                        end

                        fn main() do
                          println("${Box { value: 1 }} ${Box { value: "a" }} ${Box { value: [1] }}")
                        end
                        """).program().classes().stream()
                .map(MirClass::name)
                .filter(name -> name.contains("Box"))
                .sorted()
                .toList();
        assertEquals(List.of("snow/program/Main$Box_J", "snow/program/Main$Box_L"), classes);
    }

    // ---- actors

    @Test
    void anActorJumpsToItselfAndBecomesAnotherByAnActivity() {
        var lowered = Lowered.of("""
                actor red(n :: Int) do
                  receive do
                    "go" -> green(n)
                    _ -> red(n + 1)
                  end
                end

                actor green(n :: Int) do
                  receive do
                    "stop" -> red(n)
                  end
                end

                fn main() do
                  send(spawn(red, 0), "go")
                end
                """);
        var text = lowered.text("red");
        assertTrue(text.contains("jump again(int_add(n.2, 1))"), text);
        assertTrue(text.contains("return(new snow/program/Main$actor$green(n.2))"), text);
        assertTrue(text.contains("is java/lang/String"), text);
    }

    @Test
    void anActorThatCleansUpGoesOnAsANewActivityOfItself() {
        var lowered = Lowered.of("""
                actor loop(n :: Int) do
                  receive do
                    m -> loop(n + m)
                  end
                terminate do
                  println("end ${n}")
                end
                end

                fn main() do
                  send(spawn(loop, 0), 1)
                end
                """);
        assertTrue(lowered.text("loop").contains("new snow/program/Main$actor$loop(int_add(n, %3))"));
        assertFalse(lowered.text("loop").contains("jump again"));
        assertTrue(lowered.text("loop:terminate").contains("end "));
    }
}
