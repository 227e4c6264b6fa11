package snow.syntax;

import java.util.OptionalLong;

/** The value of an integer literal (spec 01 §2.4). */
final class IntegerText {
    private IntegerText() {}

    /** The value of a well-formed literal; 2^63 as {@link Long#MIN_VALUE}; empty above that. */
    static OptionalLong parse(String text) {
        int radix = 10;
        int i = 0;
        if (text.length() > 1 && text.charAt(0) == '0') {
            radix = switch (text.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                case 'o', 'O' -> 8;
                default -> 10;
            };
            i = radix == 10 ? 0 : 2;
        }
        long value = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                continue;
            }
            int digit = Character.digit(c, radix);
            // value * radix + digit must not be above 2^63, all unsigned
            if (Long.compareUnsigned(value, Long.divideUnsigned(Long.MIN_VALUE - digit, radix)) > 0) {
                return OptionalLong.empty();
            }
            value = value * radix + digit;
        }
        return OptionalLong.of(value);
    }
}
