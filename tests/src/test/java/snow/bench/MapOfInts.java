package snow.bench;

import java.util.HashMap;

final class MapOfInts {
    private MapOfInts() {}

    static long run(long size) {
        var map = new HashMap<Long, Long>();
        for (long i = 0; i < size; i++) {
            map.put(i * 7919 % 1000003, i);
        }
        long total = map.size();
        for (long i = 0; i < size; i++) {
            total = total * 3 + map.getOrDefault(i, 0L);
        }
        return total;
    }
}
