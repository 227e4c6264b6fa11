package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Expression;

/** Looks at typed trees without changing them. No recursion: chains of operators have no limit. */
final class Trees {
    private Trees() {}

    /** Visits an expression and everything inside, in no particular order. */
    static void walk(Expression root, Consumer<Expression> visit) {
        var todo = new ArrayDeque<Expression>();
        todo.push(root);
        while (!todo.isEmpty()) {
            var one = todo.pop();
            visit.accept(one);
            children(one, todo::push);
        }
    }

    private static void arms(List<Expression.Arm> arms, Consumer<Expression> to) {
        for (var arm : arms) {
            arm.guard().ifPresent(to);
            to.accept(arm.body());
        }
    }

    /** Hands over the direct parts. */
    static void children(Expression expression, Consumer<Expression> to) {
        switch (expression) {
            case Expression.IntLiteral _,
                    Expression.FloatLiteral _,
                    Expression.BoolLiteral _,
                    Expression.StringLiteral _,
                    Expression.AtomLiteral _,
                    Expression.Unit _,
                    Expression.LocalUse _,
                    Expression.ConstantUse _,
                    Expression.FunctionUse _,
                    Expression.MethodUse _,
                    Expression.ConstructorUse _,
                    Expression.Break _,
                    Expression.Continue _,
                    Expression.SelfPid _ -> {}
            case Expression.Tuple e -> e.components().forEach(to);
            case Expression.ListLiteral e -> e.elements().forEach(to);
            case Expression.MapLiteral e ->
                e.entries().forEach(entry -> {
                    to.accept(entry.key());
                    to.accept(entry.value());
                });
            case Expression.Range e -> {
                to.accept(e.start());
                to.accept(e.stop());
            }
            case Expression.Construct e -> e.fields().forEach(to);
            case Expression.MakeStruct e -> e.fields().forEach(field -> to.accept(field.value()));
            case Expression.FieldAccess e -> to.accept(e.target());
            case Expression.Component e -> to.accept(e.tuple());
            case Expression.ComputedComponent e -> {
                to.accept(e.tuple());
                to.accept(e.index());
            }
            case Expression.Concat e -> e.parts().forEach(to);
            case Expression.Show e -> to.accept(e.value());
            case Expression.Call e -> e.arguments().forEach(to);
            case Expression.CallValue e -> {
                to.accept(e.callee());
                e.arguments().forEach(to);
            }
            case Expression.CallMethod e -> e.arguments().forEach(to);
            case Expression.Binary e -> {
                to.accept(e.left());
                to.accept(e.right());
            }
            case Expression.Negate e -> to.accept(e.operand());
            case Expression.Not e -> to.accept(e.operand());
            case Expression.And e -> {
                to.accept(e.left());
                to.accept(e.right());
            }
            case Expression.Or e -> {
                to.accept(e.left());
                to.accept(e.right());
            }
            case Expression.Block e -> {
                for (var statement : e.statements()) {
                    switch (statement) {
                        case Expression.Statement.Evaluate s -> to.accept(s.expression());
                        case Expression.Statement.Let s -> to.accept(s.value());
                        case Expression.Statement.LetPattern s -> to.accept(s.value());
                        case Expression.Statement.LocalFunctions s ->
                            s.functions().forEach(function -> to.accept(function.lambda()));
                    }
                }
                to.accept(e.result());
            }
            case Expression.If e -> {
                to.accept(e.condition());
                to.accept(e.thenBranch());
                to.accept(e.elseBranch());
            }
            case Expression.Match e -> {
                e.scrutinees().forEach(to);
                arms(e.arms(), to);
            }
            case Expression.While e -> {
                to.accept(e.condition());
                to.accept(e.body());
            }
            case Expression.For e -> {
                to.accept(e.iterable());
                e.filter().ifPresent(to);
                to.accept(e.body());
            }
            case Expression.Return e -> to.accept(e.value());
            case Expression.Try e -> to.accept(e.operand());
            case Expression.Lambda e -> to.accept(e.body());
            case Expression.Spawn e -> {
                to.accept(e.callee());
                e.arguments().forEach(to);
            }
            case Expression.Send e -> {
                to.accept(e.target());
                to.accept(e.message());
            }
            case Expression.Link e -> to.accept(e.target());
            case Expression.Receive e -> {
                arms(e.arms(), to);
                e.after().ifPresent(after -> {
                    to.accept(after.timeout());
                    to.accept(after.body());
                });
            }
            case Expression.Become e -> e.arguments().forEach(to);
            case Expression.Handlers e -> e.entries().forEach(entry -> to.accept(entry.value()));
        }
    }

