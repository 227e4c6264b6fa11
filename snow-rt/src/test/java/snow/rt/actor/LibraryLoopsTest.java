package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import snow.rt.collection.Lists;
import snow.rt.collection.Maps;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentSet;
import snow.rt.collection.Sets;
import snow.rt.fn.Fn_JJ_J;
import snow.rt.io.Console;
import snow.rt.json.JsonDocument;
import snow.rt.json.JsonWriter;
import snow.rt.text.LetterCase;
import snow.rt.text.Numerals;
import snow.rt.text.Text;
import snow.rt.value.Bytes;
import snow.rt.value.Range;
import snow.rt.value.Strings;
import snow.rt.value.Values;

/**
 * F-8: every function of the library that takes time in proportion to its argument lets its caller be ended inside. The caller has an
 * exit order that it has not noticed when it calls the function; a function that returns has not looked.
 *
 * <p>{@code -Dsnow.stress.elements=10000000} makes the arguments as long as specified; the default is long enough to be noticed in.
 */
@Timeout(300)
class LibraryLoopsTest {
    private static final int ELEMENTS = Integer.getInteger("snow.stress.elements", 200_000);

    @Test
    void everyLongLoopNoticesAnExitOrder() {
        long[] numbers = new long[ELEMENTS];
        Object[] texts = new Object[ELEMENTS];
        Object[] lists = new Object[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            numbers[i] = (i * 7919L) % ELEMENTS;
            texts[i] = "t" + i;
            lists[i] = PersistentList.of(new long[] {i});
        }
        PersistentList ints = PersistentList.of(numbers);
        PersistentList sameInts = PersistentList.of(numbers.clone());
        PersistentList strings = PersistentList.of(texts);
        PersistentList nested = PersistentList.of(lists);
        String text = "abc ".repeat(ELEMENTS / 2);
        PersistentSet set = Sets.fromList(ints);
        PersistentSet otherSet = Sets.fromList(strings);
        Bytes raw = Bytes.fromString(text);

        String huge = "abc ".repeat(Math.max(ELEMENTS / 4, 1 << 21));
        String sameHuge = new StringBuilder(huge).toString();
        String zeros = "0".repeat(ELEMENTS);
        PersistentList twoHuge = PersistentList.of(new Object[] {huge, huge});

        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("List.reverse", () -> Lists.reverse(ints));
        calls.put("List.contains", () -> Lists.containsInt(ints, -1));
        calls.put("List.contains of strings", () -> Lists.contains(strings, "x"));
        calls.put("List.flatten", () -> Lists.flatten(nested));
        calls.put(
                "List.sort",
                () -> Lists.sortInt(ints, new Fn_JJ_J() {
                    @Override
                    public long apply(long a, long b) {
                        return Long.compare(a, b);
                    }
                }));
        calls.put("==", () -> Values.eq(ints, sameInts));
        calls.put("compare", () -> Values.compare(ints, sameInts));
        calls.put("hash", () -> Values.hash(ints));
        calls.put("display", () -> Values.display(ints));
        calls.put("inspect", () -> Values.inspect(strings));
        calls.put("Range.to_list", () -> Range.toList(Range.of(0, ELEMENTS)));
        calls.put("Set.from_list", () -> Sets.fromList(ints));
        calls.put("Set.union", () -> Sets.union(set, otherSet));
        calls.put("Set.intersection", () -> Sets.intersection(set, otherSet));
        calls.put("Set.difference", () -> Sets.difference(set, otherSet));
        calls.put("Set.to_list", () -> Sets.toList(set));
        calls.put("String.length", () -> Text.length(text));
        calls.put("String.slice", () -> Text.slice(text, 1, text.length() - 2));
        calls.put("String.contains", () -> Text.contains(text, "abcd"));
        calls.put("String.to_upper", () -> LetterCase.toUpper(text));
        calls.put("String.to_lower", () -> LetterCase.toLower(text));
        calls.put("String.replace", () -> Text.replace(text, " ", "_"));
        calls.put("String.split", () -> Text.split(text, " "));
        calls.put("String.join", () -> Text.join(strings, ","));
        calls.put("String.to_int", () -> Numerals.toInt(zeros));
        calls.put("String.to_float", () -> Numerals.toFloat(zeros));
        calls.put("String.to_float of a long fraction", () -> Numerals.toFloat("1." + zeros));
        calls.put("== of strings", () -> Strings.eq(huge, sameHuge));
        calls.put("== of values that are strings", () -> Values.eq(huge, sameHuge));
        calls.put("compare of strings", () -> Strings.compare(huge, sameHuge));
        calls.put("hash of a string", () -> Values.hash(huge));
        calls.put("<>", () -> Strings.concat(huge, "d"));
        calls.put("<> in front", () -> Strings.concat("d", huge));
        calls.put("a huge part of an interpolation", () -> Strings.append(new StringBuilder(), huge));
        calls.put("a huge interpolation", () -> Strings.finish(new StringBuilder(huge)));
        calls.put("display of a string", () -> Values.display(huge, new StringBuilder()));
        calls.put("inspect of a string", () -> Values.inspect(huge, new StringBuilder()));
        calls.put("String.join of few", () -> Text.join(twoHuge, ","));
        calls.put("String.replace by much", () -> Text.replace("a b", " ", huge));
        String hugeJson = "[\"" + huge + "\",\"" + huge.replace(" ", "é\\n") + "\"]";
        JsonDocument document = JsonDocument.parse(hugeJson);
        Bytes hugeBytes = Bytes.fromString(huge);
        calls.put("print", () -> Console.print(huge));
        calls.put("IO.eprintln", () -> Console.eprintln(huge));
        calls.put("Json.encode of a string", () -> JsonWriter.text(huge));
        calls.put("reading JSON", () -> JsonDocument.parse(hugeJson));
        calls.put("a plain string of JSON", () -> document.text(document.array(0)));
        calls.put("an escaped string of JSON", () -> document.text(document.next(document.array(0))));
        calls.put("Bytes.from_string", () -> Bytes.fromString(huge));
        calls.put("Bytes.to_string", () -> Bytes.toString(hugeBytes));
        calls.put("Bytes.to_list", () -> Bytes.toList(raw));
        calls.put("Bytes.from_list", () -> Bytes.fromList(Bytes.toList(raw)));
        calls.put("Bytes.to_base64", () -> Bytes.toBase64(raw));
        calls.put("Bytes.to_hex", () -> Bytes.toHex(raw));

        List<String> deaf = new ArrayList<>();
        var outcome = run(false, () -> {
            calls.forEach((name, call) -> callWithAnOrder(name, call, deaf));
            PersistentMap map = map(ELEMENTS);
            PersistentMap other = map(ELEMENTS / 2);
            Map<String, Runnable> ofMaps = new LinkedHashMap<>();
            ofMaps.put("Map.keys", () -> Maps.keys(map));
            ofMaps.put("Map.values", () -> Maps.values(map));
            ofMaps.put("Map.merge", () -> Maps.merge(map, other));
            ofMaps.put("hash of a map", () -> Values.hash(map));
            ofMaps.put("display of a map", () -> Values.display(map));
            ofMaps.forEach((name, call) -> callWithAnOrder(name, call, deaf));
        });
        assertEquals(0, outcome.status());
        assertEquals(List.of(), deaf);
    }

    private static void callWithAnOrder(String name, Runnable call, List<String> deaf) {
        awaitEnd(Actors.spawn(actor("caller", () -> {
            Process.current().order(ExitReason.Killed.INSTANCE);
            call.run();
            deaf.add(name);
        })));
    }

    private static PersistentMap map(int size) {
        PersistentMap map = Maps.empty();
        for (int i = 0; i < size; i++) {
            map = Maps.put(map, "k" + i, "v");
        }
        return map;
    }
}
