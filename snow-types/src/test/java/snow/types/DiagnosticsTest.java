package snow.types;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every compile-time diagnostic in a program that earns exactly it (spec 02 §19). What is expected stands in a comment at the end
 * of the line.
 */
class DiagnosticsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                fn main() do
                  let ok :: Float = 2 # E0001 at 21: expected Float, found Int // use Float conversion
                  let o :: String? = "a" # E0001 at 22: expected Option<String>, found String // wrap in Some(...)
                  println("${ok} ${o}")
                end
                """,
                """
                fn pick(b :: Bool) -> String do
                  if b do
                    "yes"
                  else
                    0 # E0001 at 5: expected String, found Int // use to_string()
                  end
                end
                fn main() do
                  println(pick(true))
                end
                """,
                """
                fn late(n :: Int) -> Int do
                  if n > 3 do
                    return "big" # E0001 at 12: expected Int, found String
                  end
                  n
                end
                fn main() do
                  println("${late(1)}")
                  let xs = [1, 2, "c"] # E0001 at 19: expected Int, found String
                  let m = %{"a" => 1, "b" => "c"} # E0001 at 30: expected Int, found String
                  println("${xs} ${m}")
                  println("${1 + 2.0}") # E0001 at 18: expected Int, found Float // use Int conversion
                  println("${List.map([1], 4)}") # E0001 at 28: expected (Int) -> a, found Int
                end
                """,
                """
                fn kind(0) = "zero"
                fn kind(n) = n # E0001 at 14: expected String, found Int
                fn main() do
                  println(kind(1))
                  while 1 do # E0001 at 9: expected Bool, found Int // expected a boolean expression
                    println("x")
                  end
                end
                """,
                """
                fn loop(g) do
                  [g] ++ g # E0002 at 10: infinite type: a occurs in List<a>
                end
                fn main() do
                  println("x")
                end
                """,
                """
                type Pair do
                  Pair(Int, Int)
                end
                fn add(a, b) = a + b
                fn main() do
                  println("${add(1, 2, 3)}") # E0003 at 14: expected 2 argument(s), found 3 // 1 extra argument(s)
                  let p = Pair(1) # E0003 at 11: expected 2 argument(s), found 1 // missing 1 argument(s)
                  case p do
                    Pair(a) -> println("${a}") # E0003 at 5: expected 2 argument(s), found 1
                  end
                  let f = fn x -> x end
                  println("${f()}") # E0003 at 14: expected 1 argument(s), found 0
                  "a" |> String.contains() # E0003 at 3: expected 2 argument(s), found 1
                end
                """,
                """
                fn area(r) = r * r
                fn area(w, h, d) = w * h * d
                fn main() do
                  println("${area(1, 2)}") # E0003 at 14: expected 3 argument(s), found 2
                end
                """,
                """
                fn main() do
                  let amount = 3
                  println("${amuont + amount}") # E0004 at 14: undefined variable: amuont // did you mean `amount`?
                  let later = nothing_like_it(1, also_missing) # E0004 at 15: undefined variable: nothing_like_it # E0004 at 34: undefined variable: also_missing
                  println(later <> "x")
                  println(stringlength(1)) # E0004 at 11: undefined variable: stringlength // did you mean `string_length`?
                end
                """,
                """
                struct Point do
                  x :: Int
                end
                fn main() do
                  let p = Point # E0004 at 11: undefined variable: Point
                  println("${p}")
                end
                """,
                """
                fn main() do
                  let n = "x"
                  n(1) # E0005 at 3: type String is not callable
                  Math.pi() # E0005 at 3: type Float is not callable
                end
                """,
                """
                struct Tea do
                  name :: String
                end deriving()
                struct Cup do
                  tea :: Tea # E0006 at 10: Main.Tea does not implement Eq
                end deriving(Eq)
                fn main() do
                  println("x")
                end
                """,
                """
                fn same(a, b) = a == b
                fn main() do
                  let f = fn x -> x + 1 end
                  println("${f}") # E0006 at 14: (Int) -> Int does not implement Display
                  println("${[f] == [f]}") # E0006 at 14: List<(Int) -> Int> does not implement Eq
                  println("${same(f, f)}") # E0006 at 19: (Int) -> Int does not implement Eq
                  println("${true + false}") # E0006 at 14: Bool does not implement Add // add `impl Add for Bool do ... end`
                  println("${1 <> 2}") # E0006 at 14: Int does not implement Concat // `++` and `<>` join two strings or two lists
                  println("${-"a"}") # E0006 at 14: String does not implement Neg
                end
                """,
                """
                interface Named do
                  fn name(self) -> String
                  fn short(self) -> String do
                    self.name()
                  end
                end
                impl Named for Int do # E0007 at 1: impl Named for Int is missing method name
                end
                impl Named for Bool do
                  fn name(self) -> Int do # E0008 at 20: method name in impl Named has wrong signature: expected String, found Int
                    1
                  end
                  fn nme(self) -> Int do # W0014 at 6: method `nme` is not part of interface `Named` // did you mean `name`?
                    2
                  end
                end
                fn main() do
                  println("x")
                end
                """,
                """
                struct Spot do
                  x :: Int
                  y :: Int
                end
                fn main() do
                  let s = Spot { x: 1, y: 2, z: 3 } # E0009 at 30: unknown field z in struct Spot
                  let t = Spot { y: 1 } # E0009 at 11: missing field x in struct Spot // add `x: <value>`
                  println("${s.zz} ${t.x}") # E0009 at 16: type Main.Spot has no field zz
                  println("${5.size}") # E0009 at 16: type Int has no field size
                end
                """,
                """
                type Door do
                  Open
                  Shut
                end
                fn main() do
                  case Open do
                    Opne -> println("1") # E0010 at 5: unknown variant: Opne // did you mean `Open`?
                    Door.Closed(n) -> println("${n}") # E0010 at 5: unknown variant: Door.Closed
                  end
                end
                """,
                """
                type Side do
                  Lhs(Int)
                  Rhs(Int)
                end
                fn main() do
                  case Lhs(1) do
                    Lhs(n) | Rhs(m) -> println("x") # E0011 at 14: or-pattern alternatives bind different variables: [n] vs [m]
                  end
                end
                """,
                """
                fn main() do
                  case (true, Some(1)) do # E0012 at 3: non-exhaustive match on `(Bool, Option<Int>)`
                    (true, _) -> println("a")
                    (_, Some(_)) -> println("b")
                  end
                  case [1] do # W0003 at 3: non-exhaustive match on `List<Int>`
                    h :: _ -> println("${h}")
                  end
                end
                """,
                """
                fn main() do
                  case 4 do
                    n when [n] == [4] -> println("x") # E0013 at 12: invalid guard: expression not allowed in guard
                    _ -> println("y")
                  end
                end
                """,
                """
                actor echo() do
                  receive do
                    n -> println("${n + 1}")
                  end
                end
                fn main() do
                  let e = spawn(echo)
                  send(e, "one") # E0014 at 11: message type mismatch: expected Int, found String // this Pid accepts messages of type Int
                  e |> send(2)
                  send(5, 1) # E0001 at 8: expected Pid<a>, found Int
                  send(e) # E0003 at 3: expected 2 argument(s), found 1
                  link("x") # E0001 at 8: expected Pid<a>, found String
                end
                """,
                """
                fn main() do
                  let me = self() # E0015 at 12: self() used outside actor block
                  println("${me}")
                  spawn(7) # E0016 at 9: cannot spawn non-function: found Int
                  spawn() # E0003 at 3: expected 1 argument(s), found 0
                  receive do # E0017 at 3: receive used outside actor block
                    x -> println("${x}")
                  end
                end
                """,
                """
                fn f(_) = 1 # E0022 at 1: catch-all clause must be the last clause of function `f/1`
                fn f(0) = 2
                fn g(0) = 1
                fn h() = 2
                fn g(n) = n # E0023 at 4: function `g/1` already defined; multi-clause functions must have consecutive clauses
                fn main() do
                  println("${f(1) + g(1) + h()}")
                end
                """,
                """
                fn main() do
                  let f = fn 0 -> 1 | a, b -> a + b end # E0024 at 23: all clauses of `closure` must have the same number of parameters; expected 1, found 2
                  println("${f(0)}")
                end
                """,
                """
                fn size(n :: Int) when n + 1 = "some" # E0025 at 24: guard expression must return `Bool`, found `Int`
                fn size(_) = "none"
                fn main() do
                  println(size(3))
                end
                """,
                """
                struct Ink do
                  ml :: Int
                end deriving(Eq, Show, Ord) # E0028 at 18: cannot derive `Show` for `Ink`
                impl Eq for Ink do # E0026 at 1: duplicate impl: `Eq` is already implemented for `Ink`
                  fn eq(self, other) = true
                end
                struct Rank do
                  level :: Int
                end deriving(Ord) # E0029 at 14: cannot derive `Ord` for `Rank` without `Eq`
                impl Debug for Int do # E0026 at 1: duplicate impl: `Debug` is already implemented for `Int`
                  fn inspect(self) = "int"
                end
                fn main() do
                  println("x")
                end
                """,
                """
                interface Loud do
                  fn tag(self) -> String
                end
                interface Soft do
                  fn tag(self) -> String
                end
                impl Loud for Int do
                  fn tag(self) = "LOUD"
                end
                impl Soft for Int do
                  fn tag(self) = "soft"
                end
                fn main() do
                  println(3.tag()) # E0027 at 13: ambiguous method `tag` for type `Int`: candidates from traits [Loud, Soft]
                  println(Soft.tag(3))
                  println(tag(3)) # W0013 at 11: call of `tag` could mean [Loud, Soft]; taking `Loud`
                  println(3.shout()) # E0030 at 13: no method `shout` on type `Int`
                  println("a".trimm()) # E0030 at 15: no method `trimm` on type `String` // did you mean `trim`?
                end
                """,
                """
                import Lists # E0031 at 8: module not found
                from List import revers # E0034 at 18: name not found in module // did you mean `reverse`?
                fn main() do
                  println("${Lists.head([1])} ${revers([1])}")
                  println("${List.lenght([1])}") # E0034 at 19: name not found in module // did you mean `length`?
                end
                """,
                """
                fn main() do
                  break # E0032 at 3: `break` outside of loop
                  for x in [1] do
                    let f = fn -> continue end # E0033 at 19: `continue` outside of loop
                    f()
                    x
                  end
                end
                """,
                """
                fn read(t :: String) -> Int do
                  String.to_int(t)? # E0036 at 3: `?` operator requires function to return `Result` or `Option`
                end
                fn wrong(t :: String) -> Result<Int, String> do
                  let n = String.to_int(t)? # E0036 at 11: `?` operator requires function to return `Result` or `Option`
                  Ok(n)
                end
                fn main() do
                  let n = 4? # E0037 at 11: `?` requires `Result` or `Option`
                  println("${n} ${read("1")} ${wrong("1")}")
                end
                """,
                """
                struct Task do
                  owner :: Pid # E0038 at 12: field `owner` of type `Pid` is not JSON-serializable
                end deriving(Json)
                struct Post do
                  tags :: List<String> # E0039 at 11: field `tags` has type `List<String>` which cannot be mapped from a database row
                end deriving(Row)
                fn main() do
                  println("x")
                end
                """,
                """
                fn half(n :: Itn) -> Flaot = n # E0050 at 14: unknown type `Itn` // did you mean `Int`? # E0050 at 22: unknown type `Flaot`
                fn two<T>(x :: T) -> T where T: Dispaly = x # E0052 at 33: unknown interface `Dispaly` // did you mean `Display`?
                fn map_of(m :: Map<Int>) -> Int = 1 # E0051 at 16: type `Map` takes 2 type argument(s), found 1
                fn main() do
                  let p = Pint { x: 1 } # E0050 at 11: unknown type `Pint`
                  println("${half(8)} ${two(1)} ${map_of(%{})} ${p.x}")
                end
                """,
                """
                fn title_of(post) do
                  post.title # E0054 at 3: cannot infer the type of post
                end
                fn shout(x) = x.shout() # E0054 at 15: cannot infer the type of x
                fn main() do
                  println("${default() == default()}") # E0054 at 14: cannot infer the type of default()
                end
                """,
                """
                struct Pair<A, A> do # E0055 at 16: type parameter `A` is defined twice
                  left :: A
                  left :: A # E0055 at 3: field `left` is defined twice
                end
                type Pair do # E0055 at 6: type `Pair` is defined twice
                  One
                end
                type Ab do
                  A
                  A # E0055 at 3: variant `A` is defined twice
                end
                fn f(x, x) = x # E0055 at 9: parameter `x` is defined twice
                let f = 1 # E0055 at 5: value `f` is defined twice
                fn main() do
                  case (1, 2) do
                    (a, a) -> println("${a}") # E0055 at 9: variable `a` is defined twice
                  end
                end
                """,
                """
                fn main() do
                  for d in 42 do # E0056 at 12: cannot iterate over Int
                    d.anything()
                  end
                  for {k, v} in [1] do # E0056 at 17: cannot iterate over List<Int>
                    println("${k} ${v}")
                  end
                end
                """,
                """
                type Tree = List<Tree> # E0060 at 6: type alias `Tree` refers to itself
                fn size(t :: Tree) -> Int = List.length(t)
                fn main() do
                  println("${size([])}")
                end
                """,
                """
                fn main() do
                  type Local = Int # E0062 at 3: `type` is only allowed at the top level of a file
                  println("x")
                end
                fn f(self) = 1 # E0062 at 6: `self` parameter outside of interface or impl
                fn g(x :: Self) = x # E0062 at 11: `Self` outside of interface or impl
                let broken = Some(1)? # E0062 at 21: `?` outside of function
                """,
                """
                let double = half(base) # E0063 at 19: top-level `base` is read before it is initialised // move the definition up
                let base = 21
                fn half(n) = n / 2
                let indirect = through() # E0063 at 16: top-level `late` is read before it is initialised
                fn through() = late
                let late = 1
                fn main() do
                  println("${double} ${base} ${indirect} ${late}")
                end
                """,
                """
                fn main() do
                  let m = %{"a" => 1}
                  println("${m["a"]}") # E0065 at 14: indexing with [] is not supported
                end
                """,
                """
                fn main() do
                  let a = %{on_close: fn(c) -> c end, on_close: fn(c) -> c end} # E0066 at 39: handler key `on_close` given twice
                  let b = %{compress: true} # E0066 at 11: a handlers literal needs at least one callback
                  let c = %{on_connect: fn(conn, path, headers) -> "yes" end} # E0066 at 25: on_connect must return (), Bool, Atom, Int, Option, Result or WsConn, found String
                  let d = %{on_mesage: fn(conn, text) -> text end} # E0066 at 13: unknown handler key `on_mesage` // did you mean `on_message`?
                  let e = %{on_message: fn(conn, text) -> text end, ping_interval_ms: "1"} # E0001 at 71: expected Int, found String
                  let f = %{on_message: fn(conn) -> 1 end} # E0003 at 25: expected 2 argument(s), found 1
                  Ws.serve(a, 9000)
                end
                """,
            })
    void errorIsReported(String source) {
        Checking.expect(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                fn rank(n :: Int) -> Int do
                  case n do
                    1 -> 1
                    _ -> 0
                    2 -> 2 # W0001 at 5: redundant match arm (arm 3) // remove this arm or reorder the match
                  end
                end
                fn sign(true) = 1
                fn sign(false) = 2
                fn sign(true) = 3 # W0001 at 1: redundant match arm (clause 3)
                fn main() do
                  println("${rank(1)} ${sign(true)}")
                end
                """,
                """
                pub fn half(0) -> Int = 0
                pub fn half(n) -> Int = n / 2 # W0002 at 1: visibility on non-first clause of `half` will be ignored # W0002 at 19: return type annotation on non-first clause of `half` will be ignored
                fn main() do
                  println("${half(9)}")
                end
                """,
                """
                fn name_of(1) = "one" # W0003 at 1: non-exhaustive match on `Int` // add the missing clauses
                fn name_of(2) = "two"
                fn main() do
                  let (Some(a), b) = (Some(1), 2) # W0003 at 7: non-exhaustive match on `(Option<Int>, Int)`
                  let f = fn Some(x) -> x end # W0003 at 11: non-exhaustive match on `Option<a>`
                  println("${name_of(2)} ${a + b + f(Some(1))}")
                end
                """,
                """
                from String import trim, length # W0005 at 20: unused import: `trim`
                fn main() do
                  let spare = length("a") # W0004 at 7: unused variable: `spare` // prefix it with an underscore: `_spare`
                  let _kept = 1
                  println("x")
                end
                """,
                """
                fn bump<T>(n :: T) -> T do # W0006 at 9: type parameter `T` is always `Int`
                  n + 1
                end
                fn same<A, B>(a :: A, b :: B) -> Bool where A: Eq = a == b # W0006 at 12: type parameters `A` and `B` are always the same type
                1 + 1 # W0007 at 1: expression at the top level is never evaluated
                module Inner do # W0008 at 1: contents of module block `Inner` are ignored
                  fn f() = undefined
                end
                actor once() do
                  println("ran")
                end
                fn main() do
                  once() # W0009 at 3: actor `once` is called, not spawned
                  println("${bump(1)} ${same(1, 2)}")
                end
                """,
            })
    void warningIsGiven(String source) {
        Checking.expect(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                fn main() do
                  let n = missing + 1 # E0004 at 11: undefined variable: missing
                  let text = "${n}" <> n
                  case n do
                    Some(x) -> println(x <> text)
                  end
                  for y in n do
                    println(y.name)
                  end
                end
                """,
                """
                fn f(x :: Nothing) -> Int do # E0050 at 11: unknown type `Nothing`
                  x.field + x.method(1) + x
                end
                fn main() do
                  println("${f("a")}")
                end
                """,
                """
                fn main() do
                  let n = String.length(4) + 1 # E0001 at 25: expected String, found Int // use to_string()
                  println("${n + 1}")
                  let (a, b) = 5 # E0001 at 7: expected Int, found (a, b)
                  println(a <> b)
                end
                """,
                """
                fn by_return(x) do
                  if x do
                    return 1
                  end
                  "a" # E0001 at 3: expected Int, found String
                end
                fn by_clause(1) = 1
                fn by_clause(_) = "a" # E0001 at 19: expected Int, found String
                fn by_itself(n) do
                  if n == 0 do "x" else n * by_itself(n - 1) end # E0001 at 25: expected String, found Int // use to_string()
                end
                fn main() do
                  fn nested(x) do
                    if x do
                      return 1
                    end
                    "a" # E0001 at 5: expected Int, found String
                  end
                  let bound = fn 1 -> 1 | _ -> "a" end # E0001 at 32: expected Int, found String
                  println(by_return(true))
                  println(by_clause(1))
                  println(by_itself(1))
                  println(nested(true))
                  println(bound(1))
                  println("${by_return(true) + by_clause(1) + by_itself(1) + nested(true) + bound(1)}")
                end
                """,
                """
                interface Weighed do
                  fn weight(self) -> Int
                end
                impl Weighed for Bool do
                  fn weight(self) do
                    if self do
                      return 1
                    end
                    "a" # E0001 at 5: expected Int, found String
                  end
                end
                fn declared(x) -> Int do
                  "a${x}" # E0001 at 3: expected Int, found String
                end
                fn main() do
                  println(true.weight()) # E0001 at 11: expected String, found Int // use to_string()
                  println(declared(1)) # E0001 at 11: expected String, found Int // use to_string()
                end
                """,
                """
                fn same(x) = x + 1
                fn between() = 1
                fn same(y) = y <> "a" # E0023 at 4: function `same/1` already defined; multi-clause functions must have consecutive clauses
                fn main() do
                  println("${same(1) + between()}")
                  println(same("a"))
                end
                """,
            })
    void oneMistakeIsReportedOnce(String source) {
        Checking.expect(source);
    }
}
