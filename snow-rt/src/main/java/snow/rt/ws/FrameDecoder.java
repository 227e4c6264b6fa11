package snow.rt.ws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the frames out of a client's byte stream, however it is cut into pieces (RFC 6455 §5, spec 06 §§6, 7).
 *
 * <p>The stages of a frame:
 *
 * <pre>
 *   FIRST ──▶ SECOND ──▶ LENGTH (0, 2 or 8 bytes) ──▶ KEY (4 bytes) ──▶ PAYLOAD ──▶ FIRST
 *     └─────────┴───────────┴── a broken rule ──▶ ENDED ◀── a Close frame ──┘
 * </pre>
 *
 * A frame is judged from its header, before its key or payload has come, and the same whether its header comes in one
 * piece or in many. Payload that lies complete in the given array is used in place; else it is collected in an array that
 * grows with the bytes that have come, never with the length that was announced. Between messages a decoder holds no
 * array.
 */
final class FrameDecoder {
    private static final byte FIRST = 0;
    private static final byte SECOND = 1;
    private static final byte LENGTH = 2;
    private static final byte KEY = 3;
    private static final byte PAYLOAD = 4;
    private static final byte ENDED = 5;

    private static final byte[] NOTHING = {};

    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int MASKED = 0x80;

    private final int maxMessage;

    private byte stage = FIRST;
    private byte opcode;
    private boolean fin;

    /** The opcode of the unfinished message, 0 between messages. */
    private byte messageOpcode;

    /** Bytes of the length or the key that are still to come. */
    private byte due;

    private boolean ascii = true;
    private int key;
    private int utf8 = Utf8Check.BOUNDARY;
    private long length;

    /** Payload bytes of this frame that have come. */
    private int come;

    /** What the frames of the unfinished message have announced before this one. */
    private int announced;

    private byte[] message = NOTHING;
    private byte[] control = NOTHING;

    /** @param maxMessage the most payload bytes a message may have */
    FrameDecoder(long maxMessage) {
        // no array can be longer; such a message is refused from its header like any other that is too big
        this.maxMessage = (int) Math.min(maxMessage, Integer.MAX_VALUE - 8);
    }

    /** Whether a Close frame or a broken rule has ended the reading of frames. */
    boolean hasEnded() {
        return stage == ENDED;
    }

    /** Reads the bytes from {@code from} to {@code to} and may alter them; keeps no reference to the array. */
    void decode(byte[] bytes, int from, int to, FrameSink sink) {
        int at = from;
        while (at < to || (stage == PAYLOAD && come == length)) {
            switch (stage) {
                case FIRST -> first(bytes[at++] & 0xFF, sink);
                case SECOND -> second(bytes[at++] & 0xFF, sink);
                case LENGTH -> {
                    length = length << 8 | (bytes[at++] & 0xFF);
                    if (--due == 0) {
                        extendedLength(sink);
                    }
                }
                case KEY -> {
                    if (due == 4 && to - at >= 4) {
                        key = bytes[at] & 0xFF
                                | (bytes[at + 1] & 0xFF) << 8
                                | (bytes[at + 2] & 0xFF) << 16
                                | bytes[at + 3] << 24;
                        at += 4;
                        due = 0;
                    } else {
                        key |= (bytes[at++] & 0xFF) << (4 - due) * 8;
                        due--;
                    }
                    if (due == 0) {
                        stage = PAYLOAD;
                    }
                }
                case PAYLOAD -> at = payload(bytes, at, to, sink);
                default -> {
                    return;
                }
            }
        }
    }

    // ---------------------------------------------------------------- header

    private void first(int octet, FrameSink sink) {
        fin = (octet & FIN) != 0;
        opcode = (byte) (octet & 0x0F);
        if ((octet & RSV) != 0) {
            fail(sink, "reserved bits set");
        } else if (!Opcode.isKnown(opcode)) {
            fail(sink, "unknown opcode: 0x" + "0123456789ABCDEF".charAt(opcode));
        } else if (Opcode.isControl(opcode) && !fin) {
            fail(sink, "fragmented control frame");
        } else {
            stage = SECOND;
        }
    }

    private void second(int octet, FrameSink sink) {
        int code = octet & 0x7F;
        if ((octet & MASKED) == 0) {
            fail(sink, "frame not masked");
        } else if (Opcode.isControl(opcode) && code > 125) {
            fail(sink, "control frame too long");
        } else if (code > 125) {
            length = 0;
            due = (byte) (code == 126 ? 2 : 8);
            // the width is needed again when the length is complete, to see that it is the shortest
            key = due;
            stage = LENGTH;
        } else {
            length = code;
            header(sink);
        }
    }

    private void extendedLength(FrameSink sink) {
        if (length < 0) {
            fail(sink, "MSB of 64-bit length must be 0");
        } else if (length < (key == 2 ? 126 : 65536)) {
            fail(sink, "non-minimal payload length");
        } else {
            header(sink);
        }
    }

