package snow.codegen;

import java.util.ArrayList;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.Rep;

/**
 * Writes the instructions of one method and keeps what stack map frames are made of: the representations on the operand stack, the
 * variables in scope, and whether the current place can be reached at all. Nothing is written where it cannot.
 *
 * <p>A frame is written lazily, before the first instruction behind a jump target, since two frames at one place are not allowed.
 * While a frame may be needed, no uninitialised object may lie on the stack; the callers of {@code NEW} see to that.
 */
final class CodeWriter {

    /** A place that code jumps to, with the height of the operand stack there. */
    static final class Target {
        private final Label label = new Label();
        private final int height;
        private boolean used;

        Target(int height) {
            this.height = height;
        }

        boolean used() {
            return used;
        }

        int height() {
            return height;
        }
    }

    /** A local variable slot; active while every path has assigned it. */
    static final class Slot {
        private final int index;
        private final Rep rep;
        private boolean active;

        Slot(int index, Rep rep) {
            this.index = index;
            this.rep = rep;
        }

        int index() {
            return index;
        }

        Rep rep() {
            return rep;
        }
    }

    private final MethodVisitor out;
    private final ArrayList<Rep> stack = new ArrayList<>();
    private final ArrayList<Slot> slots = new ArrayList<>();
    private int nextSlot;
    private boolean reachable = true;
    /** What the next instruction begins with, when it is a jump target; else null. */
    private Runnable pendingFrame;

    private int line;

    CodeWriter(MethodVisitor out) {
        this.out = out;
    }

    // ---- where we are

    boolean reachable() {
        return reachable;
    }

    int height() {
        return stack.size();
    }

    /** Forgets everything above a height, and says what lies there instead. */
    void assume(int height, Rep top) {
        while (stack.size() > height) {
            stack.removeLast();
        }
        if (top.kind() != Rep.Kind.UNIT) {
            stack.add(top);
        }
    }

