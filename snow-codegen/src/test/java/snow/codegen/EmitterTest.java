package snow.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Node.Operation;
import snow.mir.Rep;
import snow.mir.Variable;
import snow.rt.Crash;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;

public class EmitterTest {
    private static final String POINT = "snow/program/Main$Point";
    private static final Rep POINT_REP = Rep.ref(POINT);

    private static MirClass.Data point(Map<MirClass.Virtual, MethodRef> virtuals) {
        return new MirClass.Data(
                POINT,
                "snow/rt/value/Struct",
                -1,
                "Point",
                List.of(new MirClass.Field("x", Rep.INT), new MirClass.Field("y", Rep.FLOAT)),
                virtuals,
                "main.snow");
    }

    private static Node makePoint(long x, double y) {
        return new Node.New(POINT, List.of(Rep.INT, Rep.FLOAT), List.of(new Node.Int(x), new Node.Float(y)));
    }

    private static Node add(Node left, Node right) {
        return new Node.Primitive(0, Operation.INT_ADD, List.of(left, right));
    }

    @Test
    void dataClassesKeepTheirFieldsUnboxedAndNameThemselves() throws Throwable {
        var made = Loaded.function("make", POINT_REP, makePoint(4, 2.5));
        var x = Loaded.function("x", Rep.INT, new Node.Field(makePoint(4, 2.5), POINT, "x", Rep.INT));
        var loaded = Loaded.load(Outliner.LIMIT, List.of(point(Map.of())), made, x);
        var point = (snow.rt.value.Data) loaded.call("make");
        assertEquals("Point", point.name());
        assertEquals(2, point.arity());
        assertEquals(4L, point.field(0));
        assertEquals(2.5, point.field(1));
        assertEquals(4L, loaded.call("x"));
        assertEquals(long.class, point.getClass().getField("x").getType());
    }

    @Test
    void virtualMethodsCallTheImplementation() throws Throwable {
        var self = new Variable("self", POINT_REP);
        var other = new Variable("other", POINT_REP);
        var eq = Loaded.function(
                "eq",
                Rep.BOOL,
                new Node.Primitive(
                        0,
                        Operation.INT_EQUAL,
                        List.of(
                                new Node.Field(new Node.Get(self), POINT, "x", Rep.INT),
                                new Node.Field(new Node.Get(other), POINT, "x", Rep.INT))),
                self,
                other);
        var compare = Loaded.function("compare", Rep.INT, new Node.Int(1L << 40), self, other);
        var hash = Loaded.function("hash", Rep.INT, new Node.Int(99), self);
        var first = Loaded.function("first", POINT_REP, makePoint(1, 2));
        var second = Loaded.function("second", POINT_REP, makePoint(1, 3));
        var point = point(Map.of(
                MirClass.Virtual.EQ, eq.method(),
                MirClass.Virtual.COMPARE, compare.method(),
                MirClass.Virtual.HASH, hash.method()));
        var loaded = Loaded.load(Outliner.LIMIT, List.of(point), first, second, eq, compare, hash);
        var value = (snow.rt.value.Data) loaded.call("first");
        assertEquals(value, loaded.call("second"));
        assertNotEquals(value, "a text");
        assertEquals(1, value.compare(loaded.call("second")));
        assertEquals(99, value.hash());
    }

