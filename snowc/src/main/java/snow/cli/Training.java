package snow.cli;

/** A sample of the tool's work. The launcher runs it once to learn which classes a start needs, and keeps them prepared. */
final class Training {
    private Training() {}

    static void run() {
        new Snowc(Terminal.ofProcess(), (_, _) -> ExitStatus.OK).run(java.util.List.of("--version"));
    }
}
