package snow.mir.optimise;

import snow.mir.Node;

/** Operations on constants. Integers wrap around, as they do at run time. */
final class Folding {
    private Folding() {}

    static Node fold(Node.Primitive primitive) {
        var operands = primitive.operands();
        if (operands.getFirst() instanceof Node.Bool(var value) && primitive.operation() == Node.Operation.NOT) {
            return new Node.Bool(!value);
        }
        if (operands.getFirst() instanceof Node.Int(var a) && operands.getLast() instanceof Node.Int(var b)) {
            return fold(primitive, a, b);
        }
        return primitive;
    }

    private static Node fold(Node.Primitive primitive, long a, long b) {
        return switch (primitive.operation()) {
            case INT_ADD -> new Node.Int(a + b);
            case INT_SUBTRACT -> new Node.Int(a - b);
            case INT_MULTIPLY -> new Node.Int(a * b);
            case INT_NEGATE -> new Node.Int(-a);
            case INT_EQUAL -> new Node.Bool(a == b);
            case INT_NOT_EQUAL -> new Node.Bool(a != b);
            case INT_LESS -> new Node.Bool(a < b);
            case INT_GREATER -> new Node.Bool(a > b);
            case INT_LESS_OR_EQUAL -> new Node.Bool(a <= b);
            case INT_GREATER_OR_EQUAL -> new Node.Bool(a >= b);
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
                    FLOAT_GREATER_OR_EQUAL,
                    INDEX_NEXT,
                    INDEX_EQUAL,
                    INDEX_LESS,
                    BOOL_EQUAL,
                    NOT,
                    SAME -> primitive;
        };
    }
}
