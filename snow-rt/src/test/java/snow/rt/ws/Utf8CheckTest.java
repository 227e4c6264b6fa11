package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8CheckTest {
    private static boolean platformAccepts(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    @Test
    void everyCodePointIsAcceptedAndNoSurrogate() {
        for (int point = 0; point <= 0x10FFFF; point++) {
            if (point >= 0xD800 && point < 0xE000) {
                byte[] bytes = {(byte) 0xED, (byte) (0x80 | point >> 6 & 0x3F), (byte) (0x80 | point & 0x3F)};
                assertEquals(Utf8Check.INVALID, Utf8Check.advance(0, bytes, 0, 3), Integer.toHexString(point));
            } else {
                byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                assertTrue(Utf8Check.isValid(bytes, 0, bytes.length), Integer.toHexString(point));
            }
        }
    }

    @Test
    void everyPairOfBytesIsJudgedLikeThePlatform() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                byte[] bytes = {(byte) a, (byte) b};
                assertEquals(platformAccepts(bytes), Utf8Check.isValid(bytes, 0, 2), a + " " + b);
            }
        }
    }

    @Test
    void randomBytesAreJudgedLikeThePlatformInAnyPieces() {
        int[] lively = {
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
        };
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = new byte[1 + random.nextInt(24)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) == 0 ? 'a' : lively[random.nextInt(lively.length)]);
            }
            boolean expected = platformAccepts(bytes);
            assertEquals(expected, Utf8Check.isValid(bytes, 0, bytes.length), "seed " + seed);
            int cut = random.nextInt(bytes.length + 1);
            int state = Utf8Check.advance(0, bytes, 0, cut);
            state = state == Utf8Check.INVALID ? state : Utf8Check.advance(state, bytes, cut, bytes.length);
            assertEquals(expected, state == Utf8Check.BOUNDARY, "seed " + seed);
        }
    }

    @Test
    void anInvalidStateComesAtTheFirstImpossibleByte() {
        byte[][] prefixes = {
            {(byte) 0xC0},
            {(byte) 0xF5},
            {(byte) 0xE0, (byte) 0x9F},
            {(byte) 0xED, (byte) 0xA0},
            {(byte) 0xF4, (byte) 0x90},
            {(byte) 0xF0, (byte) 0x8F},
            {(byte) 0x80},
            {(byte) 0xE2, 'a'}
        };
        for (byte[] prefix : prefixes) {
            assertEquals(Utf8Check.INVALID, Utf8Check.advance(0, prefix, 0, prefix.length), Arrays.toString(prefix));
        }
    }

    @Test
    void unmaskingWorksAtEveryOffsetAndLength() {
        for (long seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            byte[] plain = new byte[random.nextInt(40)];
            random.nextBytes(plain);
            if (random.nextBoolean()) {
                for (int i = 0; i < plain.length; i++) {
                    plain[i] &= 0x7F;
                }
            }
            int key = random.nextInt();
            long position = random.nextInt(9);
            byte[] masked = new byte[plain.length + 3];
            boolean ascii = true;
            for (int i = 0; i < plain.length; i++) {
                masked[i + 2] = (byte) (plain[i] ^ key >> 8 * (int) ((position + i) % 4));
                ascii &= plain[i] >= 0;
            }
            assertEquals(ascii, Mask.unmask(masked, 2, 2 + plain.length, key, position), "seed " + seed);
            assertEquals(
                    Arrays.toString(plain),
                    Arrays.toString(Arrays.copyOfRange(masked, 2, 2 + plain.length)),
                    "seed " + seed);
        }
    }
}
