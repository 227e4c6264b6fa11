package snow.cli;

import java.util.ArrayList;
import java.util.List;

/** Guesses what a mistyped word should have been. */
final class Spelling {
    private static final int MAX_DISTANCE = 2;

    private Spelling() {}

    /** {@code ; did you mean 'build'?} when exactly one name is near enough, else nothing (spec 08 §1.2). */
    static String didYouMean(String word, List<String> names) {
        var near = new ArrayList<String>();
        for (var name : names) {
            if (distance(word, name) <= MAX_DISTANCE) {
                near.add(name);
            }
        }
        return near.size() == 1 ? "; did you mean '" + near.getFirst() + "'?" : "";
    }

    /** Levenshtein distance, or anything above {@link #MAX_DISTANCE} when it is larger than that. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
