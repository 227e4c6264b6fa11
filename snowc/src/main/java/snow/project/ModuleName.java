package snow.project;

import snow.syntax.Identifiers;

/** Names of modules, made from paths (spec 08 §3.3). */
final class ModuleName {
    static final String EXTENSION = ".snow";

    private ModuleName() {}

    /**
     * The module name of a file.
     *
     * @param file path relative to the root, with {@code /}
     * @return empty when the path gives no name
     */
    static String of(String file) {
        var stem = file.substring(0, file.length() - EXTENSION.length());
        var name = new StringBuilder();
        int start = 0;
        while (start <= stem.length()) {
            int slash = stem.indexOf('/', start);
            int end = slash < 0 ? stem.length() : slash;
            var segment = segment(stem.substring(start, end));
            if (segment.isEmpty()) {
                return "";
            }
            name.append(name.isEmpty() ? "" : ".").append(segment);
            start = end + 1;
        }
        return name.toString();
    }

    /** One component of a path, {@code linear_algebra} or {@code main}, in PascalCase. */
    static String segment(String component) {
        var name = new StringBuilder();
        int start = 0;
        while (start < component.length()) {
            int underscore = component.indexOf('_', start);
            int end = underscore < 0 ? component.length() : underscore;
            if (end > start) {
                int first = component.codePointAt(start);
                int rest = start + Character.charCount(first);
                // of the string, not the character: ß becomes SS
                name.append(component.substring(start, rest).toUpperCase(java.util.Locale.ROOT))
                        .append(component, rest, end);
            }
            start = end + 1;
        }
        return name.toString();
    }

    /** Whether an {@code import} can spell the name: its segments are identifiers. */
    static boolean isImportable(String name) {
        for (var segment : name.split("\\.", -1)) {
            if (segment.isEmpty()
                    || !Identifiers.begins(segment.codePointAt(0))
                    || !segment.codePoints().allMatch(Identifiers::continues)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a file whose module no import can spell had better be called: with an underscore for whatever stands in no identifier.
     *
     * @param file path relative to the root, with {@code /}
     */
    static String importableFile(String file) {
        var path = new StringBuilder();
        for (var component :
                file.substring(0, file.length() - EXTENSION.length()).split("/")) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            if (!Identifiers.begins(segment(component).codePointAt(0))) {
                path.append("m_");
            }
            component.codePoints().map(c -> Identifiers.continues(c) ? c : '_').forEach(path::appendCodePoint);
        }
        return path + EXTENSION;
    }
}
