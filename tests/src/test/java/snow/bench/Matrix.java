package snow.bench;

final class Matrix {
    private Matrix() {}

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] times(double[][] a, double[][] columns) {
        var product = new double[a.length][columns.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                product[i][j] = dot(a[i], columns[j]);
            }
        }
        return product;
    }

    private static double[][] made(int size, long k) {
        var matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = (i * k + j * 7L) % 13 - 6.0;
            }
        }
        return matrix;
    }

    static long run(long size) {
        double digest = 0;
        for (var row : times(made((int) size, 3), made((int) size, 5))) {
            for (double x : row) {
                digest = digest * 0.5 + x;
            }
        }
        return (long) digest;
    }
}
