package snow.diagnostics;

/** The colours of the human form: parameters of SGR (ECMA-48 §8.3.117). */
enum Style {
    PLAIN(""),
    ERROR("31"),
    WARNING("33"),
    SECONDARY("34"),
    /** Gutter, box, line numbers. */
    FRAME("38;5;246"),
    /** Gutter beside labels. */
    LABEL_GUTTER("38;5;240"),
    /** Source text that no label covers. */
    SOURCE("38;5;249"),
    ADVICE("38;5;115");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    String sgr() {
        return sgr;
    }
}
