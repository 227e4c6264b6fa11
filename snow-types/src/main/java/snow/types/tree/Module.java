package snow.types.tree;

import java.util.List;

/**
 * One module.
 *
 * @param name {@code Main}, {@code Math.Vector}, or the name of a built-in module such as {@code List}
 * @param builtin whether it comes from an interface file of the compiler
 * @param file path relative to the project root with {@code /}; shown in crash lines
 * @param lineStarts offset of the first character of each line of the file
 * @param functions functions, methods, extern functions and actors, in source order
 * @param constants top-level {@code let}s, in source order
 */
public record Module(
        String name,
        boolean builtin,
        String file,
        int[] lineStarts,
        List<Struct> structs,
        List<SumType> sumTypes,
        List<Function> functions,
        List<Constant> constants) {
    public Module {
        structs = List.copyOf(structs);
        sumTypes = List.copyOf(sumTypes);
        functions = List.copyOf(functions);
        constants = List.copyOf(constants);
    }
}
