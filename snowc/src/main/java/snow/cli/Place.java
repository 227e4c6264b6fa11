package snow.cli;

/** Where in the tool something went wrong: the innermost frame of our own code, as module, class and line. */
final class Place {
    private Place() {}

    static String of(Throwable e) {
        for (var frame : e.getStackTrace()) {
            var name = frame.getClassName();
            if (name.startsWith("snow.")) {
                return name + ", line " + frame.getLineNumber() + " (" + phase(name) + ")";
            }
        }
        return "an unknown place";
    }

    private static String phase(String className) {
        var part = className.substring("snow.".length());
        int dot = part.indexOf('.');
        return switch (dot < 0 ? part : part.substring(0, dot)) {
            case "syntax" -> "parsing";
            case "diagnostics" -> "showing diagnostics";
            case "types" -> "type checking";
            case "mir" -> "lowering";
            case "codegen" -> "generating class files";
            case "jar" -> "writing the jar";
            case "rt", "program" -> "running";
            default -> "command line";
        };
    }
}
