package snow.project;

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

    /** Whether an {@code import} can spell the name: segments of identifiers, each beginning with an upper-case letter. */
    static boolean isImportable(String name) {
        boolean first = true;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (c == '.') {
                if (first) {
                    return false;
                }
                first = true;
            } else {
                if (first ? !Character.isUpperCase(c) : !(Character.isLetterOrDigit(c) || c == '_')) {
                    return false;
                }
                first = false;
            }
            i += Character.charCount(c);
        }
        return !first;
    }
}
