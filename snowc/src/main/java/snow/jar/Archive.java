package snow.jar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A ZIP file whose bytes depend on nothing but what is put in: entries stored in the order given, no extra fields, one time for all
 * (spec 08 §7.3). Offsets count from the start of the file, also behind a prefix, so that every ZIP reader accepts it.
 */
final class Archive {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END_OF_CENTRAL_DIRECTORY = 0x06054b50;
    private static final short VERSION = 10;
    /** General purpose bit 11: names are UTF-8. */
    private static final short UTF8_NAMES = 1 << 11;

    private static final int MAX_ENTRIES = 0xffff;
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final List<Entry> entries = new ArrayList<>();
    private final short date;
    private final short time;

    private record Entry(byte[] name, int size, int crc, int offset) {}

    /**
     * @param prefix what stands before the first entry
     * @param at the time of every entry, clamped to what ZIP can say
     */
    Archive(byte[] prefix, Instant at) {
        out.writeBytes(prefix);
        var local = clamp(at);
        date = (short) ((local.getYear() - 1980) << 9 | local.getMonthValue() << 5 | local.getDayOfMonth());
        time = (short) (local.getHour() << 11 | local.getMinute() << 5 | local.getSecond() >> 1);
    }

    private static LocalDateTime clamp(Instant at) {
        if (at.isBefore(EARLIEST.toInstant(ZoneOffset.UTC))) {
            return EARLIEST;
        }
        return at.isAfter(LATEST.toInstant(ZoneOffset.UTC)) ? LATEST : LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    void add(String name, byte[] content) {
        if (entries.size() == MAX_ENTRIES) {
            throw new IllegalStateException("more than " + MAX_ENTRIES + " classes in one jar");
        }
        var crc = new CRC32();
        crc.update(content);
        var entry = new Entry(name.getBytes(StandardCharsets.UTF_8), content.length, (int) crc.getValue(), out.size());
        entries.add(entry);
        int32(LOCAL_HEADER);
        common(entry);
        out.writeBytes(entry.name());
        out.writeBytes(content);
    }

    byte[] finish() {
        int start = out.size();
        for (var entry : entries) {
            int32(CENTRAL_HEADER);
            int16(VERSION);
            common(entry);
            int16(0); // comment
            int16(0); // disk
            int16(0); // internal attributes
            int32(0); // external attributes
            int32(entry.offset());
            out.writeBytes(entry.name());
        }
        int size = out.size() - start;
        int32(END_OF_CENTRAL_DIRECTORY);
        int16(0);
        int16(0);
        int16(entries.size());
        int16(entries.size());
        int32(size);
        int32(start);
        int16(0);
        return out.toByteArray();
    }

    /** What a local header and a central one have in common. */
    private void common(Entry entry) {
        int16(VERSION);
        int16(UTF8_NAMES);
        int16(0); // stored
        int16(time);
        int16(date);
        int32(entry.crc());
        int32(entry.size());
        int32(entry.size());
        int16(entry.name().length);
        int16(0); // extra field
    }

    private void int16(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    private void int32(int value) {
        int16(value);
        int16(value >> 16);
    }
}
