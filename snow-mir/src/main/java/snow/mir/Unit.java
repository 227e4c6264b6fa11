package snow.mir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.syntax.Span;

/** The class of one module while it is being filled: its functions, fields and the names they have taken. */
final class Unit {
    private final String moduleName;
    private final String className;
    private final String file;
    private final int[] lineStarts;
    private final List<MirClass.Field> fields = new ArrayList<>();
    private final List<MirFunction> functions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> counters = new HashMap<>();

    Unit(String moduleName, String className, String file, int[] lineStarts) {
        this.moduleName = moduleName;
        this.className = className;
        this.file = file;
        this.lineStarts = lineStarts;
    }

    String moduleName() {
        return moduleName;
    }

    String className() {
        return className;
    }

    /** The line on which something starts, from 1; 0 in a unit without text. */
    int line(Span span) {
        if (lineStarts.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(lineStarts, span.start());
        return found >= 0 ? found + 1 : Math.max(1, -found - 1);
    }

    /** A method name that no other method of the class has: {@code name'suffix}, and a number where that is taken. */
    String unique(String name, String suffix) {
        var wanted = suffix.isEmpty() ? name : name + "'" + suffix;
        if (names.add(wanted)) {
            return wanted;
        }
        counters.putIfAbsent(wanted, 1);
        return numbered(wanted);
    }

    /** {@code name'1}, {@code name'2}, … */
    String numbered(String name) {
        while (true) {
            var candidate = name + "'" + counters.merge(name, 1, Integer::sum);
            if (names.add(candidate)) {
                return candidate;
            }
        }
    }

    void add(MirFunction function) {
        functions.add(function);
    }

    void add(MirClass.Field field) {
        fields.add(field);
    }

    boolean isEmpty() {
        return functions.isEmpty() && fields.isEmpty();
    }

    MirProgram.MirModule module() {
        return new MirProgram.MirModule(className, file, fields, functions);
    }
}
