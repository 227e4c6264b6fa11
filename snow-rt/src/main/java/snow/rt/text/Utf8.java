package snow.rt.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import snow.rt.value.Strings;

/** Bytes that should be text. */
public final class Utf8 {
    private Utf8() {}

    /** The text, or nothing when the bytes are not valid UTF-8. */
    public static Optional<String> decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** The text of {@code length} bytes from {@code start}, or nothing when they are not valid UTF-8. */
    public static Optional<String> decode(byte[] bytes, int start, int length) {
        return Strings.isLarge(length)
                ? Strings.aside(() -> checked(bytes, start, length))
                : checked(bytes, start, length);
    }

    private static Optional<String> checked(byte[] bytes, int start, int length) {
        // Bad input becomes U+FFFD, so text without one was good.
        var text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) return Optional.of(text);
        try {
            var strict = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(
                    strict.decode(ByteBuffer.wrap(bytes, start, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
