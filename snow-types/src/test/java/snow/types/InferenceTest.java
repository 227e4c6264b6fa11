package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of expressions and definitions (spec 02 §3, §4, §14). */
class InferenceTest {
    private static String type(String definition) {
        return Checking.typeOf(definition + "\nfn main() do\n  println(\"x\")\nend\n", "f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    42                                          @ Int
                    4.5                                         @ Float
                    "s"                                         @ String
                    nil                                         @ ()
                    ()                                          @ ()
                    :ok                                         @ Atom
                    (1, "a", true)                              @ (Int, String, Bool)
                    [[1.5]]                                     @ List<List<Float>>
                    []                                          @ List<a>
                    %{"k" => 1}                                 @ Map<String, Int>
                    1..4                                        @ Range
                    Some(3)                                     @ Option<Int>
                    None                                        @ Option<a>
                    Ok(1)                                       @ Result<Int, a>
                    Some                                        @ (a) -> Option<a>
                    1 + 2 * 3 % 4                               @ Int
                    -1.5                                        @ Float
                    "a" <> "b"                                  @ String
                    [1] ++ [2]                                  @ List<Int>
                    1 < 2 and not ("a" == "b")                  @ Bool
                    if true do 1 else 2 end                     @ Int
                    if true do 1 end                            @ ()
                    for x in 1..3 do "${x}" end                 @ List<String>
                    for {k, v} in %{1 => "a"} do (v, k) end     @ List<(String, Int)>
                    for k in %{1 => "a"} do k end               @ List<Int>
                    while false do 1 end                        @ ()
                    fn x -> x end                               @ (a) -> a
                    fn x, y -> x <> "${y}" end                  @ (String, a) -> String
                    fn 0 -> "z" | n -> "n" end                  @ (Int) -> String
                    case Some(1) do Some(n) -> n None -> 0 end  @ Int
                    [1, 2] |> List.map(fn n -> n * 2 end)       @ List<Int>
                    map(["a"], String.length)                   @ List<Int>
                    "a b".split(" ").length()                   @ Int
                    list_length([1])                            @ Int
                    Tuple.first((1, "a"))                       @ Int
                    Tuple.nth((1, "a"), 1)                      @ String
                    Math.abs(-1)                                @ Int
                    Math.max(1.5, 2.5)                          @ Float
                    Math.pi                                     @ Float
                    compare(1, 2)                               @ Ordering
                    hash("a")                                   @ Int
                    inspect(1)                                  @ String
                    1.to_string()                               @ String
                    Queue.pop(Queue.push(Queue.new(), 1))       @ (Int, Queue<Int>)
                    """)
    void expressionHasType(String expression, String type) {
        assertEquals("() -> " + type, type("fn f() = " + expression));
    }

    @Test
    void predicatesOfOperatorsAreInferred() {
        assertEquals("(a) -> a where Add(a)", type("fn f(x) = x + x"));
        assertEquals("(a, a) -> Bool where Ord(a)", type("fn f(x, y) = x < y"));
        assertEquals("(a) -> String", type("fn f(v) = \"<${v}>\""));
        assertEquals("(a, a) -> a where Concat(a)", type("fn f(x, y) = x ++ y"));
    }

    @Test
    void boundsOfBuiltinsReachTheCaller() {
        assertEquals(
                "(Map<a, Int>, a) -> Map<a, Int> where Eq(a), Hash(a)",
                type("fn f(m, k) = Map.put(m, k, Map.get(m, k) + 1)"));
    }

    @Test
    void declaredTypeParametersKeepTheirNamesAndOrder() {
        assertEquals(
                "(List<T>, U) -> (U, T) where Eq(T)",
                type("fn f<U, T>(xs :: List<T>, u :: U) -> (U, T) where T: Eq do\n  (u, List.head(xs))\nend"));
    }

    @Test
    void letsAreGeneralised() {
        assertEquals("() -> (Int, String)", type("fn f() do\n  let id = fn v -> v end\n  (id(1), id(\"a\"))\nend"));
    }

    @Test
    void aVariableOfTheSurroundingsIsNotGeneralised() {
        assertEquals("(a) -> (a, a)", type("fn f(x) do\n  let g = fn _ -> x end\n  (g(1), g(\"a\"))\nend"));
    }

    @Test
    void resultsOfWaitingConstraintsAreNotGeneralised() {
        assertEquals("(List<Int>) -> (Int, Int)", type("""
                        fn f(xs) do
                          let n = xs.length()
                          let m = n + List.length(xs)
                          let _ = List.map(xs, fn x -> x + 1 end)
                          (n, m)
                        end
                        """));
    }

    @Test
    void fieldsWaitForTheirStruct() {
        assertEquals("(List<Main.Person>) -> List<String>", type("""
                        struct Person do
                          name :: String
                        end
                        fn f(people) do
                          let names = List.map(people, fn p -> p.name end)
                          let _ = is_first(people)
                          names
                        end
                        fn is_first(people :: List<Person>) -> Bool = List.length(people) == 1
                        """));
    }

    @Test
    void methodsOfOneInterfaceBecomeItsPredicate() {
        assertEquals("(a) -> Int where Priced(a)", type("""
                        interface Priced do
                          fn cents(self) -> Int
                        end
                        fn f(x) = x.cents() + 1
                        """));
    }

    @Test
    void mutualRecursionIsOneGroup() {
        assertEquals("(Int, List<a>) -> List<a>", type("""
                        fn f(n, xs) = if n == 0 do xs else g(n - 1, xs) end
                        fn g(n, xs) = f(n, List.tail(xs))
                        """));
    }

    @Test
    void polymorphicRecursionWorksWhenAnnotated() {
        assertEquals("(Main.Nest<T>) -> Int", type("""
                        type Nest<T> do
                          Flat(T)
                          Deep(Nest<List<T>>)
                        end
                        fn f<T>(n :: Nest<T>) -> Int do
                          case n do
                            Flat(_) -> 1
                            Deep(inner) -> 1 + f(inner)
                          end
                        end
                        """));
    }

    @Test
    void branchesThatNeverYieldTakeNoPart() {
        assertEquals("(Bool) -> Int", type("fn f(b) do\n  let n = if b do return 1 else 2 end\n  n + 1\nend"));
        assertEquals("() -> List<()>", type("fn f() = for _ in 1..3 do break end"));
    }

    @Test
    void tryDecidesTheResultOfAFunctionWithoutAnnotation() {
        assertEquals("(String) -> Option<Int>", type("fn f(t) do\n  let n = String.to_int(t)?\n  Some(n + 1)\nend"));
        assertEquals("(Result<a, b>) -> Result<a, b>", type("fn f(r) do\n  Ok(r?)\nend"));
    }

    @Test
    void openTypesAreSettledAtTheEnd() {
        assertEquals("((a, b)) -> a", type("fn f(t) = Tuple.first(t)"));
        assertEquals("(List<a>) -> List<a>", type("fn f(xs) = for x in xs do x end"));
        assertEquals("(Map<a, b>) -> List<(a, b)>", type("fn f(m) = for {k, v} in m do (k, v) end"));
    }

    @Test
    void actorsAreFunctionsToPids() {
        assertEquals(
                "(Int) -> Pid<Int>",
                type("actor f(sum) do\n  receive do\n    0 -> println(\"${sum}\")\n    n -> f(sum + n)\n  end\nend"));
        assertEquals("() -> Pid<a>", type("actor f() do\n  receive do\n    m -> println(\"${m}\")\n  end\nend"));
    }

    @Test
    void becomingUnifiesTheMessageTypes() {
        assertEquals("() -> Pid<String>", type("""
                        actor f() do
                          receive do
                            _ -> g()
                          end
                        end
                        actor g() do
                          receive do
                            "go" -> f()
                          end
                        end
                        """));
    }

    @Test
    void anUntypedPidFitsEveryPid() {
        assertEquals(
                "(Pid) -> ()", type("fn f(p :: Pid) do\n  let q :: Pid<Int> = p\n  send(q, 1)\n  send(p, \"a\")\nend"));
    }

    @Test
    void aliasesAreTransparent() {
        assertEquals(
                "(Map<String, List<Int>>) -> Int",
                type("type Table<V> = Map<String, List<V>>\nfn f(t :: Table<Int>) -> Int = Map.size(t)"));
    }

    @Test
    void bareGenericsAreInferred() {
        assertEquals("(List<a>) -> Int", type("fn f(xs :: List) -> Int = List.length(xs)"));
    }

    @Test
    void operatorsOfOwnTypesYieldWhatTheirMethodYields() {
        assertEquals("(Main.V) -> Int", type("""
                        struct V do
                          x :: Int
                        end
                        impl Mul for V do
                          fn mul(self, other) do
                            self.x * other.x
                          end
                        end
                        fn f(v :: V) = v * v
                        """));
    }
}
