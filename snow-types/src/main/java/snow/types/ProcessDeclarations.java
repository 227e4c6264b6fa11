package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Span;

/** Enters services and supervisors with the functions that they bring with them (spec 02 §14.5, §14.6). */
final class ProcessDeclarations {
    private final ModuleScope module;

    ProcessDeclarations(ModuleScope module) {
        this.module = module;
    }

    // ---- services

    void service(Item.ServiceDef item) {
        var service = new ServiceDefinition(module, item);
        module.services.put(service.name, service);
        init(service);
        var start = new GeneratedFunction(service, "start", service.nameSpan, service.initial.arity());
        service.generated.put("start", start);
        handlers(service);
        helpers(service);
    }

    private void init(ServiceDefinition service) {
        var clauses = service.initClauses();
        if (clauses.isEmpty()) {
            return;
        }
        var first = clauses.getFirst();
        var init = new Definition.Fn(
                module,
                first,
                first.params().size(),
                service.name + "." + first.name().text(),
                Optional.empty());
        clauses.subList(1, clauses.size()).forEach(init.clauses::add);
        service.init = Optional.of(init);
        if (!first.name().text().equals("init") && !first.name().isMissing()) {
            module.reporter.report(Diagnostic.warning(
                            "W0012",
                            "service `" + service.name + "` has no function `init`",
                            first.name().span(),
                            "taken as init")
                    .help("rename it to init"));
        }
    }

    private void handlers(ServiceDefinition service) {
        var places = new LinkedHashMap<String, Span>();
        places.put("start", service.init.map(fn -> fn.nameSpan).orElse(service.nameSpan));
        for (var member : service.item.members()) {
            switch (member) {
                case Item.CallHandler call -> handler(service, new ServiceDefinition.Handler(service, call), places);
                case Item.CastHandler cast -> handler(service, new ServiceDefinition.Handler(service, cast), places);
                case Item.FnDef _, Item.Skipped _ -> {}
            }
        }
        for (var handler : service.handlers) {
            if (handler.isCall) {
                var limited = handler.generatedName() + "_timeout";
                service.generated.putIfAbsent(
                        limited,
                        new GeneratedFunction(service, limited, handler.name.span(), handler.params.size() + 2));
            }
        }
    }

    private void handler(ServiceDefinition service, ServiceDefinition.Handler handler, Map<String, Span> places) {
        if (handler.name.isMissing()) {
            return;
        }
        service.handlers.add(handler);
        var generated = handler.generatedName();
        var first = places.putIfAbsent(generated, handler.name.span());
        if (first != null) {
            module.reporter.report(Messages.duplicate("handler", generated, handler.name.span(), first));
            return;
        }
        service.generated.put(
                generated, new GeneratedFunction(service, generated, handler.name.span(), handler.params.size() + 1));
    }

    private void helpers(ServiceDefinition service) {
        var init = service.initClauses();
        Optional<Definition.Fn> previous = Optional.empty();
        for (var member : service.item.members()) {
            if (!(member instanceof Item.FnDef fn) || fn.name().isMissing() || init.contains(fn)) {
                previous = Optional.empty();
                continue;
            }
            var same = service.helpers.computeIfAbsent(fn.name().text(), _ -> new ArrayList<>());
            var earlier = same.stream()
                    .filter(helper -> helper.arity == fn.params().size())
                    .findFirst();
            if (earlier.isEmpty()) {
                var helper = new Definition.Fn(
                        module,
                        fn,
                        fn.params().size(),
                        service.name + "." + fn.name().text(),
                        Optional.empty());
                helper.service = Optional.of(service);
                same.add(helper);
                previous = Optional.of(helper);
                continue;
            }
            if (!previous.equals(earlier)) {
                module.reporter.report(Messages.clausesApart(earlier.get(), fn.name()));
                earlier.get().clausesAreApart = true;
            }
            earlier.get().clauses.add(fn);
            previous = earlier;
        }
    }

    // ---- supervisors

    void supervisor(Item.SupervisorDef item) {
        var supervisor = new SupervisorDefinition(module, item);
        module.supervisors.put(supervisor.name, supervisor);
        for (var entry : item.entries()) {
            switch (entry) {
                case Item.StrategyClause clause ->
                    supervisor.strategy = first(supervisor.strategy, clause.value(), "strategy", clause.span());
                case Item.RestartLimit limit ->
                    supervisor.maxRestarts = first(supervisor.maxRestarts, limit, "max_restarts", limit.span());
                case Item.SecondsLimit limit ->
                    supervisor.maxSeconds = first(supervisor.maxSeconds, limit, "max_seconds", limit.span());
                case Item.ChildSpec child -> supervisor.children.add(child(supervisor, child));
                case Item.Skipped _ -> {}
            }
        }
        var at = supervisor.nameSpan;
        supervisor.generate("start", at, 0);
        supervisor.generate("children", at, 1);
        supervisor.generate("count_children", at, 1);
        supervisor.generate("terminate_child", at, 2);
        int parameters = dynamicParameters(supervisor);
        if (parameters > 0) {
            supervisor.generate(
                    "start_child", supervisor.children.getFirst().name.span(), parameters + 1);
        }
    }

    private <T> Optional<T> first(Optional<T> before, T value, String key, Span span) {
        if (before.isPresent()) {
            givenTwice(key, span);
            return before;
        }
        return Optional.of(value);
    }

    private <T extends Item.ChildEntry> Optional<T> last(Optional<T> before, T value, String key) {
        before.ifPresent(ignored -> givenTwice(key, ignored.span()));
        return Optional.of(value);
    }

    private void givenTwice(String key, Span ignored) {
        module.reporter.report(Diagnostic.warning("W0011", "`" + key + "` is given twice", ignored, "ignored"));
    }

    private SupervisorDefinition.Child child(SupervisorDefinition supervisor, Item.ChildSpec item) {
        var child = new SupervisorDefinition.Child(supervisor, item);
        for (var entry : item.entries()) {
            switch (entry) {
                case Item.ChildStart start -> child.start = last(child.start, start, "start");
                case Item.ChildRestart restart -> child.restart = last(child.restart, restart, "restart");
                case Item.ChildShutdown shutdown -> child.shutdown = last(child.shutdown, shutdown, "shutdown");
                case Item.Skipped _ -> {}
            }
        }
        return child;
    }

    /** How many arguments {@code start_child} passes on; 0 for a supervisor that starts its children by itself. */
    private int dynamicParameters(SupervisorDefinition supervisor) {
        boolean simple = supervisor
                .strategy
                .filter(word -> word.text().equals(SupervisorDefinition.SIMPLE_ONE_FOR_ONE))
                .isPresent();
        if (!simple || supervisor.children.size() != 1) {
            return 0;
        }
        return supervisor
                .children
                .getFirst()
                .start
                .map(start -> parameters(start.value()))
                .orElse(0);
    }

    private int parameters(Expr start) {
        return switch (start) {
            case Expr.Closure closure -> closure.clauses().getFirst().params().size();
            case Expr.Paren paren -> parameters(paren.inner());
            case Expr.NameRef ref -> parameters(ref.name());
            default -> 0;
        };
    }

    private int parameters(Name name) {
        for (var item : module.source.items()) {
            if (item instanceof Item.FnDef fn && fn.name().text().equals(name.text())) {
                return fn.params().size();
            }
            if (item instanceof Item.ActorDef actor && actor.name().text().equals(name.text())) {
                return actor.params().size();
            }
        }
        return 0;
    }
}
