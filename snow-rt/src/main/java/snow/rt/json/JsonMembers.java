package snow.rt.json;

/** Walks the entries of an object by ascending key: {@code next()}, then {@code key()} and {@code place()}. Ends with the first failure. */
public final class JsonMembers {
    /** An entry, and where its value is. */
    record Member(String key, int place) {}

    private final JsonDocument document;
    private final Member[] members;
    private int at = -1;

    JsonMembers(JsonDocument document, Member[] members) {
        this.document = document;
        this.members = members;
    }

    /** Moves to the next entry; false behind the last one. */
    public boolean next() {
        return ++at < members.length && !document.failed();
    }

    public String key() {
        return members[at].key();
    }

    public long place() {
        return members[at].place();
    }
}
