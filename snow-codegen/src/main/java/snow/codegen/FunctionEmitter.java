package snow.codegen;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import snow.codegen.CodeWriter.Slot;
import snow.codegen.CodeWriter.Target;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Uses;
import snow.mir.Variable;

/**
 * The bytecode of one function. {@link #emit} leaves the node's value on the stack; after code that cannot be reached the stack is
 * described as if it had. The first operands of calls and operators are followed in a loop, since such chains have no limit.
 *
 * <p>Before an operand that contains a loop, earlier operands go to variables: the JIT compiles a running loop only when the stack is
 * empty there.
 */
final class FunctionEmitter {
    private final CodeWriter code;
    private final Nodes nodes;
    private final Hierarchy hierarchy;
    private final Atoms atoms;
    private final MirFunction function;
    private final Rep result;
    /** What the rounds of a function that is one loop use of its parameters. */
    private final Set<Variable> usedInRounds;

    private final Map<Variable, Slot> slots = new IdentityHashMap<>();
    private final Map<Label, Destination> destinations = new IdentityHashMap<>();
    private final Choices choices;
    private final Literals literals;

    /** Where a jump goes, and the variables that it binds. */
    private record Destination(Target target, List<Slot> parameters) {}

    private FunctionEmitter(CodeWriter code, MirFunction function, Hierarchy hierarchy, Texts texts, Atoms atoms) {
        this.code = code;
        this.nodes = new Nodes(function.body());
        this.hierarchy = hierarchy;
        this.atoms = atoms;
        this.function = function;
        this.result = function.method().result();
        this.usedInRounds =
                function.body() instanceof Node.Loop loop ? Uses.of(loop.body()).variables() : Set.of();
        this.choices = new Choices(this, code);
        this.literals = new Literals(this, code, hierarchy, texts);
    }

    /** Adds the function to a class as a static method. */
    static void emit(ClassVisitor out, MirFunction function, Hierarchy hierarchy, Texts texts, Atoms atoms) {
        var method = out.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                function.method().name(),
                function.method().descriptor(),
                null,
                null);
        method.visitCode();
        var code = new CodeWriter(method);
        var emitter = new FunctionEmitter(code, function, hierarchy, texts, atoms);
        emitter.body();
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private void body() {
        code.line(function.line());
        var start = code.mark();
        for (var parameter : function.parameters()) {
            code.activate(bind(parameter));
        }
        emitReturn(function.body());
        for (var parameter : function.parameters()) {
            code.describe(parameter.name(), slots.get(parameter), start);
        }
    }

    private Slot bind(Variable variable) {
        var slot = code.allocate(variable.rep());
        slots.put(variable, slot);
        return slot;
    }

    // ---- nodes

    /** Emits the node so that a value of exactly this representation is left. */
    void emitAs(Node node, Rep wanted) {
        emit(node);
        adapt(node.rep(), wanted);
    }

    /** The value on top stands for a representation; converts only between a value and none, and what diverged. */
    private void adapt(Rep actual, Rep wanted) {
        boolean is = actual.kind() != Rep.Kind.UNIT;
        boolean should = wanted.kind() != Rep.Kind.UNIT;
        if (is && !should) {
            drop();
        } else if (is) {
            if (code.reachable() && actual.kind() != wanted.kind()) {
                throw new IllegalStateException("a " + actual + " where a " + wanted + " is needed");
            }
            code.pop(1);
            code.push(wanted);
        } else if (should) {
            if (code.reachable()) {
                throw new IllegalStateException("no value where a " + wanted + " is needed");
            }
            code.push(wanted);
        }
    }

    void drop() {
        code.insn(CodeWriter.size(code.top()) == 2 ? Opcodes.POP2 : Opcodes.POP);
        code.pop(1);
    }

    /** Leaves the node's value on the stack. */
    void emit(Node node) {
        var outer = new ArrayList<Node>();
        var inner = node;
        for (var next = firstOperand(inner); next != null; next = firstOperand(inner)) {
            outer.add(inner);
            inner = next;
        }
        emitWhole(inner);
        for (int i = outer.size() - 1; i >= 0; i--) {
            finish(outer.get(i), inner.rep());
            inner = outer.get(i);
        }
    }

    /** The operand with which a node begins, when the rest can follow with that operand on the stack; else null. */
    private Node firstOperand(Node node) {
        return switch (node) {
            case Node.CallStatic call
            when !call.arguments().isEmpty() && plain(call.arguments(), 1) ->
                call.arguments().getFirst();
            case Node.CallVirtual call when plain(call.arguments(), 0) -> call.receiver();
            case Node.Primitive primitive
            when !primitive.operation().result().equals(Rep.BOOL) && plain(primitive.operands(), 1) ->
                primitive.operands().getFirst();
            case Node.Convert convert -> convert.value();
            case Node.Field field -> field.target();
            case Node.InstanceOf test -> test.value();
            default -> null;
        };
    }

