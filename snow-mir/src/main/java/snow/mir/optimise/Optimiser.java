package snow.mir.optimise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;

/**
 * MIR to faster MIR. What a program prints, the places of its crashes, the stacks of its reports, and that every endless computation yields again
 * and again do not change. What the JIT does well by itself is left to it.
 */
public final class Optimiser {
    /** The sizes of functions that take the place of their calls, in nodes. */
    private static final int SMALL = 120;

    private static final int LARGE = 300;

    private Optimiser() {}

    /**
     * Optimises a program.
     *
     * @param level 0: only what spares the stack; 1: what costs next to no time and room; 2 and more: everything
     */
    public static MirProgram optimise(MirProgram program, int level) {
        return level == 0 ? MutualTailCalls.in(program) : faster(program, level);
    }

    private static MirProgram faster(MirProgram program, int level) {
        var constant = each(program, ConstantParameters::in);
        var direct = KnownFunctions.in(constant);
        var inlined = Inlining.in(direct, level == 1 ? SMALL : LARGE);
        var reached = Reachable.of(inlined);
        var classes = dataClasses(reached);
        var simple = each(reached, function -> Simplification.in(function, classes));
        var fused = Fusion.in(simple, classes);
        var looping = MutualTailCalls.in(each(fused, function -> fieldsOfLoops(function, classes)));
        var owned = Ownership.in(looping);
        return each(owned, function -> ListReaders.in(LatePolls.in(function)));
    }

    private static MirFunction fieldsOfLoops(MirFunction function, Map<String, MirClass.Data> classes) {
        var fields = LoopFields.in(function, classes);
        return fields == function ? function : Simplification.in(fields, classes);
    }

    private static Map<String, MirClass.Data> dataClasses(MirProgram program) {
        var classes = new HashMap<String, MirClass.Data>();
        for (var one : program.classes()) {
            if (one instanceof MirClass.Data data) {
                classes.put(data.name(), data);
            }
        }
        return classes;
    }

    static MirProgram each(MirProgram program, UnaryOperator<MirFunction> pass) {
        return new MirProgram(
                program.modules().stream().map(module -> with(module, pass)).toList(),
                program.classes(),
                program.main());
    }

    private static MirProgram.MirModule with(MirProgram.MirModule module, UnaryOperator<MirFunction> pass) {
        return with(module, module.functions().stream().map(pass).toList());
    }

    static MirProgram.MirModule with(MirProgram.MirModule module, List<MirFunction> functions) {
        return new MirProgram.MirModule(module.className(), module.file(), module.constants(), functions);
    }
}
