package snow.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import snow.codegen.CodeWriter.Slot;
import snow.codegen.CodeWriter.Target;
import snow.mir.Node;
import snow.mir.Rep;

/** Conditions and switches. */
final class Choices {
    /** Up to this many keys, comparing one by one is as good as a switch. */
    private static final int FEW = 3;

    private final FunctionEmitter function;
    private final CodeWriter code;

    Choices(FunctionEmitter function, CodeWriter code) {
        this.function = function;
        this.code = code;
    }

    /** Emits a choice, or an operation that yields a truth value. */
    void emit(Node node) {
        switch (node) {
            case Node.If choice -> choose(choice);
            case Node.IntSwitch choice -> intSwitch(choice);
            case Node.TagSwitch choice -> tagSwitch(choice);
            case Node.TextSwitch choice -> textSwitch(choice);
            case Node.Primitive primitive -> truth(primitive);
            default -> throw new IllegalStateException("no choice: " + node);
        }
    }

    // ---- conditions

    private void choose(Node.If choice) {
        var otherwise = code.target();
        var end = code.target();
        jumpIf(choice.condition(), false, otherwise);
        function.emitAs(choice.thenBranch(), choice.rep());
        if (code.reachable() && otherwise.used()) {
            code.jump(Opcodes.GOTO, end);
        }
        if (otherwise.used()) {
            code.assume(otherwise.height(), Rep.UNIT);
            code.place(otherwise);
            function.emitAs(choice.elseBranch(), choice.rep());
        }
        code.place(end);
    }

    private void truth(Node.Primitive primitive) {
        var otherwise = code.target();
        var end = code.target();
        jumpIf(primitive, false, otherwise);
        code.constantInt(1);
        code.push(Rep.BOOL);
        code.jump(Opcodes.GOTO, end);
        code.assume(otherwise.height(), Rep.UNIT);
        code.place(otherwise);
        code.constantInt(0);
        code.push(Rep.BOOL);
        code.place(end);
    }

    /** Jumps when the condition has the given truth value, else goes on. Long chains of {@code and} and {@code or} are followed in a loop. */
    private void jumpIf(Node condition, boolean wanted, Target target) {
        if (isChain(condition, false)) {
            chain(condition, false, wanted, target);
        } else if (isChain(condition, true)) {
            chain(condition, true, wanted, target);
        } else {
            switch (condition) {
                case Node.Bool constant -> {
                    if (constant.value() == wanted) {
                        code.jump(Opcodes.GOTO, target);
                    }
                }
                case Node.Primitive primitive
                when primitive.operation() == Node.Operation.NOT ->
                    jumpIf(primitive.operands().getFirst(), !wanted, target);
                case Node.Primitive primitive
                when primitive.operation().result().equals(Rep.BOOL) -> compare(primitive, wanted, target);
                default -> {
                    function.emitAs(condition, Rep.BOOL);
                    code.pop(1);
                    code.jump(wanted ? Opcodes.IFNE : Opcodes.IFEQ, target);
                }
            }
        }
    }

    /** {@code a and b} is an If with the else branch {@code false}; {@code a or b} one with the then branch {@code true}. */
    private static boolean isChain(Node node, boolean or) {
        return node instanceof Node.If choice
                && (or
                        ? choice.thenBranch() instanceof Node.Bool(var value) && value
                        : choice.elseBranch() instanceof Node.Bool(var other) && !other);
    }

    private void chain(Node condition, boolean or, boolean wanted, Target target) {
        var rest = new ArrayList<Node>();
        var first = condition;
        while (isChain(first, or) && first instanceof Node.If choice) {
            rest.add(or ? choice.elseBranch() : choice.thenBranch());
            first = choice.condition();
        }
        // `or` is decided by a true operand, `and` by a false one
        if (wanted == or) {
            jumpIf(first, wanted, target);
            for (var operand : rest.reversed()) {
                jumpIf(operand, wanted, target);
            }
        } else {
            var decided = code.target();
            jumpIf(first, or, decided);
            for (int i = rest.size() - 1; i > 0; i--) {
                jumpIf(rest.get(i), or, decided);
            }
            jumpIf(rest.getFirst(), wanted, target);
            code.place(decided);
        }
    }

