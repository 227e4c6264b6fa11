package snow.rt.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumbersTest {
    private static String text(double value) {
        var out = new JsonWriter();
        out.number(value);
        return out.finish();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,1.0",
        "0.0,0.0",
        "-0.0,-0.0",
        "0.30000000000000004,0.30000000000000004",
        "-1.5,-1.5",
        "123456.789,123456.789",
        "1e15,1000000000000000.0",
        "9.5e15,9500000000000000.0",
        "9007199254740992.0,9007199254740992.0",
        "9.999999999999998e15,9999999999999998.0",
        "1e16,1e+16",
        "1.5e16,1.5e+16",
        "-1e16,-1e+16",
        "1e-5,0.00001",
        "1.25e-5,0.0000125",
        "9.9e-6,9.9e-6",
        "1.5e-7,1.5e-7",
        "0.001,0.001",
        "0.5,0.5",
        "1e100,1e+100",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "4.9e-324,5e-324",
        "-4.9e-324,-5e-324",
        "9.9e-324,1e-323",
        "1.5e-323,1.5e-323",
        "2e-323,2e-323",
        "2.2250738585072014e-308,2.2250738585072014e-308",
        "2e23,2e+23",
    })
    void hasTheShortestTextInTheFormOfItsExponent(double value, String text) {
        assertEquals(text, text(value));
    }

    @Test
    void whatIsNoNumberIsNull() {
        assertEquals("null", text(Double.NaN));
        assertEquals("null", text(Double.POSITIVE_INFINITY));
        assertEquals("null", text(Double.NEGATIVE_INFINITY));
    }

    @Test
    void everyFloatReadsBackAsItself() {
        long seed = 20_011;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 50_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (i % 3 == 0) value = random.nextInt(1 << 20) / 1000.0;
            if (Double.isNaN(value) || Double.isInfinite(value)) continue;
            var json = text(value);
            assertEquals(value, parse(json), "seed " + seed + ", round " + i + ": " + json);
            assertEquals(
                    0,
                    new BigDecimal(json).compareTo(new BigDecimal(Double.toString(value))),
                    "seed " + seed + ": " + json);
        }
    }

    /** Numbers as people and machines write them: few or many digits, any exponent. */
    @Test
    void numbersAreRoundedCorrectly() {
        long seed = 20_012;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "-" : "").append(random.nextInt(1, 10));
            digits(random.nextInt(20), random, text);
            if (random.nextBoolean()) digits(random.nextInt(1, 22), random, text.append('.'));
            if (random.nextBoolean()) text.append('e').append(random.nextInt(-330, 300));
            double expected = Double.parseDouble(text.toString());
            assertEquals(expected, parse(text.toString()), "seed " + seed + ", round " + i + ": " + text);
        }
    }

    private static void digits(int count, java.util.random.RandomGenerator random, StringBuilder out) {
        for (int i = 0; i < count; i++) out.append((char) ('0' + random.nextInt(10)));
    }

    private static double parse(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return JsonNumbers.parse(bytes, 0, bytes.length);
    }
}
