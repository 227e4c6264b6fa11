package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.rt.collection.Lists;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentSet;
import snow.rt.fn.Fn_JJ_J;
import snow.rt.text.LetterCase;
import snow.rt.text.Text;
import snow.rt.value.Hash;
import snow.rt.value.Range;
import snow.rt.value.Strings;
import snow.rt.value.Values;

/** A process that spends its life in functions of the library over long values is ended by a signal: they are yield points inside. */
class LongFunctionsTest {
    private static final int LONG = 200_000;
    private static final String ASCII = "x".repeat(LONG);
    private static final String WIDE = "é😀".repeat(LONG / 3);
    private static final String WHITE = " ".repeat(LONG);
    private static final PersistentList INTS =
            PersistentList.of(LongStream.range(0, LONG).toArray());
    private static final PersistentList TEXTS = Text.split("a ".repeat(LONG / 2), " ");
    private static final PersistentSet SET = PersistentSet.of(INTS.take(20_000));

    private record Work(String name, Runnable once) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fn_JJ_J descending() {
        return new Fn_JJ_J() {
            @Override
            public long apply(long a, long b) {
                return b - a;
            }
        };
    }

    private static PersistentMap mapOf(PersistentList keys) {
        var map = PersistentMap.EMPTY;
        for (var cursor = keys.cursor(); cursor.next(); ) map = map.put(cursor.current(), 1L);
        return map;
    }

    static List<Work> works() {
        var map = mapOf(INTS.take(20_000));
        return List.of(
                new Work("String.length", () -> Text.length(WIDE)),
                new Work("String.slice", () -> Text.slice(WIDE, 1, LONG / 2)),
                new Work("String.contains", () -> Text.contains(ASCII, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy")),
                new Work("String.starts_with", () -> Text.startsWith(ASCII, ASCII)),
                new Work("String.ends_with", () -> Text.endsWith(WIDE, WIDE)),
                new Work("String.trim", () -> Text.trim(WHITE)),
                new Work("String.to_upper", () -> LetterCase.toUpper(ASCII)),
                new Work("String.to_lower", () -> LetterCase.toLower(ASCII)),
                new Work("String.replace", () -> Text.replace(ASCII, "x", "yy")),
                new Work("String.split", () -> Text.split(ASCII, "x")),
                new Work("String.join", () -> Text.join(TEXTS, ", ")),
                new Work("order of texts", () -> Strings.compare(ASCII, ASCII)),
                new Work("hash of a text", () -> Hash.ofString(WIDE)),
                new Work("Range.to_list", () -> Range.toList(Range.of(0, LONG))),
                new Work("List.reverse", () -> Lists.reverse(INTS)),
                new Work("List.sort", () -> Lists.sortInt(INTS, descending())),
                new Work("List.contains", () -> Lists.containsInt(INTS, -1)),
                new Work("List.flatten", () -> Lists.flatten(PersistentList.of(new Object[] {INTS, INTS}))),
                new Work("equality of lists", () -> INTS.eq(INTS)),
                new Work("order of lists", () -> INTS.compare(INTS)),
                new Work("hash of a list", INTS::hash),
                new Work("text of a list", () -> Values.display(INTS)),
                new Work("Map.from_list", () -> mapOf(INTS)),
                new Work("Map.keys", map::keys),
                new Work("Map.values", map::values),
                new Work("Map.merge", () -> map.merge(map)),
                new Work("equality of maps", () -> map.eq(map)),
                new Work("hash of a map", map::hash),
                new Work("text of a map", () -> Values.display(map)),
                new Work("Set.from_list", () -> PersistentSet.of(INTS)),
                new Work("Set.union", () -> SET.union(SET)),
                new Work("Set.intersection", () -> SET.intersection(SET)));
    }

    @ParameterizedTest
    @MethodSource("works")
    @Timeout(30)
    void aSignalEndsAProcessInsideOfALongFunction(Work work) {
        var outcome = run(false, () -> {
            Pid busy = Actors.spawn(actor("busy", () -> {
                while (true) work.once().run();
            }));
            Actors.sleep(5);
            busy.process().order(ExitReason.Killed.INSTANCE);
        });
        assertEquals("[snow-rt] process <0.1> (actor busy) terminated: killed\n", outcome.err());
    }
}
