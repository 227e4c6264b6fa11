package snow.types;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import snow.syntax.Parser;

/** The built-in modules, each parsed when a program first names it. */
final class BuiltinModules {
    static final String PRELUDE = "Prelude";

    /** All modules that a program may name; what their files say is looked up only on use. */
    static final List<String> NAMES = List.of(
            "String", "Int", "Float", "Math", "List", "Map", "Set", "Tuple", "Range", "Queue", "IO", "File", "Env",
            "Timer", "Job", "JSON", "Json", "HTTP", "Request", "Ws", "Server", "Bytes", "Process", "Sqlite", "Pg",
            "Pool");

    private final World world;
    private final BuiltinSource source;
    private final Map<String, Optional<ModuleScope>> modules = new HashMap<>();

    BuiltinModules(World world, BuiltinSource source) {
        this.world = world;
        this.source = source;
    }

    /** The module of a name; empty when there is none. */
    Optional<ModuleScope> module(String spelling) {
        var name = spelling.equals("JSON") ? "Json" : spelling;
        var known = modules.get(name);
        if (known != null) {
            return known;
        }
        var found = name.equals(PRELUDE) || NAMES.contains(name)
                ? source.text(name).map(text -> load(name, text))
                : Optional.<ModuleScope>empty();
        modules.put(name, found);
        return found;
    }

    private ModuleScope load(String name, String text) {
        var parsed = Parser.parseInterfaceFile(text);
        if (parsed.hasErrors()) {
            throw new IllegalStateException(
                    name + ".snow: " + parsed.diagnostics().getFirst());
        }
        var module = new ModuleScope(name, true, name + ".snow", parsed.tree());
        modules.put(name, Optional.of(module));
        new Declarations(world, module).declareBuiltin();
        return module;
    }

    /** A flat name such as {@code list_map}: its functions; empty for other names. */
    List<Definition.Fn> flat(String name) {
        int cut = name.indexOf('_');
        if (cut <= 0) {
            return List.of();
        }
        var prefix = name.substring(0, cut);
        for (var module : NAMES) {
            if (module.toLowerCase(Locale.ROOT).equals(prefix)) {
                var functions = module(module)
                        .map(scope -> scope.functions.getOrDefault(name.substring(cut + 1), List.of()))
                        .orElse(List.of());
                if (!functions.isEmpty()) {
                    return functions;
                }
            }
        }
        return List.of();
    }

    /** The built-in modules that exist, for suggestions. */
    List<String> names() {
        return NAMES.stream().filter(name -> module(name).isPresent()).toList();
    }

    /** Every flat name, for suggestions. */
    Set<String> flatNames() {
        var names = new TreeSet<String>();
        for (var name : names()) {
            var prefix = name.toLowerCase(Locale.ROOT) + "_";
            module(name).map(Imports::exports).ifPresent(exports -> exports.forEach(one -> names.add(prefix + one)));
        }
        return names;
    }

    /** A name that is bound everywhere without a module. */
    List<Definition.Fn> prelude(String name) {
        return module(PRELUDE)
                .map(scope -> scope.functions.getOrDefault(name, List.of()))
                .orElse(List.of());
    }
}