    @Test
    void variantsCarryTheirTagAndThoseWithoutFieldsAreSingle() throws Throwable {
        var sum = new MirClass.Sum("snow/program/Main$Lamp", "main.snow");
        var off =
                new MirClass.Data("snow/program/Main$Lamp$Off", sum.name(), 0, "Off", List.of(), Map.of(), "main.snow");
        var on = new MirClass.Data(
                "snow/program/Main$Lamp$On_J",
                sum.name(),
                1,
                "On",
                List.of(new MirClass.Field("_0", Rep.INT)),
                Map.of(),
                "main.snow");
        var lamp = new Variable("lamp", Rep.ref(sum.name()));
        var power = Loaded.function(
                "power",
                Rep.INT,
                new Node.TagSwitch(
                        new Node.Get(lamp),
                        List.of(
                                new Node.TagSwitch.Case(0, new Node.Int(0)),
                                new Node.TagSwitch.Case(
                                        1,
                                        new Node.Field(
                                                new Node.Convert(new Node.Get(lamp), Rep.ref(on.name())),
                                                on.name(),
                                                "_0",
                                                Rep.INT))),
                        new Node.NoMatch(3),
                        Rep.INT),
                lamp);
        var makeOff = Loaded.function(
                "off", Rep.ref(sum.name()), new Node.GetStatic(off.name(), "INSTANCE", Rep.ref(off.name())));
        var makeOn = Loaded.function(
                "on", Rep.ref(sum.name()), new Node.New(on.name(), List.of(Rep.INT), List.of(new Node.Int(7))));
        var loaded = Loaded.load(Outliner.LIMIT, List.of(sum, off, on), makeOff, makeOn, power);
        assertSame(loaded.call("off"), loaded.call("off"));
        assertEquals(0L, loaded.call("power", loaded.call("off")));
        assertEquals(7L, loaded.call("power", loaded.call("on")));
    }

    @Test
    void closuresHandTheirCapturesToTheBody() throws Throwable {
        var shape = new MirClass.Shape("snow/rt/fn/Fn_JL_J", List.of(Rep.INT, Rep.OBJECT), Rep.INT);
        var captured = new Variable("n", Rep.INT);
        var number = new Variable("x", Rep.INT);
        var text = new Variable("s", Rep.STRING);
        var body = Loaded.function(
                "closure:f'1",
                Rep.INT,
                add(
                        add(new Node.Get(captured), new Node.Get(number)),
                        new Node.CallStatic(
                                0,
                                new MethodRef("snow/codegen/EmitterTest", "length", List.of(Rep.STRING), Rep.INT),
                                List.of(new Node.Get(text)))),
                captured,
                number,
                text);
        var closure = new MirClass.Closure(
                "snow/program/Main$f$1", shape, List.of(new MirClass.Field("n", Rep.INT)), body.method());
        var apply = new MethodRef(shape.name(), "apply", shape.parameters(), shape.result());
        var call = Loaded.function(
                "call",
                Rep.INT,
                new Node.CallVirtual(
                        2,
                        apply,
                        new Node.New(closure.name(), List.of(Rep.INT), List.of(new Node.Int(100))),
                        List.of(new Node.Int(20), new Node.Text("abc"))));
        assertEquals(
                123L,
                Loaded.load(Outliner.LIMIT, List.of(shape, closure), call, body).call("call"));
    }

    public static long length(String text) {
        return text.length();
    }

