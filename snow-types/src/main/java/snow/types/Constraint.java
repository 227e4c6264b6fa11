package snow.types;

import java.util.List;
import snow.syntax.Span;

/**
 * Something that must hold of a type and cannot be decided while that type is a variable (spec 02 §3.4). It waits at the variable
 * and is looked at again when the variable becomes known.
 */
abstract class Constraint {
    final Span span;
    /** The module in whose file {@link #span} lies. */
    final ModuleScope module;

    private boolean done;

    Constraint(ModuleScope module, Span span) {
        this.module = module;
        this.span = span;
    }

    /** The type it hangs on. */
    abstract Ty head();

    /** Called once, when the head is no variable. */
    abstract void solve();

    /** Types that the constraint will fix; none of their variables may be quantified before its head's. */
    List<Ty> related() {
        return List.of();
    }

    /** Whether a variable it hangs on may be quantified, the constraint becoming part of the scheme or nothing. */
    boolean allowsQuantifying() {
        return false;
    }

    /**
     * What to do at the end of a module-level component when the head is still a variable (spec 02 §3.5). Steps are tried in
     * ascending order.
     *
     * @return whether anything was decided
     */
    boolean settle(int step) {
        return false;
    }

    final boolean isDone() {
        return done;
    }

    final void markDone() {
        done = true;
    }
}
