package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static String nearest(String name, String... legal) {
        return Suggestions.nearest(name, List.of(legal)).orElse("");
    }

    @Test
    void theNearestNameWins() {
        assertEquals("length", nearest("lenght", "depth", "length", "breadth"));
        assertEquals("count", nearest("coun", "mount", "count"));
    }

    @Test
    void amongEquallyNearNamesTheAlphabeticallyFirstWins() {
        assertEquals("bat", nearest("cat", "rat", "bat", "hat"));
    }

    @Test
    void threeChangesAreTooMany() {
        assertEquals("", nearest("abcdef", "abcxyz"));
        assertEquals("abcdxy", nearest("abcdef", "abcdxy"));
    }

    @Test
    void aNameOfWhichNothingIsLeftIsNoSuggestion() {
        assertEquals("", nearest("x", "y"));
        assertEquals("", nearest("ab", "cd"));
        assertEquals("ac", nearest("ab", "ac"));
    }

    @Test
    void distanceCountsScalarValuesNotCharsOfTheEncoding() {
        assertEquals("a😀c", nearest("a😁c", "a😀c"));
        assertEquals("", nearest("😁", "😀"));
    }

    @Test
    void theBoundedDistanceAgreesWithTheFullTable() {
        long seed = 11;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 50_000; round++) {
            int[] from = random.ints(random.nextInt(7), 'a', 'd').toArray();
            int[] to = random.ints(random.nextInt(7), 'a', 'd').toArray();
            for (int bound = 0; bound <= 2; bound++) {
                int expected = Math.min(bound + 1, fullDistance(from, to));
                assertEquals(
                        expected,
                        Suggestions.distance(from, to, bound),
                        "seed " + seed + ", round " + round + ", bound " + bound);
            }
        }
    }

    private static int fullDistance(int[] from, int[] to) {
        var table = new int[from.length + 1][to.length + 1];
        for (int i = 0; i <= from.length; i++) {
            for (int j = 0; j <= to.length; j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                } else {
                    int replaced = table[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                    table[i][j] = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                }
            }
        }
        return table[from.length][to.length];
    }

    @Test
    void aMismatchThatOneStepMendsNamesTheStep() {
        var option = new Type.Named(TypeName.builtin("Option"), List.of(Type.INT));
        var result = new Type.Named(TypeName.builtin("Result"), List.of(Type.INT, Type.STRING));
        assertEquals(Optional.of("wrap in Some(...)"), Suggestions.forMismatch(option, Type.INT));
        assertEquals(Optional.of("wrap in Ok(...)"), Suggestions.forMismatch(result, Type.INT));
        assertEquals(Optional.of("use Int conversion"), Suggestions.forMismatch(Type.INT, Type.FLOAT));
        assertEquals(Optional.of("use Float conversion"), Suggestions.forMismatch(Type.FLOAT, Type.INT));
        assertEquals(Optional.of("use to_string()"), Suggestions.forMismatch(Type.STRING, Type.FLOAT));
        assertEquals(Optional.of("expected a boolean expression"), Suggestions.forMismatch(Type.BOOL, option));
        assertEquals(Optional.empty(), Suggestions.forMismatch(Type.INT, Type.STRING));
        assertEquals(Optional.empty(), Suggestions.forMismatch(option, Type.STRING));
    }
}