    @Test
    void aCrashShowsTheLineOfTheFailingExpression() {
        var divide = new MethodRef("snow/rt/value/Ints", "div", List.of(Rep.INT, Rep.INT), Rep.INT);
        var crash = Loaded.function(
                "ratio",
                Rep.INT,
                new Node.Block(
                        List.of(new Node.Step.Evaluate(2, new Node.Int(1))),
                        add(
                                new Node.CallStatic(7, divide, List.of(new Node.Int(1), new Node.Int(0))),
                                new Node.Int(1))));
        var thrown = assertThrows(Crash.class, () -> Loaded.load(crash).call("ratio"));
        assertEquals("division by zero", thrown.getMessage());
        var frame = List.of(thrown.getStackTrace()).stream()
                .filter(one -> one.getClassName().startsWith("snow.program."))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "main.snow:7 ratio", frame.getFileName() + ":" + frame.getLineNumber() + " " + frame.getMethodName());
    }

    @Test
    void aListLiteralOfAnyLengthIsBuilt() throws Throwable {
        var numbers = new ArrayList<Node>();
        var texts = new ArrayList<Node>();
        for (long i = 0; i < 100_000; i++) {
            numbers.add(new Node.Int(i * 1_000_003));
            texts.add(new Node.Text("t" + i));
        }
        var type = Rep.ref("snow/rt/collection/PersistentList");
        var ints = Loaded.function("ints", type, new Node.ListLiteral(Rep.INT, numbers));
        var strings = Loaded.function("strings", type, new Node.ListLiteral(Rep.STRING, texts));
        var loaded = Loaded.load(ints, strings);
        var list = (PersistentList) loaded.call("ints");
        var textList = (PersistentList) loaded.call("strings");
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); i++) {
            assertEquals(i * 1_000_003L, cursor.currentInt());
        }
        assertEquals(100_000, i);
        i = 0;
        for (var cursor = textList.cursor(); cursor.next(); i++) {
            assertEquals("t" + i, cursor.current());
        }
        assertEquals(100_000, i);
    }

    @Test
    void aMapLiteralOfAnyLengthIsBuiltInOrder() throws Throwable {
        var entries = new ArrayList<Node.MapLiteral.Entry>();
        for (long i = 0; i < 20_000; i++) {
            entries.add(
                    new Node.MapLiteral.Entry(new Node.Convert(new Node.Int(i), Rep.OBJECT), new Node.Text("v" + i)));
        }
        var made = Loaded.function("map", Rep.ref("snow/rt/collection/PersistentMap"), new Node.MapLiteral(entries));
        var map = (PersistentMap) Loaded.load(made).call("map");
        long i = 0;
        for (var cursor = map.cursor(); cursor.next(); i++) {
            assertEquals(i, cursor.key());
            assertEquals("v" + i, cursor.value());
        }
        assertEquals(20_000, i);
    }

    @Test
    void aChainOfOperatorsMayBeAsLongAsItLikes() throws Throwable {
        var x = new Variable("x", Rep.INT);
        Node sum = new Node.Get(x);
        for (long i = 1; i <= 100_000; i++) {
            sum = add(sum, new Node.Int(i));
        }
        assertEquals(
                5_000_050_005L,
                Loaded.load(Loaded.function("sum", Rep.INT, sum, x)).call("sum", 5L));
    }

    @Test
    void aConditionMayBeAsLongAsItLikes() throws Throwable {
        var x = new Variable("x", Rep.INT);
        Node all = new Node.Bool(true);
        for (long i = 0; i < 3_000; i++) {
            var differs = new Node.Primitive(0, Operation.INT_NOT_EQUAL, List.of(new Node.Get(x), new Node.Int(i)));
            all = new Node.If(all, differs, new Node.Bool(false), Rep.BOOL);
        }
        var loaded = Loaded.load(Loaded.function("none", Rep.BOOL, all, x));
        assertEquals(true, loaded.call("none", 3_000L));
        assertEquals(false, loaded.call("none", 2_999L));
    }

    @Test
    void aSwitchWithTenThousandCasesIsCut() throws Throwable {
        var x = new Variable("x", Rep.INT);
        var cases = new ArrayList<Node.IntSwitch.Case>();
        for (long i = 0; i < 10_000; i++) {
            cases.add(new Node.IntSwitch.Case(i * 3, new Node.Text("case " + i)));
        }
        var loaded = Loaded.load(Loaded.function(
                "pick", Rep.STRING, new Node.IntSwitch(new Node.Get(x), cases, new Node.Text("none"), Rep.STRING), x));
        assertEquals("case 0", loaded.call("pick", 0L));
        assertEquals("case 9999", loaded.call("pick", 29_997L));
        assertEquals("none", loaded.call("pick", 1L));
    }

    @Test
    void aBlockOfThousandsOfLetsIsCut() throws Throwable {
        var steps = new ArrayList<Node.Step>();
        var previous = new Variable("v0", Rep.INT);
        steps.add(new Node.Step.Let(1, previous, new Node.Int(1)));
        for (int i = 1; i < 8_000; i++) {
            var next = new Variable("v" + i, Rep.INT);
            steps.add(new Node.Step.Let(i, next, add(new Node.Get(previous), new Node.Int(1))));
            previous = next;
        }
        var function = Loaded.function("count", Rep.INT, new Node.Block(steps, new Node.Get(previous)));
        var loaded = Loaded.load(function);
        assertEquals(8_000L, loaded.call("count"));
        assertTrue(loaded.has("snow/program/Main~1"));
    }

    @Test
    void thousandsOfVariablesMayAllBeUsedAtTheEnd() throws Throwable {
        var x = new Variable("x", Rep.INT);
        var steps = new ArrayList<Node.Step>();
        Node sum = new Node.Int(0);
        for (int i = 0; i < 1_000; i++) {
            var next = new Variable("v" + i, Rep.INT);
            steps.add(new Node.Step.Let(i, next, add(new Node.Get(x), new Node.Int(i))));
            sum = add(sum, new Node.Get(next));
        }
        var loaded = Loaded.load(Loaded.function("sum", Rep.INT, new Node.Block(steps, sum), x));
        assertEquals(499_500L + 1_000 * 5, loaded.call("sum", 5L));
    }

    @Test
    void smallFunctionsStayWhole() {
        assertFalse(Loaded.load(Loaded.function("f", Rep.INT, new Node.Int(1))).has("snow/program/Main~1"));
    }

    @Test
    void atomsAreOneObjectEach() throws Throwable {
        var atom = Rep.ref("snow/rt/value/Atom");
        var loaded = Loaded.load(
                Loaded.function("one", atom, new Node.Atom("ok")), Loaded.function("two", atom, new Node.Atom("ok")));
        assertSame(loaded.call("one"), loaded.call("two"));
    }

    private static Node.Concat concat(Node... parts) {
        return new Node.Concat(
                0,
                java.util.Arrays.stream(parts)
                        .map(part -> new Node.Concat.Part(part, false))
                        .toList());
    }

    @Test
    void textsAndNumbersOfAnySizeBecomeOneText() throws Throwable {
        var a = new Variable("a", Rep.INT);
        var b = new Variable("b", Rep.STRING);
        var c = new Variable("c", Rep.INT);
        var loaded = Loaded.load(
                Loaded.function(
                        "mixed",
                        Rep.STRING,
                        concat(new Node.Get(a), new Node.Text(" – "), new Node.Get(b), new Node.Get(c)),
                        a,
                        b,
                        c),
                Loaded.function("number", Rep.STRING, concat(new Node.Get(a)), a),
                Loaded.function("texts", Rep.STRING, concat(new Node.Get(b), new Node.Text("é"), new Node.Get(b)), b));
        long[] numbers = {0, 7, -1, 999, 1000, 1L << 31, -(1L << 31), (1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE};
        for (long x : numbers) {
            assertEquals("" + x, loaded.call("number", x));
            for (long y : numbers) {
                assertEquals(x + " – 😀" + y, loaded.call("mixed", x, "😀", y));
            }
        }
        assertEquals("xéx", loaded.call("texts", "x"));
    }

    @Test
    void aTextOfVeryManyPartsIsMade() throws Throwable {
        var a = new Variable("a", Rep.INT);
        for (int parts : new int[] {Texts.MOST_PARTS, Texts.MOST_PARTS + 1, 3000}) {
            var nodes = new Node[parts];
            java.util.Arrays.fill(nodes, new Node.Get(a));
            var loaded = Loaded.load(Loaded.function("many", Rep.STRING, concat(nodes), a));
            assertEquals("12".repeat(parts), loaded.call("many", 12L));
        }
    }

    @Test
    void theSameProgramGivesTheSameBytes() {
        var functions = new ArrayList<MirFunction>();
        for (int i = 0; i < 20; i++) {
            functions.add(Loaded.function("f" + i, Rep.STRING, new Node.Text("t" + i)));
        }
        var module = new MirProgram.MirModule(Loaded.MAIN, "main.snow", List.of(), functions);
        var program = new MirProgram(
                List.of(module), List.of(point(Map.of())), new MethodRef(Loaded.MAIN, "f0", List.of(), Rep.UNIT));
        var first = Emitter.emit(program);
        var second = Emitter.emit(program);
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).name(), second.get(i).name());
            assertArrayEquals(first.get(i).bytes(), second.get(i).bytes());
        }
    }
}
