package snow.mir;

import snow.types.tree.Program;

/** What all parts of the lowering of one program share. */
final class Context {
    final Program program;
    final Implementations implementations;
    final Problems problems = new Problems();
    final Layout layout;
    final Units units;
    final Instances instances;
    final Constants constants;
    final Closures closures;
    final Operators operators;
    final Adapters adapters;
    final Widening widening;
    final Activities activities;
    final Processes processes;
    final JsonCodecs json;

    Context(Program program) {
        this.program = program;
        implementations = new Implementations(program);
        layout = new Layout(program, implementations);
        units = new Units(program);
        instances = new Instances(layout, units, problems);
        constants = new Constants(this);
        closures = new Closures(this);
        operators = new Operators(this);
        adapters = new Adapters(this);
        widening = new Widening(this);
        activities = new Activities(this);
        processes = new Processes(this);
        json = new JsonCodecs(this);
    }
}
