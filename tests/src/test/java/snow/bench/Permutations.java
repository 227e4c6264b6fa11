package snow.bench;

final class Permutations {
    private Permutations() {}

    private static long flips(int[] permutation) {
        var p = permutation.clone();
        long count = 0;
        while (p[0] != 1) {
            for (int i = 0, j = p[0] - 1; i < j; i++, j--) {
                int kept = p[i];
                p[i] = p[j];
                p[j] = kept;
            }
            count++;
        }
        return count;
    }

    private static long most(int[] p, int done) {
        if (done == p.length) {
            return flips(p);
        }
        long best = 0;
        for (int i = done; i < p.length; i++) {
            swap(p, done, i);
            best = Math.max(best, most(p, done + 1));
            swap(p, done, i);
        }
        return best;
    }

    private static void swap(int[] p, int i, int j) {
        int kept = p[i];
        p[i] = p[j];
        p[j] = kept;
    }

    static long run(long size) {
        var p = new int[(int) size];
        for (int i = 0; i < p.length; i++) {
            p[i] = i + 1;
        }
        return most(p, 0);
    }
}
