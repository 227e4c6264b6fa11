package snow.bench;

import java.util.ArrayList;
import java.util.List;

final class Sieve {
    private Sieve() {}

    private static List<Long> sieve(long stop) {
        var found = new ArrayList<Long>();
        var left = new ArrayList<Long>();
        for (long n = 2; n < stop; n++) {
            left.add(n);
        }
        while (!left.isEmpty() && left.getFirst() * left.getFirst() < stop) {
            long p = left.getFirst();
            found.add(p);
            var rest = new ArrayList<Long>();
            for (long n : left) {
                if (n % p != 0) {
                    rest.add(n);
                }
            }
            left = rest;
        }
        found.addAll(left);
        return found;
    }

    static long run(long size) {
        var primes = sieve(size);
        long digest = primes.size();
        for (long p : primes) {
            digest = digest * 31 + p;
        }
        return digest;
    }
}
