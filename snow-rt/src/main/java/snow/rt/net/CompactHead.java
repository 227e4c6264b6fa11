package snow.rt.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A request head in less memory, for connections that keep theirs for hours: what most clients send word for word stands as one
 * byte. Those bytes are control characters, which no well-formed head contains.
 */
public final class CompactHead {
    private static final byte[][] PHRASES = phrases(
            "GET ",
            " HTTP/1.1\r\n",
            "Host: ",
            "Upgrade: websocket\r\n",
            "Connection: Upgrade\r\n",
            "Sec-WebSocket-Key: ",
            "Sec-WebSocket-Version: 13\r\n",
            "Connection: keep-alive, Upgrade\r\n",
            "Origin: http",
            "User-Agent: Mozilla/5.0 (",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "; client_max_window_bits\r\n",
            "Accept-Encoding: gzip, deflate",
            "Accept-Language: ",
            "Cache-Control: no-cache\r\n",
            "Pragma: no-cache\r\n",
            "Cookie: ",
            "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/");

    /** The phrases that begin with a character, as bits. */
    private static final int[] BY_FIRST = byFirst();

    private CompactHead() {}

    /** @param head a head that {@link RequestHead#parse} accepts */
    public static byte[] pack(byte[] head) {
        byte[] out = new byte[head.length];
        int length = 0;
        int at = 0;
        while (at < head.length) {
            int phrase = phraseAt(head, at);
            if (phrase < 0) {
                out[length++] = head[at++];
            } else {
                out[length++] = code(phrase);
                at += PHRASES[phrase].length;
            }
        }
        return Arrays.copyOf(out, length);
    }

    public static byte[] unpack(byte[] packed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * packed.length);
        for (byte octet : packed) {
            int phrase = phrase(octet);
            if (phrase < 0) {
                out.write(octet);
            } else {
                out.writeBytes(PHRASES[phrase]);
            }
        }
        return out.toByteArray();
    }

    private static int phraseAt(byte[] head, int at) {
        int first = head[at];
        int candidates = first < 0 ? 0 : BY_FIRST[first];
        while (candidates != 0) {
            int phrase = Integer.numberOfTrailingZeros(candidates);
            int end = at + PHRASES[phrase].length;
            if (end <= head.length && Arrays.equals(PHRASES[phrase], 0, PHRASES[phrase].length, head, at, end)) {
                return phrase;
            }
            candidates &= candidates - 1;
        }
        return -1;
    }

    /** 1 to 8, then from 14 on: leaves out tab, CR and LF. */
    private static byte code(int phrase) {
        return (byte) (phrase < 8 ? phrase + 1 : phrase + 6);
    }

    private static int phrase(byte code) {
        if (code >= 1 && code <= 8) {
            return code - 1;
        }
        return code >= 14 && code < ' ' ? code - 6 : -1;
    }

    private static byte[][] phrases(String... texts) {
        byte[][] phrases = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            phrases[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
        }
        return phrases;
    }

    private static int[] byFirst() {
        int[] bits = new int[128];
        for (int i = 0; i < PHRASES.length; i++) {
            bits[PHRASES[i][0]] |= 1 << i;
        }
        return bits;
    }
}
