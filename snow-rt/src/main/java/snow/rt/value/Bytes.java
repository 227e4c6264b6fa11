package snow.rt.value;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import snow.rt.Crash;
import snow.rt.actor.Safepoint;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;
import snow.rt.text.Utf8;

/** An immutable sequence of bytes. */
public final class Bytes implements Opaque {
    /** Bytes between two yield points; a multiple of 3, for base64. */
    private static final int PART = 48 << 10;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bytes in an array that nobody changes any more. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** The array itself, to be read only. */
    public byte[] array() {
        return bytes;
    }

    public static Bytes fromString(String text) {
        return new Bytes(Strings.utf8(text));
    }

    public static Result toString(Bytes bytes) {
        var text = Utf8.decode(bytes.bytes);
        return text.isPresent() ? Result.ok(text.get()) : Result.err("invalid UTF-8");
    }

    public static Result fromList(PersistentList list) {
        var bytes = new byte[list.size()];
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); ) {
            long element = cursor.currentInt();
            if (element < 0 || element > 255) return Result.err(element + " is not a byte");
            bytes[i++] = (byte) element;
        }
        return Result.ok(new Bytes(bytes));
    }

    public static PersistentList toList(Bytes bytes) {
        var list = new ListBuilder(bytes.bytes.length);
        for (int i = 0; i < bytes.bytes.length; i++) {
            if ((i & 1023) == 0) Safepoint.poll();
            list.add((long) (bytes.bytes[i] & 0xff));
        }
        return list.build();
    }

    public static long length(Bytes bytes) {
        return bytes.bytes.length;
    }

    public static Option get(Bytes bytes, long index) {
        if (index < 0 || index >= bytes.bytes.length) return Option.None.INSTANCE;
        return new Option.Some_J(bytes.bytes[(int) index] & 0xff);
    }

    public static Bytes slice(Bytes bytes, long start, long stop) {
        int length = bytes.bytes.length;
        int from = (int) Math.max(0, Math.min(start, length));
        int to = (int) Math.max(from, Math.min(stop, length));
        return new Bytes(Arrays.copyOfRange(bytes.bytes, from, to));
    }

    public static Bytes concat(Bytes a, Bytes b) {
        if (a.bytes.length > Integer.MAX_VALUE - 8 - b.bytes.length) throw new Crash("out of memory");
        byte[] both = Arrays.copyOf(a.bytes, a.bytes.length + b.bytes.length);
        System.arraycopy(b.bytes, 0, both, a.bytes.length, b.bytes.length);
        return new Bytes(both);
    }

    public static String toBase64(Bytes bytes) {
        var encoder = Base64.getEncoder();
        byte[] all = bytes.bytes;
        if (all.length <= PART) return encoder.encodeToString(all);
        var out = new StringBuilder(all.length / 3 * 4 + 4);
        for (int from = 0; from < all.length; from += PART) {
            Safepoint.poll();
            out.append(encoder.encodeToString(Arrays.copyOfRange(all, from, Math.min(all.length, from + PART))));
        }
        return out.toString();
    }

    /** RFC 4648 §4 with padding and zero bits behind the last byte (§3.5), on which the host does not insist. */
    public static Result fromBase64(String text) {
        try {
            var bytes = new Bytes(Base64.getDecoder().decode(text));
            if (toBase64(bytes).equals(text)) return Result.ok(bytes);
        } catch (IllegalArgumentException e) {
            // Falls through to the answer for all bad input.
        }
        return Result.err("invalid base64");
    }

    public static String toHex(Bytes bytes) {
        var format = HexFormat.of();
        int length = bytes.bytes.length;
        var out = new StringBuilder(length > Integer.MAX_VALUE / 2 ? length : 2 * length);
        for (int from = 0; from < length; from += PART) {
            Safepoint.poll();
            format.formatHex(out, bytes.bytes, from, Math.min(length, from + PART));
        }
        return out.toString();
    }

    /** Pairs of digits in either case. */
    public static Result fromHex(String text) {
        try {
            return Result.ok(new Bytes(HexFormat.of().parseHex(text)));
        } catch (IllegalArgumentException e) {
            return Result.err("invalid hex");
        }
    }

    @Override
    public void display(StringBuilder out) {
        out.append("Bytes(").append(bytes.length).append(')');
    }

    @Override
    public boolean eq(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int compare(Object other) {
        return Arrays.compareUnsigned(bytes, ((Bytes) other).bytes);
    }

    @Override
    public long hash() {
        return Hash.ofBytes(bytes);
    }
}
