package snow.rt.actor;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of living processes. A name enters the map while its process's monitor is held, and leaves it after the process is
 * marked dead and before anybody is told; so nobody who has been told finds the name taken.
 */
final class Registry {
    private final ConcurrentHashMap<String, Process> names = new ConcurrentHashMap<>();

    /** Gives a free name to a process: null if that worked, else the living owner of the name. */
    Process claim(String name, Process process) {
        while (true) {
            Process owner = names.putIfAbsent(name, process);
            if (owner == null || owner.isAlive()) {
                return owner;
            }
            // Dead, and about to give it back itself.
            names.remove(name, owner);
        }
    }

    void free(String name, Process process) {
        names.remove(name, process);
    }

    /** The living owner of a name, or null. */
    Process find(String name) {
        Process owner = names.get(name);
        return owner == null || !owner.isAlive() ? null : owner;
    }
}