    /** No operand from this index on holds a loop. */
    boolean plain(List<Node> operands, int from) {
        for (int i = from; i < operands.size(); i++) {
            if (nodes.of(operands.get(i)).loop()) {
                return false;
            }
        }
        return true;
    }

    /** Completes a node whose first operand, of the given representation, is on the stack. */
    private void finish(Node node, Rep first) {
        switch (node) {
            case Node.CallStatic call -> {
                adapt(first, call.method().parameters().getFirst());
                for (int i = 1; i < call.arguments().size(); i++) {
                    emitAs(call.arguments().get(i), call.method().parameters().get(i));
                }
                invoke(call.line(), Opcodes.INVOKESTATIC, call.method());
            }
            case Node.CallVirtual call -> {
                adapt(first, Rep.ref(call.method().owner()));
                for (int i = 0; i < call.arguments().size(); i++) {
                    emitAs(call.arguments().get(i), call.method().parameters().get(i));
                }
                invoke(call.line(), Opcodes.INVOKEVIRTUAL, call.method());
            }
            case Node.Primitive primitive -> {
                var operand = Arithmetic.operand(primitive.operation());
                adapt(first, operand);
                for (int i = 1; i < primitive.operands().size(); i++) {
                    emitAs(primitive.operands().get(i), operand);
                }
                code.line(primitive.line());
                compute(primitive);
            }
            case Node.Convert convert -> convert(first, convert.rep());
            case Node.Field field -> {
                adapt(first, Rep.ref(field.owner()));
                code.field(
                        Opcodes.GETFIELD,
                        field.owner(),
                        field.name(),
                        field.rep().descriptor());
                code.pop(1);
                code.push(field.rep());
            }
            case Node.InstanceOf test -> {
                adapt(first, Rep.OBJECT);
                code.type(Opcodes.INSTANCEOF, test.className());
                code.pop(1);
                code.push(Rep.BOOL);
            }
            default -> throw new IllegalStateException("not begun by an operand: " + node);
        }
    }

    void invoke(int line, int opcode, MethodRef method) {
        code.line(line);
        code.method(opcode, method.owner(), method.name(), method.descriptor());
        code.pop(method.parameters().size() + (opcode == Opcodes.INVOKEVIRTUAL ? 1 : 0));
        code.push(method.result());
    }

    private void emitWhole(Node node) {
        switch (node) {
            case Node.Int constant -> {
                code.constantLong(constant.value());
                code.push(Rep.INT);
            }
            case Node.Float constant -> {
                code.constantDouble(constant.value());
                code.push(Rep.FLOAT);
            }
            case Node.Bool constant -> {
                code.constantInt(constant.value() ? 1 : 0);
                code.push(Rep.BOOL);
            }
            case Node.Text text -> literals.text(text.value());
            case Node.Atom atom -> emitWhole(atoms.field(atom.name()));
            case Node.Nothing _ -> {}
            case Node.Null nothing -> {
                code.insn(Opcodes.ACONST_NULL);
                code.push(nothing.rep());
            }
            case Node.Get get -> code.load(slots.get(get.variable()));
            case Node.GetStatic get -> getStatic(get.owner(), get.name(), get.rep());
            case Node.PutStatic put -> {
                emit(put.value());
                code.field(
                        Opcodes.PUTSTATIC, put.owner(), put.name(), put.field().descriptor());
                code.pop(1);
            }
            case Node.Block block -> block(block);
            case Node.Choice _ -> choices.emit(node);
            case Node.Join join -> join(join);
            case Node.Loop loop -> loop(loop);
            case Node.Jump jump -> jump(jump);
            case Node.Return leave -> emitReturn(leave.value());
            case Node.NoMatch crash -> {
                code.line(crash.line());
                code.method(Opcodes.INVOKESTATIC, Names.CRASH, "nonExhaustive", "()L" + Names.CRASH + ";");
                code.end(Opcodes.ATHROW);
            }
            case Node.Poll _ -> code.method(Opcodes.INVOKESTATIC, Names.SAFEPOINT, "poll", "()V");
            case Node.CallStatic call -> {
                operands(call.arguments(), call.method().parameters());
                invoke(call.line(), Opcodes.INVOKESTATIC, call.method());
            }
            case Node.CallVirtual call -> {
                operands(Parts.of(call), withReceiver(call.method()));
                invoke(call.line(), Opcodes.INVOKEVIRTUAL, call.method());
            }
            case Node.New made -> make(made);
            case Node.Primitive primitive
            when primitive.operation().result().equals(Rep.BOOL) -> choices.emit(primitive);
            case Node.Primitive primitive -> {
                var operand = Arithmetic.operand(primitive.operation());
                operands(primitive.operands(), operand);
                compute(primitive);
            }
            case Node.Concat concat -> literals.concat(concat);
            case Node.ListLiteral list -> literals.list(list);
            case Node.MapLiteral map -> literals.map(map);
            case Node.Convert _, Node.Field _, Node.InstanceOf _ ->
                throw new IllegalStateException("begun by an operand: " + node);
        }
    }

