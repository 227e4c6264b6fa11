package snow.bench;

import java.util.stream.LongStream;

final class Closures {
    private Closures() {}

    private static long chain(long[] numbers, long k) {
        return LongStream.of(numbers)
                .map(x -> x * 3 + k)
                .filter(x -> x % 2 == 0)
                .map(x -> x / 2 - k)
                .filter(x -> x % 5 != k % 5)
                .reduce(0, (a, b) -> a + b);
    }

    static long run(long size) {
        long[] numbers = LongStream.range(0, size).toArray();
        long sum = 0;
        for (long k = 20; k > 0; k--) {
            sum += chain(numbers, k);
        }
        return sum;
    }
}