    void push(Rep rep) {
        if (rep.kind() != Rep.Kind.UNIT) {
            stack.add(rep);
        }
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            stack.removeLast();
        }
    }

    Rep top() {
        return stack.getLast();
    }

    /** The line that the following instructions belong to; 0 changes nothing. */
    void line(int number) {
        if (number != 0 && number != line && reachable) {
            line = number;
            var label = new Label();
            out.visitLabel(label);
            out.visitLineNumber(number, label);
        }
    }

    // ---- variables

    /** Takes the next free slot; not active yet. */
    Slot allocate(Rep rep) {
        var slot = new Slot(nextSlot, rep);
        nextSlot += size(rep);
        slots.add(slot);
        return slot;
    }

    void activate(Slot slot) {
        slot.active = true;
    }

    /** Gives back this slot and all that were taken after it. */
    void release(Slot slot) {
        while (slots.removeLast() != slot) {}
        nextSlot = slot.index;
    }

    void load(Slot slot) {
        instruction(() -> out.visitVarInsn(
                switch (slot.rep.kind()) {
                    case INT -> Opcodes.LLOAD;
                    case FLOAT -> Opcodes.DLOAD;
                    case BOOL, INDEX -> Opcodes.ILOAD;
                    case REF -> Opcodes.ALOAD;
                    case UNIT -> throw new IllegalStateException("a variable without a value");
                },
                slot.index));
        push(slot.rep);
    }

    /** Takes the top of the stack into the slot. */
    void store(Slot slot) {
        instruction(() -> out.visitVarInsn(
                switch (slot.rep.kind()) {
                    case INT -> Opcodes.LSTORE;
                    case FLOAT -> Opcodes.DSTORE;
                    case BOOL, INDEX -> Opcodes.ISTORE;
                    case REF -> Opcodes.ASTORE;
                    case UNIT -> throw new IllegalStateException("a variable without a value");
                },
                slot.index));
        pop(1);
    }

    /** A label here for the debugger's table of variables; null where nothing can be reached. */
    Label mark() {
        if (!reachable) {
            return null;
        }
        var label = new Label();
        out.visitLabel(label);
        return label;
    }

    void describe(String name, Slot slot, Label start) {
        if (start != null && !name.isEmpty()) {
            var end = new Label();
            out.visitLabel(end);
            if (end.getOffset() > start.getOffset()) {
                out.visitLocalVariable(name, slot.rep.descriptor(), null, start, end, slot.index);
            }
        }
    }

    // ---- jumps

    Target target() {
        return new Target(stack.size());
    }

    void jump(int opcode, Target target) {
        instruction(() -> {
            out.visitJumpInsn(opcode, target.label);
            target.used = true;
        });
        if (opcode == Opcodes.GOTO) {
            reachable = false;
        }
    }

    /** Leaves what lies above the target's height, then jumps. */
    void jumpDown(Target target) {
        for (int i = stack.size() - 1; i >= target.height && reachable; i--) {
            boolean wide = size(stack.get(i)) == 2;
            instruction(() -> out.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP));
        }
        jump(Opcodes.GOTO, target);
    }

    /** The target is here; the stack must have been brought to what lies there. */
    void place(Target target) {
        if (target.used) {
            out.visitLabel(target.label);
            reachable = true;
            pendingFrame = frame();
        }
    }

    /** The target is here, and later code jumps back to it. */
    void placeBackward(Target target) {
        if (reachable) {
            out.visitLabel(target.label);
            pendingFrame = frame();
        }
    }

    void tableSwitch(int min, int max, Target otherwise, Target[] targets) {
        instruction(() -> out.visitTableSwitchInsn(min, max, use(otherwise), use(targets)));
        reachable = false;
    }

    void lookupSwitch(Target otherwise, int[] keys, Target[] targets) {
        instruction(() -> out.visitLookupSwitchInsn(use(otherwise), keys, use(targets)));
        reachable = false;
    }

    private Label use(Target target) {
        target.used = true;
        return target.label;
    }

    private Label[] use(Target[] targets) {
        var labels = new Label[targets.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = use(targets[i]);
        }
        return labels;
    }

    /** Nothing behind this instruction is reached. */
    void end(int opcode) {
        instruction(() -> out.visitInsn(opcode));
        reachable = false;
    }

    // ---- plain instructions; the caller says what they do to the stack

    void insn(int opcode) {
        instruction(() -> out.visitInsn(opcode));
    }

    void type(int opcode, String className) {
        instruction(() -> out.visitTypeInsn(opcode, className));
    }

    void newArray(int kind) {
        instruction(() -> out.visitIntInsn(Opcodes.NEWARRAY, kind));
    }

    void field(int opcode, String owner, String name, String descriptor) {
        instruction(() -> out.visitFieldInsn(opcode, owner, name, descriptor));
    }

    void method(int opcode, String owner, String name, String descriptor) {
        instruction(() -> out.visitMethodInsn(opcode, owner, name, descriptor, false));
    }

    void constant(Object value) {
        instruction(() -> out.visitLdcInsn(value));
    }

    void constantInt(int value) {
        if (value >= -1 && value <= 5) {
            insn(Opcodes.ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            instruction(() -> out.visitIntInsn(Opcodes.BIPUSH, value));
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            instruction(() -> out.visitIntInsn(Opcodes.SIPUSH, value));
        } else {
            constant(value);
        }
    }

    void constantLong(long value) {
        if (value == 0 || value == 1) {
            insn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            constantInt((int) value);
            insn(Opcodes.I2L);
        } else {
            constant(value);
        }
    }

    void constantDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits == 0L) {
            insn(Opcodes.DCONST_0);
        } else if (value == 1.0) {
            insn(Opcodes.DCONST_1);
        } else {
            constant(value);
        }
    }

    private void instruction(Runnable write) {
        if (!reachable) {
            return;
        }
        if (pendingFrame != null) {
            pendingFrame.run();
            pendingFrame = null;
        }
        write.run();
    }

    private Runnable frame() {
        var locals = new ArrayList<Object>();
        int index = 0;
        int used = 0;
        for (var slot : slots) {
            while (index < slot.index) {
                locals.add(Opcodes.TOP);
                index++;
            }
            if (slot.active) {
                locals.add(verificationType(slot.rep));
                index += size(slot.rep);
                used = locals.size();
            }
        }
        var onStack = new Object[stack.size()];
        for (int i = 0; i < onStack.length; i++) {
            onStack[i] = verificationType(stack.get(i));
        }
        var assigned = locals.subList(0, used).toArray();
        return () -> out.visitFrame(Opcodes.F_NEW, assigned.length, assigned, onStack.length, onStack);
    }

    private static Object verificationType(Rep rep) {
        return switch (rep.kind()) {
            case INT -> Opcodes.LONG;
            case FLOAT -> Opcodes.DOUBLE;
            case BOOL, INDEX -> Opcodes.INTEGER;
            case REF -> rep.className();
            case UNIT -> throw new IllegalStateException("unit on the stack");
        };
    }

    static int size(Rep rep) {
        return switch (rep.kind()) {
            case INT, FLOAT -> 2;
            case BOOL, INDEX, REF -> 1;
            case UNIT -> 0;
        };
    }
}
