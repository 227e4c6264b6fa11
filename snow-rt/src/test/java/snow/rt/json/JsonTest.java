package snow.rt.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.value.Values;

class JsonTest {
    private static Json json(String text) {
        var document = JsonDocument.parse(text);
        assertEquals("", document.failure(), text);
        return document.value(0);
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameValue() {
        long seed = 20_021;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 3_000; i++) {
            var value = value(random, 4);
            var text = value.toString();
            var back = json(text);
            assertTrue(Values.eq(value, back), "seed " + seed + ", round " + i + ": " + text);
            assertEquals(text, back.toString(), "seed " + seed + ", round " + i);
            assertEquals(Values.hash(value), Values.hash(back), "seed " + seed + ", round " + i);
            assertEquals(text, json(Json.pretty(text)).toString(), "seed " + seed + ", round " + i);
        }
    }

    /** A text with a random change is still read, or refused with a place inside it, and never anything else. */
    @Test
    void aDamagedTextIsReadOrRefused() {
        long seed = 20_022;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder(value(random, 4).toString());
            for (int changes = random.nextInt(3); changes >= 0; changes--) damage(text, random);
            // half a pair of surrogates is no text
            var damaged = new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            var model = Model.read(damaged);
            var document = JsonDocument.parse(damaged);
            assertEquals(
                    model.isPresent(),
                    !document.failed(),
                    "seed " + seed + ", round " + i + ": " + Json.quoted(damaged));
            model.ifPresent(expected ->
                    assertEquals(expected, document.value(0).toString(), "seed " + seed + ": " + Json.quoted(damaged)));
        }
    }

    private static void damage(StringBuilder text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        var pieces = "{}[]\",:\\ tfn0.e-+1u\n\u0001é";
        switch (random.nextInt(3)) {
            case 0 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
            case 1 -> text.setLength(at);
            default -> {
                if (at < text.length()) text.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
            }
        }
    }

    private static Json value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(random.nextLong() >> random.nextInt(64));
            case 3 -> Json.of(random.nextInt(100_000) / 64.0 * (random.nextBoolean() ? 1 : 1e-9));
            case 4, 5 -> Json.of(text(random));
            case 6 -> {
                var elements = new ArrayList<Object>();
                for (int i = random.nextInt(5); i > 0; i--) elements.add(value(random, depth - 1));
                yield Json.array(PersistentList.of(elements.toArray()));
            }
            default -> {
                var entries = PersistentMap.EMPTY;
                for (int i = random.nextInt(20); i > 0; i--)
                    entries = entries.put(text(random), value(random, depth - 1));
                yield Json.object(entries);
            }
        };
    }

    private static String text(RandomGenerator random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> out.append((char) random.nextInt(0x20));
                case 1 -> out.append(random.nextBoolean() ? '"' : '\\');
                case 2 -> out.appendCodePoint(random.nextInt(0x10000, 0x110000));
                case 3 -> out.append((char) random.nextInt(0xa0, 0x2030));
                default -> out.append((char) random.nextInt('a', 'e'));
            }
        }
        return out.toString();
    }

    @Test
    void anIntegerNeverEqualsAFloat() {
        assertFalse(Values.eq(json("1"), json("1.0")));
        assertTrue(Values.eq(json("[1,{\"a\":2,\"b\":null}]"), json("[1,{\"b\":null,\"a\":2}]")));
        assertFalse(Values.eq(json("{\"a\":1}"), json("{\"a\":1,\"b\":1}")));
        assertTrue(Values.eq(json("null"), Json.nothing()));
    }

    @Test
    void keysAreSortedByCodePointAtEveryLevel() {
        var inner = PersistentMap.EMPTY.put("b", Json.of(1)).put("a", Json.of(2));
        var outer = PersistentMap.EMPTY
                .put("\ud83d\ude00", Json.object(inner))
                .put("\uffff", Json.nothing())
                .put("B", Json.nothing());
        assertEquals(
                "{\"B\":null,\"\uffff\":null,\"\ud83d\ude00\":{\"a\":2,\"b\":1}}",
                Json.object(outer).toString());
    }

    @Test
    void looksInsideValues() {
        var value = json("{\"list\":[1,2.9,\"x\"],\"no\":null}");
        assertEquals("object", Json.kind(value));
        assertEquals("Ok([1,2.9,\"x\"])", Json.field(value, "list").toString());
        assertEquals("Err(missing field: a)", Json.field(value, "a").toString());
        assertEquals("Err(expected Object)", Json.field(json("1"), "a").toString());
        assertEquals("Some(null)", Json.get(value, "no").toString());
        assertEquals("None", Json.get(json("1"), "no").toString());
        var list = json("[1,2.9,-2.9,1e300,\"x\"]");
        assertEquals("Ok(1)", Json.at(list, 0).toString());
        assertEquals(
                "Err(array index 5 out of bounds (length 5))", Json.at(list, 5).toString());
        assertEquals(
                "Err(array index -1 out of bounds (length 5))",
                Json.at(list, -1).toString());
        assertEquals("Err(expected Array)", Json.at(json("{}"), 0).toString());
        assertEquals("Ok(2)", Json.asInt(json("2.9")).toString());
        assertEquals("Ok(-2)", Json.asInt(json("-2.9")).toString());
        assertEquals("Ok(9223372036854775807)", Json.asInt(json("1e300")).toString());
        assertEquals("Err(expected Int)", Json.asInt(json("true")).toString());
        assertEquals("Ok(3)", Json.asFloat(json("3")).toString());
        assertEquals("Err(expected Float)", Json.asFloat(json("\"3\"")).toString());
        assertEquals(
                "Ok(%{list => [1,2.9,\"x\"], no => null})", Json.asMap(value).toString());
        assertEquals("Err(expected Object)", Json.asMap(list).toString());
        assertEquals("Err(expected Array)", Json.asList(value).toString());
        assertEquals("Err(expected String)", Json.asString(value).toString());
        assertEquals("Err(expected Bool)", Json.asBool(value).toString());
    }

    @Test
    void prettyTextHasTwoSpacesPerLevel() {
        assertEquals(
                "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    \"x, y: \\\"z\"\n  ]\n}",
                Json.pretty("{\"a\":[],\"b\":{},\"c\":[1,\"x, y: \\\"z\"]}"));
    }

    @Test
    void aValueBuiltByTheProgramMayBeDeeperThanATextFromElsewhere() {
        var value = Json.nothing();
        for (int i = 0; i < 500; i++) value = Json.array(PersistentList.of(new Object[] {value}));
        assertEquals(
                "[".repeat(500) + "null" + "]".repeat(500),
                JsonDocument.of(value).value(0).toString());
    }

    /** A plain recursive reader that only tells right from wrong, and what was right in compact form. */
    private static final class Model {
        private final String text;
        private int at;

        private Model(String text) {
            this.text = text;
        }

        private static final class Wrong extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        static java.util.Optional<String> read(String text) {
            var model = new Model(text);
            try {
                var value = model.value();
                model.space();
                return model.at == text.length() ? java.util.Optional.of(value) : java.util.Optional.empty();
            } catch (Wrong e) {
                return java.util.Optional.empty();
            }
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }

        private boolean take(String expected) {
            space();
            if (!text.startsWith(expected, at)) return false;
            at += expected.length();
            return true;
        }

        private void need(String expected) {
            if (!take(expected)) throw new Wrong();
        }

        private String value() {
            for (var word : List.of("null", "true", "false")) {
                if (take(word)) return word;
            }
            if (take("[")) {
                var elements = new ArrayList<String>();
                if (take("]")) return "[]";
                do elements.add(value());
                while (take(","));
                need("]");
                return "[" + String.join(",", elements) + "]";
            }
            if (take("{")) {
                Map<String, String> entries = new TreeMap<>(snow.rt.value.Strings::compare);
                if (take("}")) return "{}";
                do {
                    space();
                    var key = string();
                    need(":");
                    entries.put(key, value());
                } while (take(","));
                need("}");
                var out = new ArrayList<String>();
                entries.forEach((key, value) -> out.add(Json.quoted(key) + ":" + value));
                return "{" + String.join(",", out) + "}";
            }
            if (at < text.length() && text.charAt(at) == '"') return Json.quoted(string());
            return number();
        }

        private String string() {
            need("\"");
            var out = new StringBuilder();
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next == '"') return checked(out.toString());
                if (next < ' ') throw new Wrong();
                if (next != '\\') {
                    out.append(next);
                    continue;
                }
                if (at == text.length()) throw new Wrong();
                char escape = text.charAt(at++);
                int named = "\"\\/bfnrt".indexOf(escape);
                if (named >= 0) out.append("\"\\/\b\f\n\r\t".charAt(named));
                else if (escape != 'u' || at + 4 > text.length()) throw new Wrong();
                else {
                    var hex = text.substring(at, at + 4);
                    if (!hex.matches("[0-9a-fA-F]{4}")) throw new Wrong();
                    out.append((char) Integer.parseInt(hex, 16));
                    at += 4;
                }
            }
            throw new Wrong();
        }

        private static String checked(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (Character.isHighSurrogate(value.charAt(i))
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1))) i++;
                else if (Character.isSurrogate(value.charAt(i))) throw new Wrong();
            }
            return value;
        }

        private String number() {
            var matcher = java.util.regex.Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                    .matcher(text);
            space();
            if (!matcher.find(at) || matcher.start() != at) throw new Wrong();
            at = matcher.end();
            var number = matcher.group();
            if (number.matches("-?[0-9]+") && !number.equals("-0")) {
                var big = new java.math.BigInteger(number);
                if (big.bitLength() < 64) return number;
            }
            double value = Double.parseDouble(number);
            if (Double.isInfinite(value)) throw new Wrong();
            var out = new JsonWriter();
            out.number(value);
            return out.finish();
        }
    }
}
