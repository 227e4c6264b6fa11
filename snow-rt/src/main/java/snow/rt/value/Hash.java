package snow.rt.value;

import snow.rt.actor.Safepoint;

/** Snow's hash: FNV-1a with 64 bits. */
public final class Hash {
    /** The offset basis, which is also the hash of nothing. */
    public static final long OFFSET = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    public static long ofInt(long value) {
        return combine(OFFSET, value);
    }

    /** Equal floats hash alike: {@code -0.0} like {@code 0.0}, every NaN like the canonical one. */
    public static long ofFloat(double value) {
        return combine(OFFSET, Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    public static long ofBool(boolean value) {
        return step(OFFSET, value ? 1 : 0);
    }

    /** The hash of the string's UTF-8 bytes. */
    public static long ofString(String value) {
        long hash = OFFSET;
        for (int i = 0, length = value.length(); i < length; i++) {
            char unit = value.charAt(i);
            if ((i & 0xffff) == 0xffff) Safepoint.poll();
            if (unit < 0x80) {
                hash = step(hash, unit);
            } else if (unit < 0x800) {
                hash = step(hash, 0xc0 | unit >> 6);
                hash = step(hash, 0x80 | unit & 0x3f);
            } else if (Character.isHighSurrogate(unit) && i + 1 < length) {
                int point = Character.toCodePoint(unit, value.charAt(++i));
                hash = step(hash, 0xf0 | point >> 18);
                hash = step(hash, 0x80 | point >> 12 & 0x3f);
                hash = step(hash, 0x80 | point >> 6 & 0x3f);
                hash = step(hash, 0x80 | point & 0x3f);
            } else {
                hash = step(hash, 0xe0 | unit >> 12);
                hash = step(hash, 0x80 | unit >> 6 & 0x3f);
                hash = step(hash, 0x80 | unit & 0x3f);
            }
        }
        return hash;
    }

    /** The hash of raw bytes. */
    public static long ofBytes(byte[] bytes) {
        long hash = OFFSET;
        for (byte b : bytes) hash = step(hash, b & 0xff);
        return hash;
    }

    /** Continues {@code hash} with the eight bytes of {@code part}, little endian. */
    public static long combine(long hash, long part) {
        for (int shift = 0; shift < 64; shift += 8) hash = step(hash, part >>> shift & 0xff);
        return hash;
    }

    private static long step(long hash, long octet) {
        return (hash ^ octet) * PRIME;
    }
}
