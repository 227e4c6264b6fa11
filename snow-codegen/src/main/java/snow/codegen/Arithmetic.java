package snow.codegen;

import org.objectweb.asm.Opcodes;
import snow.mir.Node.Operation;
import snow.mir.Rep;

/** The instructions of operations on unboxed values. */
final class Arithmetic {
    private Arithmetic() {}

    /** The representation of an operation's operands. */
    static Rep operand(Operation operation) {
        return switch (operation) {
            case INT_ADD,
                    INT_SUBTRACT,
                    INT_MULTIPLY,
                    INT_NEGATE,
                    INT_EQUAL,
                    INT_NOT_EQUAL,
                    INT_LESS,
                    INT_GREATER,
                    INT_LESS_OR_EQUAL,
                    INT_GREATER_OR_EQUAL -> Rep.INT;
            case FLOAT_ADD,
                    FLOAT_SUBTRACT,
                    FLOAT_MULTIPLY,
                    FLOAT_DIVIDE,
                    FLOAT_REMAINDER,
                    FLOAT_NEGATE,
                    FLOAT_EQUAL,
                    FLOAT_NOT_EQUAL,
                    FLOAT_LESS,
                    FLOAT_GREATER,
                    FLOAT_LESS_OR_EQUAL,
                    FLOAT_GREATER_OR_EQUAL -> Rep.FLOAT;
            case INDEX_NEXT, INDEX_EQUAL, INDEX_LESS -> Rep.INDEX;
            case BOOL_EQUAL, NOT -> Rep.BOOL;
            case SAME -> Rep.OBJECT;
        };
    }

    /** The instruction of an operation that yields a number. */
    static int opcode(Operation operation) {
        return switch (operation) {
            case INT_ADD -> Opcodes.LADD;
            case INT_SUBTRACT -> Opcodes.LSUB;
            case INT_MULTIPLY -> Opcodes.LMUL;
            case INT_NEGATE -> Opcodes.LNEG;
            case FLOAT_ADD -> Opcodes.DADD;
            case FLOAT_SUBTRACT -> Opcodes.DSUB;
            case FLOAT_MULTIPLY -> Opcodes.DMUL;
            case FLOAT_DIVIDE -> Opcodes.DDIV;
            case FLOAT_REMAINDER -> Opcodes.DREM;
            case FLOAT_NEGATE -> Opcodes.DNEG;
            case INDEX_NEXT -> Opcodes.IADD;
            case INT_EQUAL,
                    INT_NOT_EQUAL,
                    INT_LESS,
                    INT_GREATER,
                    INT_LESS_OR_EQUAL,
                    INT_GREATER_OR_EQUAL,
                    FLOAT_EQUAL,
                    FLOAT_NOT_EQUAL,
                    FLOAT_LESS,
                    FLOAT_GREATER,
                    FLOAT_LESS_OR_EQUAL,
                    FLOAT_GREATER_OR_EQUAL,
                    INDEX_EQUAL,
                    INDEX_LESS,
                    BOOL_EQUAL,
                    NOT,
                    SAME -> throw new IllegalStateException(operation + " is a condition");
        };
    }

    /** The class that boxes values of a representation. */
    static String box(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "java/lang/Long";
            case FLOAT -> "java/lang/Double";
            case BOOL -> "java/lang/Boolean";
            case INDEX -> "java/lang/Integer";
            case UNIT, REF -> throw new IllegalStateException("no box for " + rep);
        };
    }

    /** The method of {@link #box} that gives the value back. */
    static String unboxing(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "longValue";
            case FLOAT -> "doubleValue";
            case BOOL -> "booleanValue";
            case INDEX -> "intValue";
            case UNIT, REF -> throw new IllegalStateException("no box for " + rep);
        };
    }
}
