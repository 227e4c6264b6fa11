package snow.cli;

import snow.rt.actor.Program;

/** Runs a compiled program. */
public interface ProgramStarter {
    /**
     * Runs it to its end.
     *
     * @return its exit status
     */
    int start(Program program, String[] arguments);
}
