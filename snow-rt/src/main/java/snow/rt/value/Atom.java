package snow.rt.value;

import java.util.concurrent.ConcurrentHashMap;

/** A value that is its name, such as {@code :ok}. Atoms of one name are one object. */
public final class Atom implements Opaque {
    private static final ConcurrentHashMap<String, Atom> ATOMS = new ConcurrentHashMap<>();

    private final String name;

    private Atom(String name) {
        this.name = name;
    }

    /** The atom of a name, given without its colon. */
    public static Atom of(String name) {
        Atom known = ATOMS.get(name);
        if (known != null) return known;
        var atom = new Atom(name);
        Atom earlier = ATOMS.putIfAbsent(name, atom);
        return earlier == null ? atom : earlier;
    }

    /** The name without the colon. */
    public String name() {
        return name;
    }

    @Override
    public void display(StringBuilder out) {
        out.append(name);
    }

    @Override
    public void inspect(StringBuilder out) {
        out.append(':').append(name);
    }

    @Override
    public int compare(Object other) {
        return Strings.compare(name, ((Atom) other).name);
    }

    @Override
    public long hash() {
        return Hash.ofString(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
