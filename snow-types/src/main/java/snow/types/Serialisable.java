package snow.types;

import snow.diagnostics.Diagnostic;
import snow.syntax.Span;

/** What JSON and database rows cannot carry (spec 02 §10). */
final class Serialisable {
    private Serialisable() {}

    /**
     * E0038.
     *
     * @param what is not serialisable, as the title names it
     * @param type its type
     */
    static Diagnostic diagnostic(String what, String type, Span span) {
        return Diagnostic.error("E0038", what + " is not JSON-serializable", span, "`" + type + "` is not serializable")
                .help("type `" + type + "` does not derive Json; add `deriving(Json)` to its definition, or use a "
                        + "serializable type (Int, Float, Bool, String, Option<T>, List<T>, Map<String, V>)");
    }

    /** E0038 where a value is encoded or decoded. */
    static Diagnostic ofValue(Ty type, Span span) {
        var shown = TypeText.of(type);
        return diagnostic("type `" + shown + "`", shown, span);
    }

    static boolean asRow(Ty type) {
        if (!(Ty.resolve(type) instanceof Ty.Con con)) {
            return Ty.isError(type);
        }
        return con.isBuiltin("Option") ? isScalar(con.arguments().getFirst()) : isScalar(con);
    }

    private static boolean isScalar(Ty type) {
        return Ty.resolve(type) instanceof Ty.Con con
                && (con.isBuiltin("Int") || con.isBuiltin("Float") || con.isBuiltin("Bool") || con.isBuiltin("String"));
    }
}