    private static List<Rep> withReceiver(MethodRef method) {
        var reps = new ArrayList<Rep>();
        reps.add(Rep.ref(method.owner()));
        reps.addAll(method.parameters());
        return reps;
    }

    /** Leaves all operands on the stack, through variables where one of them holds a loop. */
    void operands(List<Node> operands, List<Rep> reps) {
        if (plain(operands, 1)) {
            for (int i = 0; i < operands.size(); i++) {
                emitAs(operands.get(i), reps.get(i));
            }
            return;
        }
        throughVariables(operands, reps, () -> {});
    }

    /** Leaves all operands on the stack in one representation. */
    void operands(List<Node> operands, Rep rep) {
        operands(operands, operands.stream().map(_ -> rep).toList());
    }

    /** Evaluates the operands into variables, then runs {@code between}, then loads them. */
    private void throughVariables(List<Node> operands, List<Rep> reps, Runnable between) {
        var temporaries = new ArrayList<Slot>();
        for (int i = 0; i < operands.size(); i++) {
            emitAs(operands.get(i), reps.get(i));
            var slot = code.allocate(reps.get(i));
            code.store(slot);
            code.activate(slot);
            temporaries.add(slot);
        }
        between.run();
        for (var slot : temporaries) {
            code.load(slot);
        }
        if (!temporaries.isEmpty()) {
            code.release(temporaries.getFirst());
        }
    }

    void getStatic(String owner, String name, Rep rep) {
        code.field(Opcodes.GETSTATIC, owner, name, rep.descriptor());
        code.push(rep);
    }

    // ---- structure

    private void block(Node.Block block) {
        Slot first = null;
        var named = new ArrayList<Runnable>();
        for (var step : block.steps()) {
            code.line(step.line());
            switch (step) {
                case Node.Step.Evaluate evaluate -> emitAs(evaluate.node(), Rep.UNIT);
                case Node.Step.Let let -> {
                    emitAs(let.value(), let.variable().rep());
                    var slot = bind(let.variable());
                    first = first == null ? slot : first;
                    code.store(slot);
                    code.activate(slot);
                    var start = code.mark();
                    named.add(() -> code.describe(let.variable().name(), slot, start));
                }
            }
        }
        emit(block.result());
        named.forEach(Runnable::run);
        if (first != null) {
            code.release(first);
        }
    }

    private void join(Node.Join join) {
        var parameters = join.parameters().stream().map(this::bind).toList();
        var target = code.target();
        var end = code.target();
        destinations.put(join.label(), new Destination(target, parameters));
        emitAs(join.body(), join.rep());
        if (target.used()) {
            if (code.reachable()) {
                code.jump(Opcodes.GOTO, end);
            }
            code.assume(target.height(), Rep.UNIT);
            parameters.forEach(code::activate);
            code.place(target);
            emitAs(join.target(), join.rep());
        }
        if (!parameters.isEmpty()) {
            code.release(parameters.getFirst());
        }
        code.place(end);
    }

    private void loop(Node.Loop loop) {
        var values = new ArrayList<Node>();
        var reps = new ArrayList<Rep>();
        for (int i = 0; i < loop.parameters().size(); i++) {
            if (!takesOver(loop, i)) {
                values.add(loop.initial().get(i));
                reps.add(loop.parameters().get(i).rep());
            }
        }
        operands(values, reps);
        var own = new ArrayList<Slot>();
        var parameters = new ArrayList<Slot>();
        for (int i = 0; i < loop.parameters().size(); i++) {
            var variable = loop.parameters().get(i);
            if (takesOver(loop, i)) {
                slots.put(variable, slots.get(((Node.Get) loop.initial().get(i)).variable()));
            } else {
                own.add(bind(variable));
            }
            parameters.add(slots.get(variable));
        }
        for (var slot : own.reversed()) {
            code.store(slot);
        }
        own.forEach(code::activate);
        var target = code.target();
        destinations.put(loop.label(), new Destination(target, parameters));
        code.placeBackward(target);
        emitAs(loop.body(), loop.rep());
        if (!own.isEmpty()) {
            code.release(own.getFirst());
        }
    }

