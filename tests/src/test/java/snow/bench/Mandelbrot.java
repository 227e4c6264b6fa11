package snow.bench;

final class Mandelbrot {
    private Mandelbrot() {}

    private static boolean escapes(double cx, double cy) {
        double x = 0;
        double y = 0;
        for (int left = 50; left > 0; left--) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > 4.0) {
                return true;
            }
            y = 2.0 * x * y + cy;
            x = xx - yy + cx;
        }
        return false;
    }

    static long run(long size) {
        long inside = 0;
        for (long j = 0; j < size; j++) {
            double y = 2.0 * j / size - 1.0;
            for (long i = 0; i < size; i++) {
                double x = 3.0 * i / size - 2.0;
                if (!escapes(x, y)) {
                    inside++;
                }
            }
        }
        return inside;
    }
}
