package snow.random;

/**
 * A name in scope.
 *
 * @param polymorphic the type's variables may be anything at each use
 */
record Known(String name, Ty type, boolean polymorphic) {}