    /**
     * Whether a parameter of a loop is kept where the function's own parameter is that it begins with: deep recursion needs less stack then. That is
     * so where the loop is all of the function, and no longer needs the function's parameter.
     */
    private boolean takesOver(Node.Loop loop, int index) {
        return loop == function.body()
                && loop.initial().get(index) instanceof Node.Get(var variable)
                && loop.initial().indexOf(loop.initial().get(index)) == index
                && !usedInRounds.contains(variable)
                && variable.rep().equals(loop.parameters().get(index).rep());
    }

    private void jump(Node.Jump jump) {
        var destination = destinations.get(jump.label());
        int height = code.height();
        var changed = new ArrayList<Slot>();
        for (int i = 0; i < jump.arguments().size(); i++) {
            var slot = destination.parameters.get(i);
            var argument = jump.arguments().get(i);
            if (!(argument instanceof Node.Get get) || slots.get(get.variable()) != slot) {
                emitAs(argument, slot.rep());
                changed.add(slot);
            }
        }
        for (var slot : changed.reversed()) {
            code.store(slot);
        }
        code.jumpDown(destination.target);
        code.assume(height, Rep.UNIT);
    }

    private void emitReturn(Node value) {
        int height = code.height();
        emitAs(value, result);
        code.end(
                switch (result.kind()) {
                    case INT -> Opcodes.LRETURN;
                    case FLOAT -> Opcodes.DRETURN;
                    case BOOL, INDEX -> Opcodes.IRETURN;
                    case REF -> Opcodes.ARETURN;
                    case UNIT -> Opcodes.RETURN;
                });
        code.assume(height, Rep.UNIT);
    }

    // ---- objects

    private void make(Node.New made) {
        Runnable allocate = () -> {
            code.type(Opcodes.NEW, made.className());
            code.push(Rep.ref(made.className()));
            code.insn(Opcodes.DUP);
            code.push(Rep.ref(made.className()));
        };
        // no frame may see an uninitialised object
        if (made.arguments().stream().anyMatch(argument -> nodes.of(argument).control())) {
            throughVariables(made.arguments(), made.parameters(), allocate);
        } else {
            allocate.run();
            for (int i = 0; i < made.arguments().size(); i++) {
                emitAs(made.arguments().get(i), made.parameters().get(i));
            }
        }
        var constructor = new MethodRef(made.className(), "<init>", made.parameters(), Rep.UNIT);
        code.method(Opcodes.INVOKESPECIAL, made.className(), "<init>", constructor.descriptor());
        code.pop(made.arguments().size() + 1);
    }

    private void convert(Rep from, Rep to) {
        switch (from.kind()) {
            case UNIT -> {
                if (to.isRef() && code.reachable()) {
                    getStatic(Names.UNIT, "UNIT", Rep.ref(Names.UNIT));
                    adapt(Rep.ref(Names.UNIT), to);
                } else {
                    adapt(from, to);
                }
            }
            case INT, FLOAT, BOOL, INDEX -> {
                if (to.isRef()) {
                    var box = Arithmetic.box(from);
                    code.method(Opcodes.INVOKESTATIC, box, "valueOf", "(" + from.descriptor() + ")L" + box + ";");
                    code.pop(1);
                    code.push(to);
                } else {
                    adapt(from, to);
                }
            }
            case REF -> {
                switch (to.kind()) {
                    case UNIT -> adapt(from, to);
                    case INT, FLOAT, BOOL, INDEX -> {
                        var box = Arithmetic.box(to);
                        if (!from.className().equals(box)) {
                            code.type(Opcodes.CHECKCAST, box);
                        }
                        code.method(Opcodes.INVOKEVIRTUAL, box, Arithmetic.unboxing(to), "()" + to.descriptor());
                        code.pop(1);
                        code.push(to);
                    }
                    case REF -> {
                        if (!hierarchy.isSubclass(from.className(), to.className())) {
                            code.type(Opcodes.CHECKCAST, to.className());
                        }
                        code.pop(1);
                        code.push(to);
                    }
                }
            }
        }
    }

    /** The instruction of an operation that yields a number, whose operands are on the stack. */
    private void compute(Node.Primitive primitive) {
        int operands = primitive.operands().size();
        if (primitive.operation() == Node.Operation.INDEX_NEXT) {
            code.constantInt(1);
            code.push(Rep.INDEX);
            operands++;
        }
        code.insn(Arithmetic.opcode(primitive.operation()));
        code.pop(operands);
        code.push(primitive.rep());
    }
}
