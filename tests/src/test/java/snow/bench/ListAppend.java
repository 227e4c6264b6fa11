package snow.bench;

import java.util.ArrayList;

final class ListAppend {
    private ListAppend() {}

    static long run(long size) {
        var list = new ArrayList<Long>();
        for (long i = 0; i < size; i++) {
            list.add(i * i);
        }
        return list.size() + list.getLast();
    }
}
