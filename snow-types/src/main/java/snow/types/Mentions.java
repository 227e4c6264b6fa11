package snow.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.FnBody;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Node;
import snow.syntax.Param;
import snow.syntax.Pattern;
import snow.syntax.Stmt;

/**
 * Which names a piece of source refers to that are not bound inside it (spec 02 §3.3). Pattern variables that turn out to be
 * constructors count as bound; constructors are no definitions that matter here.
 */
final class Mentions {
    /** A name, and with how many arguments it is called; {@code -1} for a mention without a call. */
    record Mention(String name, int arguments) {}

    private record Bound(Set<String> names, Optional<Bound> outer) {
        boolean has(String name) {
            for (Optional<Bound> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
                if (scope.get().names.contains(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Set<Mention> found = new LinkedHashSet<>();
    private final List<Name> places = new ArrayList<>();

    private Mentions() {}

    /** Every name that a top-level {@code let} mentions, where it stands, in source order. */
    static List<Name> places(Definition.Let let) {
        var mentions = new Mentions();
        mentions.visit(let.item.value(), new Bound(Set.of(), Optional.empty()));
        mentions.places.sort(
                java.util.Comparator.comparingInt(name -> name.span().start()));
        return mentions.places;
    }

    static Set<Mention> of(Definition definition) {
        var mentions = new Mentions();
        var top = new Bound(Set.of(), Optional.empty());
        switch (definition) {
            case Definition.Fn fn -> fn.clauses.forEach(clause -> mentions.function(clause, top));
            case Definition.Actor actor ->
                mentions.function(actor.item.params(), Optional.empty(), actor.item.body(), top);
            case Definition.Let let -> mentions.visit(let.item.value(), top);
        }
        return mentions.found;
    }

    /** What one nested function mentions. */
    static Set<Mention> of(Item.FnDef clause) {
        var mentions = new Mentions();
        mentions.function(clause, new Bound(Set.of(), Optional.empty()));
        return mentions.found;
    }

    private void function(Item.FnDef clause, Bound scope) {
        function(clause.params(), clause.guard(), clause.body(), scope);
    }

    private void function(List<Param> params, Optional<Expr> guard, FnBody body, Bound scope) {
        var names = new HashSet<String>();
        for (var param : params) {
            switch (param) {
                case Param.Named named -> names.add(named.name().text());
                case Param.Match match -> bind(match.pattern(), names);
                case Param.Self _ -> {}
            }
        }
        var inner = new Bound(names, Optional.of(scope));
        guard.ifPresent(expression -> visit(expression, inner));
        switch (body) {
            case Block block -> block(block, inner);
            case FnBody.Equals equals -> visit(equals.value(), inner);
        }
    }

    private static void bind(Pattern pattern, Set<String> into) {
        switch (pattern) {
            case Pattern.Bind bind -> into.add(bind.name().text());
            case Pattern.As as -> {
                into.add(as.name().text());
                bind(as.pattern(), into);
            }
            case Pattern.Tuple tuple -> tuple.elements().forEach(element -> bind(element, into));
            case Pattern.Paren paren -> bind(paren.inner(), into);
            case Pattern.Constructor constructor -> constructor.args().forEach(arg -> bind(arg, into));
            case Pattern.Or or -> or.alternatives().forEach(alternative -> bind(alternative, into));
            case Pattern.Cons cons -> {
                bind(cons.head(), into);
                bind(cons.tail(), into);
            }
            case Pattern.Wildcard _, Pattern.Literal _, Pattern.Error _ -> {}
        }
    }

    private void block(Block block, Bound outer) {
        var scope = new Bound(new HashSet<>(), Optional.of(outer));
        for (var item : block.items()) {
            if (item instanceof Item.FnDef fn) {
                scope.names.add(fn.name().text()); // from the first of consecutive functions on, which is early enough
            }
        }
        for (var item : block.items()) {
            switch (item) {
                case Stmt.Let let -> {
                    visit(let.value(), scope);
                    var names = new HashSet<String>();
                    bind(let.target(), names);
                    scope = new Bound(names, Optional.of(scope));
                }
                case Item.FnDef fn -> function(fn, scope);
                case Item.TerminateClause terminate -> block(terminate.body(), scope);
                case Stmt.Assert test -> test.children().forEach(child -> visitChild(child, outer));
                case Expr expression -> visit(expression, scope);
                case Item _ -> {}
            }
        }
    }

    /** Walks an expression; its left spine in a loop, since that may be very long. */
    private void visit(Expr start, Bound scope) {
        var rights = new ArrayList<Expr>();
        Optional<Expr> next = Optional.of(start);
        while (next.isPresent()) {
            var current = next.get();
            next = switch (current) {
                case Expr.Binary binary -> {
                    rights.add(binary.right());
                    yield Optional.of(binary.left());
                }
                case Expr.Range range -> {
                    rights.add(range.right());
                    yield Optional.of(range.left());
                }
                case Expr.Pipe pipe -> {
                    pipe(pipe.right(), scope);
                    yield Optional.of(pipe.left());
                }
                case Expr.FieldAccess access -> Optional.of(access.base());
                case Expr.Try attempt -> Optional.of(attempt.operand());
                case Expr.Call call -> {
                    arguments(call, scope);
                    yield callee(call.callee(), argumentCount(call));
                }
                default -> {
                    node(current, scope);
                    yield Optional.empty();
                }
            };
        }
        rights.forEach(right -> visit(right, scope));
        spineNames(start, scope);
    }

    /** Names called on the left spine; looked up when all scopes are known to be the same. */
    private void spineNames(Expr start, Bound scope) {
        Optional<Expr> next = Optional.of(start);
        while (next.isPresent()) {
            next = switch (next.get()) {
                case Expr.Binary binary -> Optional.of(binary.left());
                case Expr.Range range -> Optional.of(range.left());
                case Expr.Pipe pipe -> Optional.of(pipe.left());
                case Expr.FieldAccess access -> Optional.of(access.base());
                case Expr.Try attempt -> Optional.of(attempt.operand());
                case Expr.Call call -> {
                    if (call.callee() instanceof Expr.NameRef ref) {
                        mention(ref.name(), argumentCount(call), scope);
                    }
                    yield callee(call.callee(), 0);
                }
                default -> Optional.empty();
            };
        }
    }

    private static Optional<Expr> callee(Expr callee, int arguments) {
        return callee instanceof Expr.NameRef ? Optional.empty() : Optional.of(callee);
    }

    private static int argumentCount(Expr.Call call) {
        return call.args().size() + (call.trailing().isPresent() ? 1 : 0);
    }

    private void pipe(Expr right, Bound scope) {
        if (right instanceof Expr.Call call) {
            arguments(call, scope);
            if (call.callee() instanceof Expr.NameRef ref) {
                mention(ref.name(), argumentCount(call) + 1, scope);
            } else {
                visit(call.callee(), scope);
            }
        } else if (right instanceof Expr.NameRef ref) {
            mention(ref.name(), 1, scope);
        } else {
            visit(right, scope);
        }
    }

    private void arguments(Expr.Call call, Bound scope) {
        call.args().forEach(argument -> visit(argument, scope));
        call.trailing().ifPresent(closure -> function(closure.params(), Optional.empty(), closure.body(), scope));
    }

    private void mention(Name name, int arguments, Bound scope) {
        if (!scope.has(name.text())) {
            found.add(new Mention(name.text(), arguments));
            places.add(name);
        }
    }

    private void node(Expr expression, Bound scope) {
        switch (expression) {
            case Expr.NameRef ref -> mention(ref.name(), -1, scope);
            case Expr.Closure closure -> {
                for (var clause : closure.clauses()) {
                    function(clause.params(), clause.guard(), clause.body(), scope);
                }
            }
            case Expr.Case match -> {
                visit(match.scrutinee(), scope);
                match.arms().forEach(arm -> arm(arm, scope));
            }
            case Expr.Receive receive -> {
                receive.arms().forEach(arm -> arm(arm, scope));
                receive.after().ifPresent(after -> {
                    visit(after.timeout(), scope);
                    visit(after.body(), scope);
                });
            }
            case Expr.For loop -> {
                visit(loop.iterable(), scope);
                var names = new HashSet<String>();
                loop.names().forEach(name -> names.add(name.text()));
                var inner = new Bound(names, Optional.of(scope));
                loop.filter().ifPresent(filter -> visit(filter, inner));
                block(loop.body(), inner);
            }
            case Expr.Spawn spawn -> {
                for (int i = 0; i < spawn.args().size(); i++) {
                    if (i == 0 && spawn.args().getFirst() instanceof Expr.NameRef ref) {
                        mention(ref.name(), spawn.args().size() - 1, scope);
                    } else {
                        visit(spawn.args().get(i), scope);
                    }
                }
            }
            default -> expression.children().forEach(child -> visitChild(child, scope));
        }
    }

    private void arm(Expr.Arm arm, Bound scope) {
        var names = new HashSet<String>();
        bind(arm.pattern(), names);
        var inner = new Bound(names, Optional.of(scope));
        arm.guard().ifPresent(guard -> visit(guard, inner));
        visit(arm.body(), inner);
    }

    private void visitChild(Node node, Bound scope) {
        switch (node) {
            case Expr expression -> visit(expression, scope);
            case Block block -> block(block, scope);
            case Pattern _, Name _, Param _ -> {}
            default -> node.children().forEach(child -> visitChild(child, scope));
        }
    }
}