    private void compare(Node.Primitive primitive, boolean wanted, Target target) {
        var operand = Arithmetic.operand(primitive.operation());
        function.operands(primitive.operands(), operand);
        code.pop(2);
        // FLOAT: the variant of the comparison for which NaN gives false
        int opcode = switch (primitive.operation()) {
            case INT_EQUAL -> afterLong(wanted, Opcodes.IFEQ, Opcodes.IFNE);
            case INT_NOT_EQUAL -> afterLong(wanted, Opcodes.IFNE, Opcodes.IFEQ);
            case INT_LESS -> afterLong(wanted, Opcodes.IFLT, Opcodes.IFGE);
            case INT_GREATER -> afterLong(wanted, Opcodes.IFGT, Opcodes.IFLE);
            case INT_LESS_OR_EQUAL -> afterLong(wanted, Opcodes.IFLE, Opcodes.IFGT);
            case INT_GREATER_OR_EQUAL -> afterLong(wanted, Opcodes.IFGE, Opcodes.IFLT);
            case FLOAT_EQUAL -> afterDouble(Opcodes.DCMPL, wanted, Opcodes.IFEQ, Opcodes.IFNE);
            case FLOAT_NOT_EQUAL -> afterDouble(Opcodes.DCMPL, wanted, Opcodes.IFNE, Opcodes.IFEQ);
            case FLOAT_LESS -> afterDouble(Opcodes.DCMPG, wanted, Opcodes.IFLT, Opcodes.IFGE);
            case FLOAT_GREATER -> afterDouble(Opcodes.DCMPL, wanted, Opcodes.IFGT, Opcodes.IFLE);
            case FLOAT_LESS_OR_EQUAL -> afterDouble(Opcodes.DCMPG, wanted, Opcodes.IFLE, Opcodes.IFGT);
            case FLOAT_GREATER_OR_EQUAL -> afterDouble(Opcodes.DCMPL, wanted, Opcodes.IFGE, Opcodes.IFLT);
            case INDEX_EQUAL -> wanted ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE;
            case INDEX_LESS -> wanted ? Opcodes.IF_ICMPLT : Opcodes.IF_ICMPGE;
            case BOOL_EQUAL -> wanted ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE;
            case SAME -> wanted ? Opcodes.IF_ACMPEQ : Opcodes.IF_ACMPNE;
            case NOT,
                    INT_ADD,
                    INT_SUBTRACT,
                    INT_MULTIPLY,
                    INT_NEGATE,
                    FLOAT_ADD,
                    FLOAT_SUBTRACT,
                    FLOAT_MULTIPLY,
                    FLOAT_DIVIDE,
                    FLOAT_REMAINDER,
                    FLOAT_NEGATE,
                    INDEX_NEXT -> throw new IllegalStateException(primitive.operation() + " compares nothing");
        };
        code.jump(opcode, target);
    }

    private int afterLong(boolean wanted, int yes, int no) {
        code.insn(Opcodes.LCMP);
        return wanted ? yes : no;
    }

    private int afterDouble(int comparison, boolean wanted, int yes, int no) {
        code.insn(comparison);
        return wanted ? yes : no;
    }

    // ---- switches

    /** The value of the scrutinee in a variable. */
    private Slot scrutinee(Node node, Rep rep) {
        function.emitAs(node, rep);
        var slot = code.allocate(rep);
        code.store(slot);
        code.activate(slot);
        return slot;
    }

    /** One way out of a switch: where it begins and what is evaluated there. */
    private record Way(Target target, Node body) {}

    /** Places all ways behind the dispatch and brings their values together. */
    private void ways(List<Way> ways, Rep rep, Target end) {
        for (var way : ways) {
            if (!way.target.used()) {
                continue;
            }
            code.assume(way.target.height(), Rep.UNIT);
            code.place(way.target);
            function.emitAs(way.body, rep);
            if (code.reachable()) {
                code.jump(Opcodes.GOTO, end);
            }
        }
        code.assume(end.height(), rep);
        code.place(end);
    }

    private void tagSwitch(Node.TagSwitch choice) {
        function.emitAs(choice.scrutinee(), Rep.ref(Names.VARIANT));
        code.field(Opcodes.GETFIELD, Names.VARIANT, "tag", "I");
        code.pop(1);
        var end = code.target();
        var otherwise = new Way(code.target(), choice.otherwise());
        var byTag = new TreeMap<Integer, Way>();
        for (var one : choice.cases()) {
            byTag.put(one.tag(), new Way(code.target(), one.body()));
        }
        dispatch(byTag, otherwise.target);
        var ways = new ArrayList<>(byTag.values());
        ways.add(otherwise);
        ways(ways, choice.rep(), end);
    }

