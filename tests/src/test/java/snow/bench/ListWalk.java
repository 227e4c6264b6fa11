package snow.bench;

import java.util.ArrayList;

final class ListWalk {
    private ListWalk() {}

    static long run(long size) {
        var list = new ArrayList<Long>();
        for (long i = 0; i < size; i++) {
            list.add(i);
        }
        long total = 0;
        for (int round = 0; round < 5; round++) {
            for (long n : list) {
                total = total * 3 + n;
            }
        }
        return total;
    }
}
