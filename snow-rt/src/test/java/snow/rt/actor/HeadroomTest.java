package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import snow.program.Fragile;

/** Whoever has been promised stack has it, whether the code is interpreted or compiled. */
@Timeout(60)
class HeadroomTest {
    private static final int ROUNDS = 400;

    /** About 200 bytes each when interpreted. */
    private static final int FRAMES = 40;

    private int promised;
    private int kept;

    @Test
    void whatIsPromisedIsThere() throws InterruptedException {
        Thread thread = new Thread(
                null,
                () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        overflow(round);
                    }
                },
                "deep",
                256 << 10);
        thread.start();
        thread.join();
        assertTrue(promised > ROUNDS, "promised " + promised);
        assertEquals(promised, kept);
    }

    private void overflow(int shift) {
        try {
            Fragile.deepDoing(
                    shift % 50,
                    () -> {
                        Headroom.require();
                        promised++;
                        descend(FRAMES, 1, 2, 3, 4, 5, 6, 7);
                        kept++;
                    },
                    0);
        } catch (StackOverflowError _) {
            // Every round ends so.
        }
    }

    private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g) {
        return frames == 0 ? 0 : descend(frames - 1, b, c, d, e, f, g, a) + (a ^ b) + (c ^ d) + (e ^ f) + g;
    }
}
