package snow.bench;

final class Collatz {
    private Collatz() {}

    private static long steps(long n) {
        long count = 0;
        while (n != 1) {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            count++;
        }
        return count;
    }

    static long run(long size) {
        long best = 0;
        for (long n = 1; n < size; n++) {
            best = Math.max(best, steps(n));
        }
        return best;
    }
}
