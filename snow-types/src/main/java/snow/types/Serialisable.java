package snow.types;

/** Which types JSON and database rows can carry (spec 02 §10). */
final class Serialisable {
    private Serialisable() {}

    static boolean asJson(World world, Ty type) {
        return switch (Ty.resolve(type)) {
            case Ty.Var _, Ty.Parameter _, Ty.Simple _ -> true;
            case Ty.Function _ -> false;
            case Ty.Tuple tuple -> tuple.components().stream().allMatch(part -> asJson(world, part));
            case Ty.Con con -> namedAsJson(world, con);
        };
    }

    private static boolean namedAsJson(World world, Ty.Con con) {
        if (!con.name().isBuiltin()) {
            return world.instances.find(Interfaces.TO_JSON, con.name()).isPresent()
                    && world.instances.find(Interfaces.FROM_JSON, con.name()).isPresent()
                    && con.arguments().stream().allMatch(part -> asJson(world, part));
        }
        return switch (con.name().name()) {
            case "Int", "Float", "Bool", "String", "Unit", "Json" -> true;
            case "Option", "List", "Set", "Result" -> con.arguments().stream().allMatch(part -> asJson(world, part));
            case "Map" ->
                Ty.resolve(con.arguments().getFirst()) instanceof Ty.Con key
                        && key.isBuiltin("String")
                        && asJson(world, con.arguments().getLast());
            default -> false;
        };
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

    static String help(String shown) {
        return "type `" + shown
                + "` does not derive Json; add `deriving(Json)` to its definition, or use a serializable "
                + "type (Int, Float, Bool, String, Option<T>, List<T>, Map<String, V>)";
    }
}
