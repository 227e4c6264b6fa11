package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameDecoderTest {
    private static final long LIMIT = 16 << 20;

    /** Writes down what a decoder finds, one line each. */
    private static final class Log implements FrameSink {
        final List<String> lines = new ArrayList<>();

        @Override
        public void text(String message, int size) {
            assertEquals(message.getBytes(StandardCharsets.UTF_8).length, size);
            lines.add("text " + message);
        }

        @Override
        public void binary(byte[] message) {
            lines.add("binary " + HexFormat.of().formatHex(message));
        }

        @Override
        public void ping(byte[] payload) {
            lines.add("ping " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void pong(byte[] payload) {
            lines.add("pong " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void close(byte[] payload) {
            lines.add("close " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void fault(int code, String reason) {
            lines.add(code + " " + reason);
        }
    }

    private static List<String> decode(long limit, byte[] stream, int... cuts) {
        var decoder = new FrameDecoder(limit);
        var log = new Log();
        int from = 0;
        for (int cut : cuts) {
            byte[] piece = Arrays.copyOfRange(stream, from, cut);
            decoder.decode(piece, 0, piece.length, log);
            from = cut;
        }
        byte[] rest = Arrays.copyOfRange(stream, from, stream.length);
        decoder.decode(rest, 0, rest.length, log);
        return log.lines;
    }

    private static int[] everyByte(int length) {
        int[] cuts = new int[Math.max(0, length - 1)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i + 1;
        }
        return cuts;
    }

    /** What the stream gives, in one piece and in single bytes. */
    private static void assertDecodes(byte[] stream, String... expected) {
        assertEquals(List.of(expected), decode(LIMIT, stream));
        assertEquals(List.of(expected), decode(LIMIT, stream, everyByte(stream.length)));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] good() {
        return ClientFrames.text("before");
    }

    @Test
    void everyBrokenRuleIsJudgedFromItsFirstBytes() {
        String[][] rules = {
            {"a1", "1002 reserved bits set"},
            {"91", "1002 reserved bits set"},
            {"c1", "1002 reserved bits set"},
            {"83", "1002 unknown opcode: 0x3"},
            {"8f", "1002 unknown opcode: 0xF"},
            {"8b", "1002 unknown opcode: 0xB"},
            {"09", "1002 fragmented control frame"},
            {"8105", "1002 frame not masked"},
            {"89fe", "1002 control frame too long"},
            {"88ff", "1002 control frame too long"},
            {"81ff 8000000000000000", "1002 MSB of 64-bit length must be 0"},
            {"81fe 007d", "1002 non-minimal payload length"},
            {"81ff 000000000000ffff", "1002 non-minimal payload length"},
            {"8083", "1002 unexpected continuation frame"},
            {"81ff 0000000001000001", "1009 message too big"},
        };
        for (String[] rule : rules) {
            assertDecodes(join(good(), hex(rule[0])), "text before", rule[1]);
        }
    }

    @Test
    void theFirstBrokenRuleCounts() {
        assertDecodes(hex("e3 7e"), "1002 reserved bits set");
        assertDecodes(hex("0b 7e"), "1002 unknown opcode: 0xB");
        assertDecodes(hex("09 7e"), "1002 fragmented control frame");
        assertDecodes(hex("89 7e"), "1002 frame not masked");
        assertDecodes(hex("80 03"), "1002 frame not masked");
        assertDecodes(hex("80 fe 0001"), "1002 non-minimal payload length");
    }

    @Test
    void nothingIsReadBehindAFault() {
        assertDecodes(join(hex("83"), good()), "1002 unknown opcode: 0x3");
    }

    @Test
    void nothingIsReadBehindAClose() {
        assertDecodes(join(ClientFrames.frame(0x88, hex("03e8")), good()), "close 03e8");
    }

    @Test
    void fragmentsMakeOneMessageAndControlFramesStandBetween() {
        byte[] stream = join(
                ClientFrames.frame(0x01, "Gr".getBytes(StandardCharsets.UTF_8)),
                ClientFrames.frame(0x89, hex("0102")),
                ClientFrames.frame(0x00, hex("c3")),
                ClientFrames.frame(0x8A, hex("")),
                ClientFrames.frame(0x00, hex("")),
                ClientFrames.frame(0x80, hex("bc6e")));
        assertDecodes(stream, "ping 0102", "pong ", "text Grün");
    }

    @Test
    void anEmptyFirstFragmentDoesNotChangeTheTypeOfTheMessage() {
        assertDecodes(join(ClientFrames.frame(0x01, hex("")), ClientFrames.frame(0x80, hex("6869"))), "text hi");
        assertDecodes(join(ClientFrames.frame(0x02, hex("")), ClientFrames.frame(0x80, hex("6869"))), "binary 6869");
        assertDecodes(join(ClientFrames.frame(0x01, hex("")), ClientFrames.frame(0x80, hex(""))), "text ");
    }

    @Test
    void aNewMessageWithinAFragmentedOneIsAFault() {
        byte[] open = ClientFrames.frame(0x01, hex("61"));
        assertDecodes(join(open, hex("8181")), "1002 new message during fragmented sequence");
        assertDecodes(join(open, hex("0281")), "1002 new message during fragmented sequence");
    }

    @Test
    void theSumOfAnnouncedLengthsIsLimited() {
        byte[] exact = ClientFrames.frame(0x82, new byte[200]);
        assertEquals(1, decode(200, exact).size());
        assertTrue(decode(200, exact).getFirst().startsWith("binary "));
        assertEquals(List.of("1009 message too big"), decode(200, ClientFrames.frame(0x82, new byte[201])));
        byte[] fragments = join(ClientFrames.frame(0x02, new byte[150]), hex("80b3"));
        assertEquals(List.of("1009 message too big"), decode(200, fragments));
        byte[] fits = join(ClientFrames.frame(0x02, new byte[150]), ClientFrames.frame(0x80, new byte[50]));
        assertTrue(decode(200, fits).getFirst().startsWith("binary "));
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() {
        var decoder = new FrameDecoder(Long.MAX_VALUE);
        byte[] start = hex("82ff 0000000070000000 01020304 aa");
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        var open = new ArrayList<FrameDecoder>();
        for (int i = 0; i < 1000; i++) {
            decoder = new FrameDecoder(Long.MAX_VALUE);
            decoder.decode(start.clone(), 0, start.length, new Log());
            open.add(decoder);
        }
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertEquals(1000, open.size());
        assertTrue(after - before < 100 << 20, "grew by " + (after - before));
    }

    @Test
    void invalidTextFailsAtTheFirstImpossibleByte() {
        byte[] unfinished = hex("81fe 0fff 00000000 6162 c0");
        assertDecodes(unfinished, "1007 invalid UTF-8");
        byte[] truncated = ClientFrames.frame(0x81, hex("61e282"));
        assertDecodes(truncated, "1007 invalid UTF-8");
        byte[] fragment = join(ClientFrames.frame(0x01, hex("f0")), hex("0081 00000000 8f"));
        assertDecodes(fragment, "1007 invalid UTF-8");
    }

    @Test
    void anySplitOfTheStreamGivesTheSame() {
        for (long seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            byte[] stream = randomStream(random);
            List<String> whole = decode(LIMIT, stream);
            int[] cuts = random.ints(1 + random.nextInt(20), 0, stream.length + 1)
                    .sorted()
                    .toArray();
            assertEquals(whole, decode(LIMIT, stream, cuts), "seed " + seed);
            if (stream.length < 5000) {
                assertEquals(whole, decode(LIMIT, stream, everyByte(stream.length)), "seed " + seed);
            }
        }
    }

    private static byte[] randomStream(Random random) {
        var out = new ByteArrayOutputStream();
        int messages = 1 + random.nextInt(8);
        for (int i = 0; i < messages; i++) {
            boolean text = random.nextBoolean();
            byte[] payload = randomPayload(random, text);
            int fragments = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            int from = 0;
            for (int f = 0; f < fragments; f++) {
                boolean last = f == fragments - 1;
                int to = last ? payload.length : from + random.nextInt(payload.length - from + 1);
                int opcode = f > 0 ? 0 : text ? 1 : 2;
                out.writeBytes(ClientFrames.frame(
                        opcode | (last ? 0x80 : 0), Arrays.copyOfRange(payload, from, to), random.nextInt()));
                from = to;
                if (random.nextInt(4) == 0) {
                    byte[] control = new byte[random.nextInt(126)];
                    random.nextBytes(control);
                    out.writeBytes(ClientFrames.frame(random.nextBoolean() ? 0x89 : 0x8A, control, random.nextInt()));
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] randomPayload(Random random, boolean text) {
        int[] sizes = {0, 1, 7, 8, 9, 125, 126, 127, 300, 65535, 65536};
        int size = sizes[random.nextInt(random.nextInt(6) == 0 ? sizes.length : 9)];
        if (!text) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            return bytes;
        }
        var out = new StringBuilder();
        int highest = random.nextBoolean() ? 0x80 : 0x20000;
        while (out.length() < size) {
            int point = random.nextInt(highest);
            out.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSentIsWhatIsFound() {
        String words = "naïve ☃ 𝄞 ";
        assertDecodes(ClientFrames.text(words.repeat(20)), "text " + words.repeat(20));
        assertDecodes(ClientFrames.frame(0x82, hex("00ff7f80")), "binary 00ff7f80");
    }
}
