package snow.rt.json;

import java.util.Arrays;

/** Finds keys that occur more than once in an object: all but the last are buried. Takes time in proportion to n log n at worst. */
final class JsonKeys {
    /** Up to so many keys each is compared with each. */
    private static final int FEW = 12;

    private final byte[] text;
    private final long[] tape;

    JsonKeys(byte[] text, long[] tape) {
        this.text = text;
        this.tape = tape;
    }

    /** Whether two keys of an object have hashes alike in a few bits; mostly not. */
    static boolean mayRepeat(long[] tape, int object) {
        long seen = 0;
        int key = object + 2;
        while (((int) tape[key] & JsonParser.KIND) != JsonParser.END) {
            long bit = 1L << ((int) (tape[key] >>> 32) * 0x9e3779b9 >>> 26);
            if ((seen & bit) != 0) return true;
            seen |= bit;
            key = behind(tape, key + 2);
        }
        return false;
    }

    void bury(int object) {
        int count = (int) (tape[object] >>> 4);
        if (count > FEW) {
            buryAmong(object, count);
            return;
        }
        for (int key = object + 2; kind(key) != JsonParser.END; key = behind(key + 2)) {
            int hash = hash(key);
            for (int later = behind(key + 2); kind(later) != JsonParser.END; later = behind(later + 2)) {
                if (hash(later) == hash && same(key, later)) {
                    bury1(key);
                    break;
                }
            }
        }
    }

    /** Keys sorted by hash and then by place; those of one hash next to each other. */
    private void buryAmong(int object, int count) {
        var sorted = new long[count];
        int i = 0;
        for (int key = object + 2; kind(key) != JsonParser.END; key = behind(key + 2)) {
            sorted[i++] = (long) hash(key) << 32 | key;
        }
        Arrays.sort(sorted);
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && sorted[to] >> 32 == sorted[from] >> 32) to++;
            if (to - from > 1) buryOfOneHash(sorted, from, to);
            from = to;
        }
    }

    /** Different texts of one hash are rare, unless somebody looked for them. */
    private void buryOfOneHash(long[] sorted, int from, int to) {
        record Key(String text, int at) {}
        var keys = new Key[to - from];
        for (int i = from; i < to; i++) {
            int at = (int) sorted[i];
            keys[i - from] = new Key(JsonStrings.text(text, tape[at], tape[at + 1]), at);
        }
        Arrays.sort(keys, (a, b) -> {
            int order = a.text().compareTo(b.text());
            return order != 0 ? order : Integer.compare(a.at(), b.at());
        });
        for (int i = 0; i + 1 < keys.length; i++) {
            if (keys[i].text().equals(keys[i + 1].text())) bury1(keys[i].at());
        }
    }

    private void bury1(int key) {
        tape[key] = tape[key] & ~(long) JsonParser.KIND | JsonParser.DEAD_KEY;
    }

    private boolean same(int a, int b) {
        if ((tape[a] & tape[b] & JsonParser.ASCII) == 0) {
            return JsonStrings.text(text, tape[a], tape[a + 1]).equals(JsonStrings.text(text, tape[b], tape[b + 1]));
        }
        int x = (int) (tape[a + 1] >>> 32);
        int y = (int) (tape[b + 1] >>> 32);
        return Arrays.equals(text, x, x + (int) tape[a + 1], text, y, y + (int) tape[b + 1]);
    }

    private int kind(int at) {
        return (int) tape[at] & JsonParser.KIND;
    }

    private int hash(int at) {
        return (int) (tape[at] >>> 32);
    }

    private int behind(int value) {
        return behind(tape, value);
    }

    /** The index behind a value. */
    static int behind(long[] tape, int value) {
        return switch ((int) tape[value] & JsonParser.KIND) {
            case JsonParser.LONG, JsonParser.FLOAT, JsonParser.STRING -> value + 2;
            case JsonParser.ARRAY, JsonParser.OBJECT -> (int) tape[value + 1];
            default -> value + 1;
        };
    }
}
