package snow.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A struct (one variant, whose name is that of the type) or a sum type. Identity counts, for types may mention themselves. */
final class Definition {
    /** How values are shown. */
    enum Shown {
        DEBUG,
        DERIVED,
        /** By a written {@code Display} that shows the first field. */
        WRITTEN
    }

    private final String name;
    private final List<String> parameters;
    private final boolean struct;
    private final Shown shown;
    private final List<Variant> variants = new ArrayList<>();
    private boolean ownRules;

    record Variant(String name, int tag, List<Ty> fields) {}

    Definition(String name, List<String> parameters, boolean struct, Shown shown) {
        this.name = name;
        this.parameters = parameters;
        this.struct = struct;
        this.shown = shown;
    }

    String name() {
        return name;
    }

    List<String> parameters() {
        return parameters;
    }

    boolean isStruct() {
        return struct;
    }

    Shown shown() {
        return shown;
    }

    /** Written {@code Eq}, {@code Ord} and {@code Hash}: the first field decides, and orders downward. */
    boolean hasOwnRules() {
        return ownRules;
    }

    void writeOwnRules() {
        ownRules = true;
    }

    List<Variant> variants() {
        return variants;
    }

    /** Whether it implements an interface when its type arguments do. */
    boolean can(String bound) {
        if (ownRules && (bound.equals("Eq") || bound.equals("Ord") || bound.equals("Hash"))) {
            return true;
        }
        if (bound.equals("Hash") && !struct && shown != Shown.DERIVED) {
            return false;
        }
        return variants.stream()
                .flatMap(variant -> variant.fields().stream())
                .allMatch(field -> field instanceof Ty.Variable
                        || field instanceof Ty.User(var definition, var _) && definition == this
                        || field.can(bound));
    }

    Map<String, Ty> bindings(List<Ty> arguments) {
        var bindings = new java.util.HashMap<String, Ty>();
        for (int i = 0; i < parameters.size(); i++) {
            bindings.put(parameters.get(i), arguments.get(i));
        }
        return bindings;
    }
}
