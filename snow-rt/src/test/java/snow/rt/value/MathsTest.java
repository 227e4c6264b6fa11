package snow.rt.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathsTest {
    @ParameterizedTest
    @CsvSource({
        "2.5, 3",
        "-2.5, -3",
        "0.5, 1",
        "-0.5, -1",
        "0.49999999999999994, 0",
        "4503599627370497.0, 4503599627370497",
        "1e300, 9223372036854775807",
        "NaN, 0"
    })
    void roundingGoesToTheNearestHalvesAwayFromZero(double x, long rounded) {
        assertEquals(rounded, Maths.round(x));
    }

    @Test
    void floorAndCeilGoDownAndUp() {
        assertEquals(-3, Maths.floor(-2.3));
        assertEquals(-2, Maths.ceil(-2.7));
    }

    @Test
    void powersFollowC() {
        assertEquals(1024, Maths.pow(2, 10));
        assertEquals(1, Maths.pow(1, Double.NaN));
        assertEquals(1, Maths.pow(-1, Double.NEGATIVE_INFINITY));
        assertEquals(1, Maths.pow(Double.NaN, 0));
        assertEquals(Double.NaN, Maths.pow(-8, 1.0 / 3));
    }

    @Test
    void notANumberGivesWayInMinAndMax() {
        assertEquals(2, Maths.minFloat(Double.NaN, 2));
        assertEquals(2, Maths.minFloat(2, Double.NaN));
        assertEquals(2, Maths.maxFloat(Double.NaN, 2));
        assertEquals(9, Maths.maxInt(3, 9));
    }

    @Test
    void theAbsoluteValueOfTheSmallestIntIsItself() {
        assertEquals(Long.MIN_VALUE, Maths.absInt(Long.MIN_VALUE));
        assertEquals(0.0, Maths.absFloat(-0.0));
    }
}
