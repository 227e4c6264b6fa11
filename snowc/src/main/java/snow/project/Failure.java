package snow.project;

/**
 * Why a command cannot go on when no place in a source text is to blame.
 *
 * @param code {@code C0010}, … (spec 08 §14)
 * @param text what follows {@code error: }
 */
public record Failure(String code, String text) {
    static final String GENERAL = "C0001";
    static final String DUPLICATE_MODULE = "C0006";
    static final String FILE_SYSTEM = "C0010";

    /** An error of the file system, or about a path that was given. */
    public static Failure fileSystem(String text) {
        return new Failure(FILE_SYSTEM, text);
    }

    /** Any other failure. */
    public static Failure general(String text) {
        return new Failure(GENERAL, text);
    }
}
