package snow.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import snow.syntax.Parser;

/**
 * The sources of a program, read and parsed.
 *
 * @param stem where the program goes when nobody says otherwise, as the user would write it, without an extension:
 *     {@code shop/shop}, {@code tools/seed}
 * @param entry the module that holds {@code main}; absent for a library
 * @param modules every module of the program, the entry included, in order of their paths
 * @param tests files with test items, in order of their paths
 */
public record Project(String stem, Optional<SourceModule> entry, List<SourceModule> modules, List<SourceModule> tests) {
    /** Name of the file that a program starts in. */
    public static final String ENTRY_FILE = "main.snow";

    public Project {
        modules = List.copyOf(modules);
        tests = List.copyOf(tests);
    }

    /**
     * A project that lives in memory.
     *
     * @param sources texts by path relative to the root, {@code main.snow} among them
     */
    public static Project of(Map<String, String> sources) {
        var modules = new ArrayList<SourceModule>();
        Optional<SourceModule> entry = Optional.empty();
        for (var source : new TreeMap<>(sources).entrySet()) {
            var file = source.getKey();
            var module = new SourceModule(ModuleName.of(file), file, file, Parser.parse(source.getValue()));
            modules.add(module);
            if (file.equals(ENTRY_FILE)) {
                entry = Optional.of(module);
            }
        }
        return new Project("program", entry, modules, List.of());
    }
}
