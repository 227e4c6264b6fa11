package snow.cli;

/**
 * One line on the terminal that says what is being done, once the work has lasted a while (spec 08 §1.4). It is drawn between
 * phases, never from another thread, so that it cannot meet other output.
 */
final class Progress {
    private static final long PATIENCE_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private final boolean enabled;
    private final long start = System.nanoTime();
    private boolean drawn;

    Progress(Terminal terminal, Settings settings) {
        this.terminal = terminal;
        this.enabled =
                terminal.errIsTerminal() && terminal.variable("CI").isEmpty() && !settings.quiet() && !settings.json();
    }

    /** Something begins. */
    void phase(String what) {
        if (enabled && System.nanoTime() - start > PATIENCE_NANOS) {
            terminal.err().print(ERASE + what + "…");
            terminal.err().flush();
            drawn = true;
        }
    }

    /** Leaves the terminal as if there had been no progress line. */
    void erase() {
        if (drawn) {
            terminal.err().print(ERASE);
            terminal.err().flush();
            drawn = false;
        }
    }
}
