package snow.syntax;

/** Which characters names consist of (spec 01 §2.2). */
public final class Identifiers {
    private Identifiers() {}

    /** Whether a name may begin with the character. */
    public static boolean begins(int codePoint) {
        return Character.isAlphabetic(codePoint) || codePoint == '_';
    }

    /** Whether the character may stand in a name after the first one. */
    public static boolean continues(int codePoint) {
        if (codePoint < 128) {
            return (codePoint >= 'a' && codePoint <= 'z')
                    || (codePoint >= 'A' && codePoint <= 'Z')
                    || codePoint == '_'
                    || (codePoint >= '0' && codePoint <= '9');
        }
        int type = Character.getType(codePoint);
        return Character.isAlphabetic(codePoint)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
