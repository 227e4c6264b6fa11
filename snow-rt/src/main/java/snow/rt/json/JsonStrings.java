package snow.rt.json;

import java.nio.charset.StandardCharsets;
import snow.rt.value.Strings;

/** Strings of a text that has been checked, from their place in it. */
final class JsonStrings {
    private JsonStrings() {}

    /** The text of a string or key, from its two words on the tape. */
    static String text(byte[] text, long header, long place) {
        int start = (int) (place >>> 32);
        int length = (int) place;
        return Strings.isLarge(length)
                ? Strings.aside(() -> text(text, header, start, length))
                : text(text, header, start, length);
    }

    private static String text(byte[] text, long header, int start, int length) {
        if ((header & JsonParser.ASCII) != 0) {
            return new String(text, start, length, StandardCharsets.ISO_8859_1);
        }
        return (header & JsonParser.ESCAPED) == 0
                ? new String(text, start, length, StandardCharsets.UTF_8)
                : unescaped(text, start, start + length);
    }

    /** An escape is never shorter than the UTF-8 that it stands for. */
    private static String unescaped(byte[] text, int start, int end) {
        var out = new byte[end - start];
        int length = 0;
        int i = start;
        while (i < end) {
            if (text[i] != '\\') {
                out[length++] = text[i++];
                continue;
            }
            int named = text[i + 1];
            i += 2;
            if (named != 'u') {
                out[length++] = named(named);
                continue;
            }
            int code = hex(text, i);
            i += 4;
            if (Character.isHighSurrogate((char) code)) {
                code = Character.toCodePoint((char) code, (char) hex(text, i + 2));
                i += 6;
            }
            length = encode(code, out, length);
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static byte named(int letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (byte) letter;
        };
    }

    static int encode(int code, byte[] out, int at) {
        int length = at;
        if (code < 0x80) {
            out[length++] = (byte) code;
            return length;
        }
        if (code < 0x800) {
            out[length++] = (byte) (0xc0 | code >> 6);
        } else if (code < 0x10000) {
            out[length++] = (byte) (0xe0 | code >> 12);
            out[length++] = (byte) (0x80 | code >> 6 & 0x3f);
        } else {
            out[length++] = (byte) (0xf0 | code >> 18);
            out[length++] = (byte) (0x80 | code >> 12 & 0x3f);
            out[length++] = (byte) (0x80 | code >> 6 & 0x3f);
        }
        out[length++] = (byte) (0x80 | code & 0x3f);
        return length;
    }

    /** The value of four hex digits; negative when they are not. */
    static int hex(byte[] text, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) return -1;
            value = value << 4 | digit;
        }
        return value;
    }
}
