package snow.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.syntax.Item;
import snow.syntax.Span;

/** The modules that a file mentions in its imports. */
final class Imports {
    private Imports() {}

    /** Where each imported module name stands, in source order. */
    static Map<String, List<Span>> of(SourceModule module) {
        var imports = new LinkedHashMap<String, List<Span>>();
        for (var item : module.parsed().tree().items()) {
            switch (item) {
                case Item.Import plain -> add(imports, plain.path().text(), plain.span());
                case Item.FromImport from -> add(imports, from.path().text(), from.span());
                default -> {}
            }
        }
        return imports;
    }

    private static void add(Map<String, List<Span>> imports, String name, Span span) {
        imports.computeIfAbsent(name, _ -> new ArrayList<>()).add(span);
    }
}
