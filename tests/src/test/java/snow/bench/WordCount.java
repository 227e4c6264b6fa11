package snow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;

final class WordCount {
    private WordCount() {}

    private static String text(long words) {
        var made = new ArrayList<String>();
        long seed = 7;
        for (long i = 0; i < words; i++) {
            seed = (seed * 1103515245 + 12345) % 2147483648L;
            made.add("w" + seed / 65536 % 500);
        }
        return String.join(" ", made);
    }

    static long run(long size) {
        var counts = new LinkedHashMap<String, Long>();
        for (var word : text(size).split(" ")) {
            counts.merge(word, 1L, Long::sum);
        }
        long digest = counts.size();
        for (var entry : counts.entrySet()) {
            digest = digest * 31 + entry.getKey().length() * entry.getValue();
        }
        return digest;
    }
}
