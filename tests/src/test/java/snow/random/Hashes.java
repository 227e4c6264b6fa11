package snow.random;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Snow's hash, FNV-1a with 64 bits, as spec 03 §7.3 puts it. */
final class Hashes {
    private static final long OFFSET = 0xcbf29ce484222325L;

    private Hashes() {}

    static long of(Object value) {
        return switch (value) {
            case Long number -> combine(OFFSET, number);
            case Double number -> combine(OFFSET, Double.doubleToLongBits(number == 0 ? 0.0 : number));
            case Boolean truth -> bytes(truth ? 1 : 0);
            case String text -> bytes(text.getBytes(StandardCharsets.UTF_8));
            case Value.Tuple(var parts) -> parts(parts);
            case Value.Struct(var definition, var fields) ->
                definition.hasOwnRules() ? of(fields.getFirst()) : parts(fields);
            case Value.Variant(var _, var tag, var fields) -> chain(combine(OFFSET, tag), fields);
            case List<?> list -> chain(OFFSET, list);
            case Value.Queue(var elements) -> chain(OFFSET, elements);
            case Value.Range(var start, var stop) -> parts(List.of(start, stop));
            case Value.Dictionary(var keys, var values) -> {
                long sum = 0;
                for (int i = 0; i < keys.size(); i++) {
                    sum += combine(of(keys.get(i)), of(values.get(i)));
                }
                yield sum;
            }
            case Value.Bag(var elements) ->
                elements.stream().mapToLong(Hashes::of).sum();
            default -> OFFSET;
        };
    }

    private static long parts(List<?> parts) {
        return parts.isEmpty() ? OFFSET : chain(of(parts.getFirst()), parts.subList(1, parts.size()));
    }

    private static long chain(long hash, List<?> parts) {
        for (var part : parts) {
            hash = combine(hash, of(part));
        }
        return hash;
    }

    private static long combine(long hash, long part) {
        for (int i = 0; i < 8; i++) {
            hash = step(hash, (byte) (part >>> 8 * i));
        }
        return hash;
    }

    private static long bytes(byte... bytes) {
        long hash = OFFSET;
        for (var octet : bytes) {
            hash = step(hash, octet);
        }
        return hash;
    }

    private static long bytes(int octet) {
        return bytes(new byte[] {(byte) octet});
    }

    private static long step(long hash, byte octet) {
        return (hash ^ octet & 0xff) * 0x100000001b3L;
    }
}
