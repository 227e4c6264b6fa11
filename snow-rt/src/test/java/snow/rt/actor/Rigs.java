package snow.rt.actor;

import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.take;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import snow.program.Fragile;

/** Supervisors for tests, their children, and who is there. */
final class Rigs {
    static final String RIG = "Main.Rig";

    private Rigs() {}

    /** What was started and stopped, in order. */
    static List<String> log() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    /** An actor that ends at the message "end", and logs its start and its end. */
    static Supplier<Pid> part(String name, List<String> log) {
        return () -> {
            log.add("start " + name);
            return Actors.spawn(cleaning(
                    name,
                    () -> {
                        while (!take().equals("end")) {}
                    },
                    () -> log.add("stop " + name)));
        };
    }

    static Pid child(Pid supervisor, String id) {
        Object[] flat = children(supervisor);
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i].equals(id)) {
                return (Pid) flat[i + 1];
            }
        }
        throw new AssertionError("no child " + id);
    }

    static Object[] children(Pid supervisor) {
        return children(supervisor, RIG);
    }

    static Object[] children(Pid supervisor, String type) {
        var flat = new ArrayList<Object>();
        for (var cursor = Supervisors.children(supervisor, type).cursor(); cursor.next(); ) {
            flat.add(cursor.current());
        }
        return flat.toArray();
    }

    static String ids(Pid supervisor) {
        StringBuilder out = new StringBuilder();
        Object[] flat = children(supervisor);
        for (int i = 0; i < flat.length; i += 2) {
            out.append(flat[i]);
        }
        return out.toString();
    }

    static void stop(Pid supervisor) {
        Processes.exit(supervisor, ExitReason.Shutdown.INSTANCE);
        awaitEnd(supervisor);
    }

    static Supplier<Pid> fragile() {
        return () -> Actors.spawn(actor("fragile", Fragile::explode));
    }
}