    /**
     * Whether evaluating has no effect, cannot fail and always gives an equal value, so that it makes no difference how often it
     * happens.
     */
    static boolean isPure(Expression expression) {
        return switch (expression) {
            case Expression.Lambda _ -> true;
            case Expression.IntLiteral _,
                    Expression.FloatLiteral _,
                    Expression.BoolLiteral _,
                    Expression.StringLiteral _,
                    Expression.AtomLiteral _,
                    Expression.Unit _,
                    Expression.LocalUse _,
                    Expression.ConstantUse _,
                    Expression.FunctionUse _,
                    Expression.MethodUse _,
                    Expression.ConstructorUse _ -> true;
            case Expression.Tuple _, Expression.ListLiteral _, Expression.Construct _, Expression.MakeStruct _ ->
                partsArePure(expression);
            case Expression.MapLiteral e -> e.entries().isEmpty();
            case Expression.Block e -> e.statements().isEmpty() && isPure(e.result());
            case Expression.Range _,
                    Expression.FieldAccess _,
                    Expression.Component _,
                    Expression.ComputedComponent _,
                    Expression.Concat _,
                    Expression.Show _,
                    Expression.Call _,
                    Expression.CallValue _,
                    Expression.CallMethod _,
                    Expression.Binary _,
                    Expression.Negate _,
                    Expression.Not _,
                    Expression.And _,
                    Expression.Or _,
                    Expression.If _,
                    Expression.Match _,
                    Expression.While _,
                    Expression.For _,
                    Expression.Break _,
                    Expression.Continue _,
                    Expression.Return _,
                    Expression.Try _,
                    Expression.Spawn _,
                    Expression.Send _,
                    Expression.Link _,
                    Expression.SelfPid _,
                    Expression.Receive _,
                    Expression.Become _,
                    Expression.Handlers _ -> false;
        };
    }

    private static boolean partsArePure(Expression expression) {
        var parts = new ArrayList<Expression>();
        children(expression, parts::add);
        return parts.stream().allMatch(Trees::isPure);
    }

    /** Whether code inside depends on more than the representation of one of these parameters. */
    static boolean choosesBy(Expression root, List<TypeParameter> parameters) {
        var found = new boolean[1];
        walk(root, expression -> {
            switch (expression) {
                case Expression.Call e -> {
                    if (!e.function().predicates().isEmpty()) {
                        found[0] |= e.typeArguments().stream().anyMatch(type -> mentions(type, parameters));
                    }
                }
                case Expression.FunctionUse e -> {
                    if (!e.function().predicates().isEmpty()) {
                        found[0] |= e.typeArguments().stream().anyMatch(type -> mentions(type, parameters));
                    }
                }
                case Expression.CallMethod e -> found[0] |= mentions(e.self(), parameters);
                case Expression.MethodUse e -> found[0] |= mentions(e.self(), parameters);
                case Expression.Binary e -> found[0] |= mentions(e.left().type(), parameters);
                case Expression.Negate e -> found[0] |= mentions(e.operand().type(), parameters);
                default -> {}
            }
        });
        return found[0];
    }

    private static boolean mentions(Type type, List<TypeParameter> parameters) {
        var inside = new ArrayList<TypeParameter>();
        Types.collectParameters(type, inside);
        return inside.stream().anyMatch(parameters::contains);
    }
}
