package snow.types;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Types as one diagnostic shows them (spec 02 §1.7): variables are {@code a}, {@code b}, … in the order in which they first appear
 * in it. One object serves one diagnostic.
 */
final class TypeText {
    /** More of a type than this is cut short: a type can be exponentially larger than the program that has it. */
    private static final int LIMIT = 400;

    private final Map<Object, String> names = new IdentityHashMap<>();

    static String of(Ty type) {
        return new TypeText().show(type);
    }

    String show(Ty type) {
        var text = new StringBuilder();
        show(type, text);
        return text.toString();
    }

    private void show(Ty type, StringBuilder out) {
        if (out.length() > LIMIT) {
            out.append('…');
            return;
        }
        switch (Ty.resolve(type)) {
            case Ty.Var variable -> out.append(variable.isTuple ? "Tuple" : name(variable));
            case Ty.Parameter parameter ->
                out.append(
                        parameter.parameter().name().equals(InterfaceDefinition.SELF)
                                ? InterfaceDefinition.SELF
                                : parameter.parameter().isTuple ? "Tuple" : name(parameter.parameter()));
            case Ty.Con con -> {
                out.append(con.isBuiltin("Unit") ? "()" : con.name().toString());
                if (!con.arguments().isEmpty()) {
                    list(con.arguments(), '<', '>', out);
                }
            }
            case Ty.Tuple tuple -> list(tuple.components(), '(', ')', out);
            case Ty.Function function -> {
                list(function.parameters(), '(', ')', out);
                out.append(" -> ");
                show(function.result(), out);
            }
            case Ty.Simple simple -> out.append(simple == Ty.NEVER ? "Never" : name(simple));
        }
    }

    private void list(List<Ty> types, char open, char close, StringBuilder out) {
        out.append(open);
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            show(types.get(i), out);
        }
        out.append(close);
    }

    private String name(Object variable) {
        return names.computeIfAbsent(variable, _ -> letters(names.size()));
    }

    /** {@code a}, …, {@code z}, {@code a1}, … */
    static String letters(int index) {
        char letter = (char) ('a' + index % 26);
        return index < 26 ? String.valueOf(letter) : letter + String.valueOf(index / 26);
    }

    static String bareName(Ty type) {
        return switch (Ty.resolve(type)) {
            case Ty.Con con -> con.isBuiltin("Unit") ? "()" : con.name().name();
            case Ty.Var _, Ty.Parameter _, Ty.Tuple _, Ty.Function _, Ty.Simple _ -> of(type);
        };
    }

    static String commaSeparated(List<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }
}
