package snow.rt.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import snow.rt.Crash;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;
import snow.rt.text.Utf8;

/** An immutable sequence of bytes. */
public final class Bytes implements Opaque {
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
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
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
        var list = new ListBuilder();
        for (byte b : bytes.bytes) list.add((long) (b & 0xff));
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
        return Base64.getEncoder().encodeToString(bytes.bytes);
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
        return HexFormat.of().formatHex(bytes.bytes);
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
