package snow.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    /**
     * A name, and with how many arguments it is called; {@code -1} for a mention without a call, {@link #QUALIFIER} for a name before a
     * dot, whether it is bound or not. What is called after a dot, possibly a method, has {@link #METHOD} in front of its name.
     */
    record Mention(String name, int arguments) {}

    static final int QUALIFIER = -2;
    static final String METHOD = ".";

    /** How many scopes around the place at hand bind a name. */
    private final Map<String, Integer> bound = new HashMap<>();

    private final Set<Mention> found = new LinkedHashSet<>();
    private final List<Name> places = new ArrayList<>();

    private Mentions() {}

    /** Every name that a top-level {@code let} mentions, where it stands, in source order. */
    static List<Name> places(Definition.Let let) {
        var mentions = new Mentions();
        mentions.visit(let.item.value());
        mentions.places.sort(
                java.util.Comparator.comparingInt(name -> name.span().start()));
        return mentions.places;
    }

    static Set<Mention> of(Definition definition) {
        var mentions = new Mentions();
        switch (definition) {
            case Definition.Fn fn -> fn.clauses.forEach(mentions::function);
            case Definition.Actor actor -> mentions.function(actor.item.params(), Optional.empty(), actor.item.body());
            case Definition.Let let -> mentions.visit(let.item.value());
            case ServiceDefinition service -> mentions.service(service);
            case SupervisorDefinition supervisor ->
                supervisor.children.forEach(child -> child.start.ifPresent(start -> mentions.visit(start.value())));
            case GeneratedFunction _ -> {}
        }
        return mentions.found;
    }

    private void service(ServiceDefinition service) {
        service.init.ifPresent(fn -> fn.clauses.forEach(this::function));
        for (var handler : service.handlers) {
            var names = new HashSet<String>();
            handler.stateName.ifPresent(name -> names.add(name.text()));
            enter(names);
            function(handler.params, Optional.empty(), handler.body);
            leave(names);
        }
    }

    /** What one nested function mentions. */
    static Set<Mention> of(Item.FnDef clause) {
        var mentions = new Mentions();
        mentions.function(clause);
        return mentions.found;
    }

    private void enter(Collection<String> names) {
        names.forEach(name -> bound.merge(name, 1, Integer::sum));
    }

    private void leave(Collection<String> names) {
        names.forEach(name -> bound.merge(name, -1, Integer::sum));
    }

    private void function(Item.FnDef clause) {
        function(clause.params(), clause.guard(), clause.body());
    }

    private void function(List<Param> params, Optional<Expr> guard, FnBody body) {
        var names = new HashSet<String>();
        for (var param : params) {
            switch (param) {
                case Param.Named named -> names.add(named.name().text());
                case Param.Match match -> bind(match.pattern(), names);
                case Param.Self _ -> {}
            }
        }
        enter(names);
        guard.ifPresent(this::visit);
        switch (body) {
            case Block block -> block(block);
            case FnBody.Equals equals -> visit(equals.value());
        }
        leave(names);
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

    private void block(Block block) {
        var names = new ArrayList<String>();
        for (var item : block.items()) {
            if (item instanceof Item.FnDef fn) {
                names.add(fn.name().text()); // from the first of consecutive functions on, which is early enough
            }
        }
        enter(names);
        for (var item : block.items()) {
            switch (item) {
                case Stmt.Let let -> {
                    visit(let.value());
                    var targets = new HashSet<String>();
                    bind(let.target(), targets);
                    enter(targets);
                    names.addAll(targets);
                }
                case Item.FnDef fn -> function(fn);
                case Item.TerminateClause terminate -> block(terminate.body());
                case Stmt.Assert test -> test.children().forEach(this::visitChild);
                case Expr expression -> visit(expression);
                case Item _ -> {}
            }
        }
        leave(names);
    }

    /** Walks an expression; its left spine in a loop, since that may be very long. */
    private void visit(Expr start) {
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
                    pipe(pipe.right());
                    yield Optional.of(pipe.left());
                }
                case Expr.FieldAccess access -> {
                    if (access.base() instanceof Expr.NameRef ref) {
                        found.add(new Mention(ref.name().text(), QUALIFIER));
                    }
                    yield Optional.of(access.base());
                }
                case Expr.Try attempt -> Optional.of(attempt.operand());
                case Expr.Call call -> {
                    arguments(call);
                    yield callee(call.callee(), argumentCount(call));
                }
                default -> {
                    node(current);
                    yield Optional.empty();
                }
            };
        }
        rights.forEach(right -> visit(right));
        spineNames(start);
    }

    /** Names called on the left spine; looked up when all scopes are known to be the same. */
    private void spineNames(Expr start) {
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
                        mention(ref.name(), argumentCount(call));
                    } else if (call.callee() instanceof Expr.FieldAccess access) {
                        found.add(new Mention(METHOD + access.name().text(), argumentCount(call)));
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

    private void pipe(Expr right) {
        if (right instanceof Expr.Call call) {
            arguments(call);
            if (call.callee() instanceof Expr.NameRef ref) {
                mention(ref.name(), argumentCount(call) + 1);
            } else {
                visit(call.callee());
            }
        } else if (right instanceof Expr.NameRef ref) {
            mention(ref.name(), 1);
        } else {
            visit(right);
        }
    }

    private void arguments(Expr.Call call) {
        call.args().forEach(argument -> visit(argument));
        call.trailing().ifPresent(closure -> function(closure.params(), Optional.empty(), closure.body()));
    }

    private void mention(Name name, int arguments) {
        if (bound.getOrDefault(name.text(), 0) == 0) {
            found.add(new Mention(name.text(), arguments));
            places.add(name);
        }
    }

    private void node(Expr expression) {
        switch (expression) {
            case Expr.NameRef ref -> mention(ref.name(), -1);
            case Expr.Closure closure -> {
                for (var clause : closure.clauses()) {
                    function(clause.params(), clause.guard(), clause.body());
                }
            }
            case Expr.Case match -> {
                visit(match.scrutinee());
                match.arms().forEach(arm -> arm(arm));
            }
            case Expr.Receive receive -> {
                receive.arms().forEach(arm -> arm(arm));
                receive.after().ifPresent(after -> {
                    visit(after.timeout());
                    visit(after.body());
                });
            }
            case Expr.For loop -> {
                visit(loop.iterable());
                var names = new HashSet<String>();
                loop.names().forEach(name -> names.add(name.text()));
                enter(names);
                loop.filter().ifPresent(this::visit);
                block(loop.body());
                leave(names);
            }
            case Expr.Spawn spawn -> {
                for (int i = 0; i < spawn.args().size(); i++) {
                    if (i == 0 && spawn.args().getFirst() instanceof Expr.NameRef ref) {
                        mention(ref.name(), spawn.args().size() - 1);
                    } else {
                        visit(spawn.args().get(i));
                    }
                }
            }
            default -> expression.children().forEach(child -> visitChild(child));
        }
    }

    private void arm(Expr.Arm arm) {
        var names = new HashSet<String>();
        bind(arm.pattern(), names);
        enter(names);
        arm.guard().ifPresent(this::visit);
        visit(arm.body());
        leave(names);
    }

    private void visitChild(Node node) {
        switch (node) {
            case Expr expression -> visit(expression);
            case Block block -> block(block);
            case Pattern _, Name _, Param _ -> {}
            default -> node.children().forEach(child -> visitChild(child));
        }
    }
}
