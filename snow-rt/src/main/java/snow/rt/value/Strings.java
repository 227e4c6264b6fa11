package snow.rt.value;

import snow.rt.actor.Safepoint;

/** Operations of {@code String} that the language itself needs. They let others run now and then. */
public final class Strings {
    /** Others may run after so many UTF-16 units. */
    private static final int WINDOW = 1 << 16;

    private Strings() {}

    /** Order by code point, which is not the order of UTF-16 units: surrogates stand for code points above U+FFFF. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (i % WINDOW == WINDOW - 1) Safepoint.poll();
            if (x != y) {
                boolean xAbove = Character.isSurrogate(x);
                if (xAbove != Character.isSurrogate(y)) return xAbove ? 1 : -1;
                return x < y ? -1 : 1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** {@link #compare} in the representation of {@code Int}, for compiled code. */
    public static long order(String a, String b) {
        return compare(a, b);
    }
}
