package snow.bench;

import java.util.ArrayList;
import java.util.List;

final class Quicksort {
    private Quicksort() {}

    private static List<Long> quicksort(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return numbers;
        }
        long pivot = numbers.getFirst();
        var less = new ArrayList<Long>();
        var more = new ArrayList<Long>();
        for (long n : numbers.subList(1, numbers.size())) {
            if (n < pivot) {
                less.add(n);
            } else {
                more.add(n);
            }
        }
        var sorted = new ArrayList<>(quicksort(less));
        sorted.add(pivot);
        sorted.addAll(quicksort(more));
        return sorted;
    }

    static long run(long size) {
        var numbers = new ArrayList<Long>();
        long seed = 42;
        for (long i = 0; i < size; i++) {
            seed = (seed * 1103515245 + 12345) % 2147483648L;
            numbers.add(seed);
        }
        long digest = 0;
        for (long n : quicksort(numbers)) {
            digest = digest * 31 + n;
        }
        return digest;
    }
}
