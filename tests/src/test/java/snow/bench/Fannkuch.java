package snow.bench;

final class Fannkuch {
    private Fannkuch() {}

    private static void flip(int[] p, int count) {
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int kept = p[i];
            p[i] = p[j];
            p[j] = kept;
        }
    }

    private static int flips(int[] permutation) {
        var p = permutation.clone();
        int count = 0;
        while (p[0] != 1) {
            flip(p, p[0]);
            count++;
        }
        return count;
    }

    static long run(long size) {
        var p = new int[(int) size];
        for (int i = 0; i < p.length; i++) {
            p[i] = i + 1;
        }
        int best = 0;
        for (int n = 1; ; n++) {
            best = Math.max(best, flips(p));
            int rest = n;
            int count = 2;
            while (rest % count == 0) {
                rest /= count++;
            }
            if (count > p.length) {
                return best;
            }
            flip(p, count);
        }
    }
}
