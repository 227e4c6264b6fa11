package snow.bench;

final class Fib {
    private Fib() {}

    private static long fib(long n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static long run(long size) {
        return fib(size);
    }
}
