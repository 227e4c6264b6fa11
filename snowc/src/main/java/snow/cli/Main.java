package snow.cli;

import java.util.List;
import snow.rt.actor.Program;
import snow.rt.actor.World;

/** Where the JVM starts. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit status. */
    public static void main(String[] args) {
        if (System.getProperty("snow.training") != null) {
            Training.run();
            return;
        }
        int status = new Snowc(Terminal.ofProcess(), new WholeJvm()).run(List.of(args));
        if (status != ExitStatus.OK) {
            System.exit(status);
        }
    }

    /** The program has the JVM for itself from here on, signals included. A lambda would not be in the archive of prepared classes. */
    private static final class WholeJvm implements ProgramStarter {
        @Override
        public int start(Program program, String[] arguments) {
            World.runAndExit(program, arguments);
            return ExitStatus.OK;
        }
    }
}
