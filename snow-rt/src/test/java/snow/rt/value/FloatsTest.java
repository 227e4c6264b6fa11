package snow.rt.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatsTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "100.0, 100",
        "0.0, 0",
        "-0.0, -0",
        "-5.5, -5.5",
        "0.30000000000000004, 0.30000000000000004",
        "0.3333333333333333, 0.3333333333333333",
        "0.0000001, 0.0000001",
        "0.00001, 0.00001",
        "0.001, 0.001",
        "123456.789, 123456.789",
        "1.5e7, 15000000",
        "12345678.5, 12345678.5",
        "1e16, 10000000000000000",
        "1e21, 1000000000000000000000",
        "1e23, 100000000000000000000000",
        "9007199254740993, 9007199254740992",
        "-9007199254740994, -9007199254740994",
        "-9223372036854775808, -9223372036854776000",
        "2e-3, 0.002",
        "2.5e-10, 0.00000000025",
        "NaN, NaN",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void textIsShortestAndPositional(double value, String text) {
        assertEquals(text, Floats.text(value));
    }

    @Test
    void theSmallestPositiveValueHasOneDigit() {
        assertEquals("0." + "0".repeat(323) + "5", Floats.text(Double.MIN_VALUE));
        assertEquals("-0." + "0".repeat(323) + "5", Floats.text(-Double.MIN_VALUE));
    }

    @Test
    void theSmallestValuesHaveTheShortestOfAllTextsThatReadBack() {
        for (int multiple = 1; multiple < 2000; multiple++) {
            double value = Double.MIN_VALUE * multiple;
            assertEquals(shortest(value).toPlainString(), Floats.text(value));
        }
    }

    /** The closest of the decimals with the fewest digits that read back. */
    private static BigDecimal shortest(double value) {
        for (int digits = 1; ; digits++) {
            var rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
            if (rounded.doubleValue() == value) return rounded;
        }
    }

    @Test
    void theLargestValueIsWrittenOut() {
        assertEquals("17976931348623157" + "0".repeat(292), Floats.text(Double.MAX_VALUE));
    }

    @Test
    void everyTextReadsBackToItsValueWithoutIdleZeros() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 60_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextLong(-1_000_000, 1_000_000) / 1000.0;
                case 2 -> random.nextDouble();
                default -> (double) random.nextLong();
            };
            if (!Double.isFinite(value)) continue;
            String text = Floats.text(value);
            assertEquals(value, Double.parseDouble(text), text);
            assertFalse(text.contains("E"), text);
            assertFalse(text.contains(".") && (text.endsWith("0") || text.endsWith(".")), text);
            assertEquals(0, new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(text)), text);
        }
    }

    @Test
    void wholeNumbersAreTruncatedAndClamped() {
        assertEquals(-2, Floats.toInt(-2.9));
        assertEquals(Long.MAX_VALUE, Floats.toInt(Double.POSITIVE_INFINITY));
        assertEquals(Long.MIN_VALUE, Floats.toInt(-1e300));
        assertEquals(0, Floats.toInt(Double.NaN));
    }
}