    /** The header is complete but for the key, and well formed by itself. */
    private void header(FrameSink sink) {
        if (!Opcode.isControl(opcode)) {
            if (opcode == Opcode.CONTINUATION && messageOpcode == 0) {
                fail(sink, "unexpected continuation frame");
                return;
            }
            if (opcode != Opcode.CONTINUATION && messageOpcode != 0) {
                fail(sink, "new message during fragmented sequence");
                return;
            }
            if (length > maxMessage - announced) {
                fail(sink, CloseCode.TOO_BIG, "message too big");
                return;
            }
            if (messageOpcode == 0) {
                messageOpcode = opcode;
            }
        }
        key = 0;
        due = 4;
        come = 0;
        stage = KEY;
    }

    // ---------------------------------------------------------------- payload

    private int payload(byte[] bytes, int from, int to, FrameSink sink) {
        int end = (int) Math.min(to, from + (length - come));
        if (Opcode.isControl(opcode)) {
            controlPayload(bytes, from, end, sink);
        } else if (come == 0 && fin && opcode != Opcode.CONTINUATION && end - from == length) {
            wholeMessage(bytes, from, end, sink);
        } else {
            partOfMessage(bytes, from, end, sink);
        }
        return end;
    }

    private void controlPayload(byte[] bytes, int from, int to, FrameSink sink) {
        if (come == 0) {
            control = length == 0 ? NOTHING : new byte[(int) length];
        }
        System.arraycopy(bytes, from, control, come, to - from);
        come += to - from;
        if (come < length) {
            return;
        }
        byte[] payload = control;
        Mask.unmask(payload, 0, payload.length, key, 0);
        control = NOTHING;
        stage = FIRST;
        if (opcode == Opcode.PING) {
            sink.ping(payload);
        } else if (opcode == Opcode.PONG) {
            sink.pong(payload);
        } else {
            end();
            sink.close(payload);
        }
    }

    /** The usual case: a message of one frame, all of it at hand. */
    private void wholeMessage(byte[] bytes, int from, int to, FrameSink sink) {
        boolean plain = Mask.unmask(bytes, from, to, key, 0);
        if (opcode == Opcode.TEXT) {
            if (!plain && !Utf8Check.isValid(bytes, from, to)) {
                fail(sink, CloseCode.INVALID_TEXT, "invalid UTF-8");
                return;
            }
            stage = FIRST;
            messageOpcode = 0;
            sink.text(string(bytes, from, to, plain), to - from);
        } else {
            stage = FIRST;
            messageOpcode = 0;
            sink.binary(Arrays.copyOfRange(bytes, from, to));
        }
    }

    private void partOfMessage(byte[] bytes, int from, int to, FrameSink sink) {
        int start = announced + come;
        int end = start + (to - from);
        if (end > message.length) {
            // doubling keeps the copying linear; what is announced bounds it, so that the usual message is exact
            long wanted = Math.min(announced + length, Math.max(end, 2L * message.length));
            message = Arrays.copyOf(message, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(bytes, from, message, start, to - from);
        boolean plain = Mask.unmask(message, start, end, key, come);
        come += to - from;
        if (messageOpcode == Opcode.TEXT && !(plain && utf8 == Utf8Check.BOUNDARY)) {
            ascii = false;
            utf8 = Utf8Check.advance(utf8, message, start, end);
            if (utf8 == Utf8Check.INVALID) {
                fail(sink, CloseCode.INVALID_TEXT, "invalid UTF-8");
                return;
            }
        }
        if (come == length) {
            stage = FIRST;
            announced += come;
            if (fin) {
                endOfMessage(sink);
            }
        }
    }

    private void endOfMessage(FrameSink sink) {
        if (utf8 != Utf8Check.BOUNDARY) {
            fail(sink, CloseCode.INVALID_TEXT, "invalid UTF-8");
            return;
        }
        byte[] bytes = message;
        int size = announced;
        boolean isText = messageOpcode == Opcode.TEXT;
        boolean plain = ascii;
        forgetMessage();
        if (isText) {
            sink.text(string(bytes, 0, size, plain), size);
        } else {
            sink.binary(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        }
    }

    private static String string(byte[] bytes, int from, int to, boolean ascii) {
        return new String(bytes, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    // ---------------------------------------------------------------- ends

    private void forgetMessage() {
        message = NOTHING;
        messageOpcode = 0;
        announced = 0;
        ascii = true;
        utf8 = Utf8Check.BOUNDARY;
    }

    /** Reads no frame any more; for a sink that finds fault with a message. */
    void end() {
        stage = ENDED;
        forgetMessage();
    }

    private void fail(FrameSink sink, String reason) {
        fail(sink, CloseCode.PROTOCOL_ERROR, reason);
    }

    private void fail(FrameSink sink, int code, String reason) {
        end();
        sink.fault(code, reason);
    }
}
