package snow.builtin;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Expr;
import snow.syntax.FnBody;
import snow.syntax.Item;
import snow.syntax.Param;
import snow.syntax.TypeExpr;

/**
 * A function of an interface file whose body is {@code extern("CLASS.METHOD", T, …)}.
 *
 * @param target class and method
 * @param specialised type parameters for which the runtime has one method per representation
 */
record Declaration(String file, Item.FnDef function, String target, List<String> specialised) {
    /** What a type parameter is, in one of the methods that a declaration stands for. */
    enum Representation {
        OBJECT("", 'L', Object.class),
        INT("Int", 'J', long.class),
        FLOAT("Float", 'D', double.class),
        BOOL("Bool", 'Z', boolean.class);

        final String suffix;
        final char letter;
        final Class<?> type;

        Representation(String suffix, char letter, Class<?> type) {
            this.suffix = suffix;
            this.letter = letter;
            this.type = type;
        }
    }

    /** A method that the runtime must have. */
    record Method(String owner, String name, MethodType type) {}

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("String", "java.lang.String"),
            Map.entry("Atom", "snow.rt.value.Atom"),
            Map.entry("Range", "snow.rt.value.Range"),
            Map.entry("Bytes", "snow.rt.value.Bytes"),
            Map.entry("Option", "snow.rt.value.Option"),
            Map.entry("Result", "snow.rt.value.Result"),
            Map.entry("Ordering", "snow.rt.value.Ordering"),
            Map.entry("Tuple", "snow.rt.value.Tuple"),
            Map.entry("List", "snow.rt.collection.PersistentList"),
            Map.entry("Map", "snow.rt.collection.PersistentMap"),
            Map.entry("Set", "snow.rt.collection.PersistentSet"),
            Map.entry("Queue", "snow.rt.collection.PersistentQueue"),
            Map.entry("Pid", "snow.rt.actor.Pid"),
            Map.entry("ExitReason", "snow.rt.actor.ExitReason"),
            Map.entry("Monitor", "snow.rt.actor.Monitor"),
            Map.entry("WsConn", "snow.rt.ws.Connection"),
            Map.entry("WsHandlers", "snow.rt.ws.Handlers"),
            Map.entry("Server", "snow.rt.ws.Server"),
            Map.entry("Json", "snow.rt.json.Json"));

    /** All declarations of the interface files, in order of files. */
    static List<Declaration> all() {
        var declarations = new ArrayList<Declaration>();
        for (var file : InterfaceFile.all()) {
            for (var function : file.functions()) {
                extern(file.name(), function).ifPresent(declarations::add);
            }
        }
        return declarations;
    }

    private static Optional<Declaration> extern(String file, Item.FnDef function) {
        if (function.body() instanceof FnBody.Equals body
                && body.value() instanceof Expr.Call call
                && call.callee() instanceof Expr.NameRef callee
                && callee.name().text().equals("extern")
                && call.args().getFirst() instanceof Expr.Str string
                && string.parts().getFirst() instanceof Expr.StringText text) {
            var specialised = call.args().stream()
                    .skip(1)
                    .map(argument -> ((Expr.NameRef) argument).name().text())
                    .toList();
            return Optional.of(new Declaration(file, function, text.value(), specialised));
        }
        return Optional.empty();
    }

    /** The methods that the runtime must have for this declaration: one for each combination of representations. */
    List<Method> methods() {
        var methods = new ArrayList<Method>();
        combine(0, new HashMap<>(), "", methods);
        return methods;
    }

    private void combine(int next, Map<String, Representation> chosen, String suffix, List<Method> methods) {
        if (next == specialised.size()) {
            methods.add(method(chosen, suffix));
            return;
        }
        var parameter = specialised.get(next);
        boolean isNumber = function.where().stream()
                .anyMatch(bound -> bound.typeParam().text().equals(parameter)
                        && bound.interfacePath().text().equals("Number"));
        for (var representation : Representation.values()) {
            if (isNumber && (representation == Representation.OBJECT || representation == Representation.BOOL)) {
                continue;
            }
            var with = new HashMap<>(chosen);
            with.put(parameter, representation);
            combine(next + 1, with, suffix + representation.suffix, methods);
        }
    }

    private Method method(Map<String, Representation> chosen, String suffix) {
        int dot = target.lastIndexOf('.');
        var parameters = function.params().stream()
                .<Class<?>>map(
                        parameter -> type(((Param.Named) parameter).type().orElseThrow(), chosen))
                .toList();
        var result = function.returnType().orElseThrow();
        Class<?> resultType = isUnit(result) ? void.class : type(result, chosen);
        return new Method(
                target.substring(0, dot),
                target.substring(dot + 1) + suffix,
                MethodType.methodType(resultType, parameters));
    }

    private Class<?> type(TypeExpr type, Map<String, Representation> chosen) {
        return switch (type) {
            case TypeExpr.Named named -> named(named.path().text(), chosen);
            case TypeExpr.Tuple tuple ->
                load(tuple.elements().isEmpty() ? "snow.rt.value.Unit" : "snow.rt.value.Tuple");
            case TypeExpr.Paren paren -> type(paren.inner(), chosen);
            case TypeExpr.Option _ -> load("snow.rt.value.Option");
            case TypeExpr.Result _ -> load("snow.rt.value.Result");
            case TypeExpr.Fun fun -> {
                var shape = new StringBuilder("snow.rt.fn.Fn_");
                fun.params().forEach(parameter -> shape.append(letter(parameter, chosen)));
                shape.append('_').append(isUnit(fun.result()) ? 'V' : letter(fun.result(), chosen));
                yield load(shape.toString());
            }
            case TypeExpr.Error _ -> throw new AssertionError(this + ": broken type");
        };
    }

    private Class<?> named(String name, Map<String, Representation> chosen) {
        boolean isParameter =
                function.generics().stream().anyMatch(generic -> generic.text().equals(name));
        if (isParameter) {
            return chosen.getOrDefault(name, Representation.OBJECT).type;
        }
        return switch (name) {
            case "Int" -> long.class;
            case "Float" -> double.class;
            case "Bool" -> boolean.class;
            default ->
                load(Optional.ofNullable(CLASSES.get(name))
                        .orElseThrow(() -> new AssertionError(this + ": no class is known for " + name)));
        };
    }

    private char letter(TypeExpr type, Map<String, Representation> chosen) {
        var javaType = type(type, chosen);
        for (var representation : Representation.values()) {
            if (representation.type == javaType) {
                return representation.letter;
            }
        }
        return Representation.OBJECT.letter;
    }

    private static boolean isUnit(TypeExpr type) {
        return type instanceof TypeExpr.Tuple tuple && tuple.elements().isEmpty();
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, Declaration.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(this + ": the runtime has no class " + name, e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + function.name().text();
    }
}
