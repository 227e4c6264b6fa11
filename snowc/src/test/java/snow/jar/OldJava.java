package snow.jar;

/** Starts a jar as if on another version of Java: the JVM lets nobody set that from outside. */
final class OldJava {
    private OldJava() {}

    /**
     * Starts the program on the class path.
     *
     * @param arguments specification version and version
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        System.setProperty("java.specification.version", arguments[0]);
        System.setProperty("java.version", arguments[1]);
        Class.forName(StartClasses.MAIN_CLASS).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
}
