package snow.mir;

/**
 * A variable of one function. Identity counts. It is assigned where it is bound (parameter, let, parameter of a join or loop) and nowhere
 * else. Never of representation UNIT.
 */
public final class Variable {
    private final String name;
    private final Rep rep;

    /** @param name the Snow name for debuggers; empty for a temporary */
    public Variable(String name, Rep rep) {
        this.name = name;
        this.rep = rep;
    }

    public String name() {
        return name;
    }

    public Rep rep() {
        return rep;
    }

    @Override
    public String toString() {
        return name;
    }
}
