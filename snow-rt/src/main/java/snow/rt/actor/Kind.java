package snow.rt.actor;

/** What a process is; the word appears in crash reports. */
public enum Kind {
    MAIN("main"),
    ACTOR("actor"),
    SERVICE("service"),
    SUPERVISOR("supervisor"),
    JOB("job"),
    HTTP("http"),
    WS("ws");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
