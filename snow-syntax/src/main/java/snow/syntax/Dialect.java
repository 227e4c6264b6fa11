package snow.syntax;

/** What kind of file is parsed; the grammars differ in few words. */
enum Dialect {
    PROGRAM,
    /** {@code test}, {@code assert}, … are keywords (spec 08 §8.1). */
    TESTS,
    /** The interface of a built-in module: keywords may be names of functions. */
    INTERFACE
}
