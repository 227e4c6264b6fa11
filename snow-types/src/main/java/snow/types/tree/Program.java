package snow.types.tree;

import java.util.List;
import java.util.Optional;

/**
 * A whole program after inference, the only input of lowering. It holds every module of the project and those built-in modules that
 * the project mentions, directly or through other built-in modules.
 *
 * @param modules in compilation order; built-in modules first
 * @param main the entry function; empty only when a module is checked that need not have one
 * @param implementations every impl of the program, written, derived or built in
 */
public record Program(List<Module> modules, Optional<Function> main, List<Implementation> implementations) {
    public Program {
        modules = List.copyOf(modules);
        implementations = List.copyOf(implementations);
    }
}
