package snow.bench;

final class Interpreter {
    private Interpreter() {}

    private sealed interface Expr {
        record Num(long value) implements Expr {}

        record Arg() implements Expr {}

        record Add(Expr a, Expr b) implements Expr {}

        record Sub(Expr a, Expr b) implements Expr {}

        record Mul(Expr a, Expr b) implements Expr {}

        record Less(Expr a, Expr b) implements Expr {}

        record If(Expr condition, Expr a, Expr b) implements Expr {}
    }

    private static long eval(Expr e, long arg) {
        return switch (e) {
            case Expr.Num(var n) -> n;
            case Expr.Arg _ -> arg;
            case Expr.Add(var a, var b) -> eval(a, arg) + eval(b, arg);
            case Expr.Sub(var a, var b) -> eval(a, arg) - eval(b, arg);
            case Expr.Mul(var a, var b) -> eval(a, arg) * eval(b, arg);
            case Expr.Less(var a, var b) -> eval(a, arg) < eval(b, arg) ? 1 : 0;
            case Expr.If(var condition, var a, var b) -> eval(condition, arg) != 0 ? eval(a, arg) : eval(b, arg);
        };
    }

    private static Expr expression(long depth) {
        if (depth == 0) {
            return new Expr.Arg();
        }
        var part = expression(depth - 1);
        return switch ((int) (depth % 4)) {
            case 0 -> new Expr.Add(part, new Expr.Mul(new Expr.Num(depth), part));
            case 1 -> new Expr.Sub(new Expr.Mul(part, new Expr.Num(3)), new Expr.Arg());
            case 2 ->
                new Expr.If(
                        new Expr.Less(part, new Expr.Num(1000000)),
                        part,
                        new Expr.Sub(new Expr.Num(0), new Expr.Arg()));
            default -> new Expr.Add(part, new Expr.Num(depth));
        };
    }

    static long run(long size) {
        var e = expression(12);
        long sum = 0;
        for (long arg = size; arg > 0; arg--) {
            sum += eval(e, arg);
        }
        return sum;
    }
}
