package snow.bench;

import java.util.Arrays;

final class SpectralNorm {
    private SpectralNorm() {}

    private static double entry(long i, long j) {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    private static double[] times(double[] v) {
        var product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double sum = 0;
            for (int j = 0; j < v.length; j++) {
                sum += entry(i, j) * v[j];
            }
            product[i] = sum;
        }
        return product;
    }

    private static double[] timesTransposed(double[] v) {
        var product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double sum = 0;
            for (int j = 0; j < v.length; j++) {
                sum += entry(j, i) * v[j];
            }
            product[i] = sum;
        }
        return product;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static long run(long size) {
        var u = new double[(int) size];
        Arrays.fill(u, 1.0);
        for (int round = 5; ; round--) {
            var v = timesTransposed(times(u));
            if (round == 1) {
                return (long) (1000000000.0 * Math.sqrt(product(u, v) / product(v, v)));
            }
            u = timesTransposed(times(v));
        }
    }
}
