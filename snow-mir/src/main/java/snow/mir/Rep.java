package snow.mir;

/**
 * How a value is represented on the JVM. Two representations are equal when they are of one kind and, for references, of one class.
 *
 * @param kind which of the six
 * @param className of a reference the internal name of its class ({@code java/lang/String}); empty otherwise
 */
public record Rep(Kind kind, String className) {

    /** The kinds, with their letters in names of instances. */
    public enum Kind {
        INT('J'),
        FLOAT('D'),
        BOOL('Z'),
        /** An {@code int} of the JVM: a place in an array. The JIT knows loops that count such. No value of the language. */
        INDEX('I'),
        /** No value: a result of type unit. Nothing else has this representation. */
        UNIT('V'),
        REF('L');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }
    }

    public static final Rep INT = new Rep(Kind.INT, "");
    public static final Rep FLOAT = new Rep(Kind.FLOAT, "");
    public static final Rep BOOL = new Rep(Kind.BOOL, "");
    public static final Rep INDEX = new Rep(Kind.INDEX, "");
    public static final Rep UNIT = new Rep(Kind.UNIT, "");
    /** An erased value. */
    public static final Rep OBJECT = ref("java/lang/Object");

    public static final Rep STRING = ref("java/lang/String");

    public static Rep ref(String className) {
        return new Rep(Kind.REF, className);
    }

    /** For code that handles values of the language, of which none is an index. */
    public static IllegalStateException noValue() {
        return new IllegalStateException("an index is no value");
    }

    public boolean isRef() {
        return kind == Kind.REF;
    }

    /** The JVM descriptor: {@code J}, {@code V}, {@code Ljava/lang/String;}. */
    public String descriptor() {
        return switch (kind) {
            case INT, FLOAT, BOOL, INDEX, UNIT -> String.valueOf(kind.letter());
            case REF -> "L" + className + ";";
        };
    }

    public char letter() {
        return kind.letter();
    }
}
