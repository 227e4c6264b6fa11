package snow.rt.json;

import java.util.Arrays;
import snow.rt.collection.PersistentMap;
import snow.rt.value.Strings;

/** Writes the keys of a map in ascending order, code point by code point, and hands out the value to be written behind each. */
public final class JsonEntries {
    private final JsonWriter out;
    private final PersistentMap map;
    private final String[] keys;
    private int at = -1;

    JsonEntries(JsonWriter out, PersistentMap map) {
        this.out = out;
        this.map = map;
        keys = new String[map.size()];
        int count = 0;
        for (var cursor = map.cursor(); cursor.next(); ) {
            keys[count++] = (String) cursor.key();
        }
        Arrays.sort(keys, Strings::compare);
        out.raw("{");
    }

    /** Writes the next key and its colon; false, and the brace, after the last entry. */
    public boolean next() {
        if (++at == keys.length) {
            out.raw("}");
            return false;
        }
        if (at > 0) out.raw(",");
        out.string(keys[at]);
        out.raw(":");
        return true;
    }

    /** The value that belongs behind the key just written. */
    public Object value() {
        return map.get(keys[at], null);
    }
}