    /** Consumes an int on the stack (which is described as already gone). */
    private void dispatch(TreeMap<Integer, Way> ways, Target otherwise) {
        if (ways.isEmpty()) {
            code.insn(Opcodes.POP);
            code.jump(Opcodes.GOTO, otherwise);
            return;
        }
        int min = ways.firstKey();
        int max = ways.lastKey();
        if (ways.size() == 1) {
            if (min == 0) {
                code.jump(Opcodes.IFEQ, ways.firstEntry().getValue().target);
            } else {
                code.constantInt(min);
                code.jump(Opcodes.IF_ICMPEQ, ways.firstEntry().getValue().target);
            }
            code.jump(Opcodes.GOTO, otherwise);
        } else if ((long) max - min < 3L * ways.size() + 8) {
            var targets = new Target[max - min + 1];
            for (int i = 0; i < targets.length; i++) {
                var way = ways.get(min + i);
                targets[i] = way == null ? otherwise : way.target;
            }
            code.tableSwitch(min, max, otherwise, targets);
        } else {
            code.lookupSwitch(
                    otherwise,
                    ways.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    ways.values().stream().map(Way::target).toArray(Target[]::new));
        }
    }

    private void intSwitch(Node.IntSwitch choice) {
        var value = scrutinee(choice.scrutinee(), Rep.INT);
        var end = code.target();
        var otherwise = new Way(code.target(), choice.otherwise());
        var ways = new ArrayList<Way>();
        var small = new TreeMap<Integer, Way>();
        var large = new ArrayList<Keyed>();
        for (var one : choice.cases()) {
            var way = new Way(code.target(), one.body());
            ways.add(way);
            if (choice.cases().size() > FEW && one.key() == (int) one.key()) {
                small.put((int) one.key(), way);
            } else {
                large.add(new Keyed(one.key(), way));
            }
        }
        large.sort(Comparator.comparingLong(Keyed::key));
        var notLarge = small.isEmpty() ? otherwise.target : code.target();
        search(large, 0, large.size(), value, notLarge);
        if (!small.isEmpty()) {
            code.place(notLarge);
            code.load(value);
            code.insn(Opcodes.L2I);
            code.insn(Opcodes.I2L);
            code.load(value);
            code.insn(Opcodes.LCMP);
            code.pop(2);
            code.jump(Opcodes.IFNE, otherwise.target);
            code.load(value);
            code.insn(Opcodes.L2I);
            code.pop(1);
            dispatch(small, otherwise.target);
        }
        ways.add(otherwise);
        ways(ways, choice.rep(), end);
        code.release(value);
    }

    private record Keyed(long key, Way way) {}

    /** Goes to the way of the key among {@code from..to} that the value equals, else to {@code missing}. */
    private void search(List<Keyed> keys, int from, int to, Slot value, Target missing) {
        if (to - from <= FEW) {
            for (var one : keys.subList(from, to)) {
                compareWith(value, one.key);
                code.jump(Opcodes.IFEQ, one.way.target);
            }
            code.jump(Opcodes.GOTO, missing);
            return;
        }
        int middle = (from + to) >>> 1;
        var upper = code.target();
        compareWith(value, keys.get(middle).key);
        code.jump(Opcodes.IFGE, upper);
        search(keys, from, middle, value, missing);
        code.place(upper);
        search(keys, middle, to, value, missing);
    }

    private void compareWith(Slot value, long key) {
        code.load(value);
        code.constantLong(key);
        code.insn(Opcodes.LCMP);
        code.pop(1);
    }

    private void textSwitch(Node.TextSwitch choice) {
        var value = scrutinee(choice.scrutinee(), Rep.STRING);
        var end = code.target();
        var otherwise = new Way(code.target(), choice.otherwise());
        var ways = new ArrayList<Way>();
        var byHash = new TreeMap<Integer, List<Runnable>>();
        for (var one : choice.cases()) {
            var way = new Way(code.target(), one.body());
            ways.add(way);
            byHash.computeIfAbsent(one.key().hashCode(), _ -> new ArrayList<>()).add(() -> {
                code.load(value);
                function.emit(new Node.Text(one.key()));
                code.method(Opcodes.INVOKEVIRTUAL, Names.STRING, "equals", "(L" + Names.OBJECT + ";)Z");
                code.pop(2);
                code.jump(Opcodes.IFNE, way.target);
            });
        }
        if (ways.size() <= FEW) {
            byHash.values().forEach(tests -> tests.forEach(Runnable::run));
            code.jump(Opcodes.GOTO, otherwise.target);
        } else {
            var buckets = new TreeMap<Integer, Target>();
            byHash.keySet().forEach(hash -> buckets.put(hash, code.target()));
            code.load(value);
            code.method(Opcodes.INVOKEVIRTUAL, Names.STRING, "hashCode", "()I");
            code.pop(1);
            code.lookupSwitch(
                    otherwise.target,
                    buckets.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    buckets.values().toArray(Target[]::new));
            buckets.forEach((hash, target) -> {
                code.place(target);
                byHash.get(hash).forEach(Runnable::run);
                code.jump(Opcodes.GOTO, otherwise.target);
            });
        }
        ways.add(otherwise);
        ways(ways, choice.rep(), end);
        code.release(value);
    }
}
