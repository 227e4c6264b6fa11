package snow.rt.ws;

import java.nio.charset.StandardCharsets;

/** Codes and payloads of Close frames (RFC 6455 §7.4, spec 06 §8). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;

    /** Never on the wire: the Close frame had no code. */
    static final int NO_STATUS = 1005;

    /** Never on the wire: the connection ended without a Close frame. */
    static final int ABNORMAL = 1006;

    static final int INVALID_TEXT = 1007;
    static final int POLICY_VIOLATION = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL_ERROR = 1011;

    /** The longest reason in bytes: a control frame carries 125, two of which are the code. */
    static final int MAX_REASON = 123;

    private CloseCode() {}

    /** Whether a Close frame may carry the code. */
    static boolean isAllowed(long code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /** The payload of a Close frame; the reason is cut at a character boundary to {@link #MAX_REASON} bytes. */
    static byte[] payload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REASON);
        while (length > 0 && length < text.length && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, length);
        return payload;
    }
}
