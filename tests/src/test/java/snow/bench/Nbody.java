package snow.bench;

final class Nbody {
    private Nbody() {}

    private static final class Body {
        double x;
        double y;
        double z;
        double vx;
        double vy;
        double vz;
        final double mass;

        Body(long i) {
            double f = i;
            x = f * 1.5;
            y = f * -0.7 + 1.0;
            z = 0.3 * f;
            vx = 0.1 * f;
            vy = 0.5 - 0.2 * f;
            mass = 1.0 + f;
        }
    }

    private static void advance(Body[] bodies, double dt) {
        for (var b : bodies) {
            for (var o : bodies) {
                double dx = b.x - o.x;
                double dy = b.y - o.y;
                double dz = b.z - o.z;
                double square = dx * dx + dy * dy + dz * dz + 0.01;
                double pull = o.mass * dt / (square * Math.sqrt(square));
                b.vx -= dx * pull;
                b.vy -= dy * pull;
                b.vz -= dz * pull;
            }
        }
        for (var b : bodies) {
            b.x += dt * b.vx;
            b.y += dt * b.vy;
            b.z += dt * b.vz;
        }
    }

    static long run(long size) {
        var bodies = new Body[5];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = new Body(i);
        }
        for (long step = 0; step < size; step++) {
            advance(bodies, 0.001);
        }
        double sum = 0;
        for (var b : bodies) {
            sum = sum + b.x + b.vy;
        }
        return (long) (1000000.0 * sum);
    }
}
