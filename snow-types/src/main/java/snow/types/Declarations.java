package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Pattern;
import snow.syntax.Span;
import snow.syntax.Stmt;

/** Enters what a module defines, so that order does not matter afterwards (spec 02 §2). */
final class Declarations {
    private final World world;
    private final ModuleScope module;
    private final TypeDeclarations types;
    private final InterfaceDeclarations interfaces;
    private final ImplDeclarations impls;
    private final Map<String, Span> values = new LinkedHashMap<>();
    /** Expressions at the top level. */
    private final List<Expr> expressions = new ArrayList<>();

    private final List<Item.StructDef> structs = new ArrayList<>();
    private final List<Item.SumTypeDef> sums = new ArrayList<>();
    private final List<Item.InterfaceDef> interfaceItems = new ArrayList<>();
    private final List<Item.ImplDef> implItems = new ArrayList<>();

    Declarations(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.types = new TypeDeclarations(world, module);
        this.interfaces = new InterfaceDeclarations(world, module);
        this.impls = new ImplDeclarations(world, module);
    }

    ModuleScope module() {
        return module;
    }

    List<Expr> topLevelExpressions() {
        return expressions;
    }

    /** A built-in module: every function stands for itself, there are no clauses. */
    void declareBuiltin() {
        for (var item : module.source.items()) {
            if (item instanceof Item.FnDef fn) {
                var definition = new Definition.Fn(
                        module, fn, fn.params().size(), fn.name().text(), Optional.empty());
                module.functions
                        .computeIfAbsent(definition.name, _ -> new ArrayList<>())
                        .add(definition);
            }
        }
        var headers = new Headers(world, module);
        module.functions.values().forEach(list -> list.forEach(fn -> readHeader(headers, fn)));
    }

    /** Declares what the modules of a project define. */
    static void declare(World world, List<Declarations> modules) {
        modules.forEach(Declarations::enter);
        modules.forEach(one -> new Imports(world, one.module).resolve());
        modules.forEach(one -> one.types.define(one.structs, one.sums));
        modules.forEach(one -> one.interfaces.define());
        modules.forEach(one -> one.impls.defineImpls(one.implItems));
        modules.forEach(one -> new Deriving(world, one.module).derive());
        for (var one : modules) {
            var headers = new Headers(world, one.module);
            one.module.functions.values().forEach(list -> list.forEach(fn -> readHeader(headers, fn)));
            for (var service : one.module.services.values()) {
                service.init.ifPresent(fn -> readHeader(headers, fn));
                service.helpers.values().forEach(list -> list.forEach(fn -> readHeader(headers, fn)));
            }
        }
    }

    /** Enters all names, so that other modules may import them. */
    private void enter() {
        enterNames();
        types.enterVariants(sums);
        interfaces.enter(interfaceItems);
    }

    private static void readHeader(Headers headers, Definition.Fn fn) {
        fn.header = headers.read(fn.clauses, TypeScope.EMPTY);
        fn.scheme = declaredScheme(fn.header);
    }

    /** The scheme of a fully annotated function. */
    static Optional<Scheme> declaredScheme(Definition.Header header) {
        if (!header.isComplete) {
            return Optional.empty();
        }
        var parameters =
                header.parameters.getFirst().stream().map(Optional::orElseThrow).toList();
        return Optional.of(new Scheme(
                List.copyOf(header.typeParameters.values()),
                header.bounds,
                new Ty.Function(parameters, header.result.orElseThrow())));
    }

    private void enterNames() {
        Optional<Definition.Fn> previous = Optional.empty();
        for (var item : module.source.items()) {
            if (item instanceof Item.FnDef fn) {
                previous = function(fn, previous);
                continue;
            }
            previous = Optional.empty();
            switch (item) {
                case Item.StructDef struct ->
                    type(
                                    struct.name(),
                                    struct.generics(),
                                    TypeDefinition.Kind.STRUCT,
                                    struct.deriving(),
                                    struct.isPub())
                            .ifPresent(_ -> structs.add(struct));
                case Item.SumTypeDef sum ->
                    type(sum.name(), sum.generics(), TypeDefinition.Kind.SUM, sum.deriving(), sum.isPub())
                            .ifPresent(_ -> sums.add(sum));
                case Item.TypeAlias alias -> alias(alias);
                case Item.InterfaceDef definition -> interfaceItems.add(definition);
                case Item.ImplDef impl -> implItems.add(impl);
                case Item.ModuleDef block ->
                    module.reporter.report(Diagnostic.warning(
                            "W0008",
                            "contents of module block `" + block.name().text() + "` are ignored",
                            new Span(block.span().start(), block.name().span().end()),
                            "use a file of its own"));
                case Item.Import _, Item.FromImport _ -> {}
                case Item.ActorDef actor -> actor(actor);
                case Item.ServiceDef service -> {
                    if (!service.name().isMissing() && value(service.name())) {
                        new ProcessDeclarations(module).service(service);
                    }
                }
                case Item.SupervisorDef supervisor -> {
                    if (!supervisor.name().isMissing() && value(supervisor.name())) {
                        new ProcessDeclarations(module).supervisor(supervisor);
                    }
                }
                case Item.TestDef _, Item.DescribeDef _, Item.SetupDef _, Item.TerminateClause _ -> {}
                case Item.FnDef _ -> throw new IllegalStateException("handled above");
                case Stmt.Let let -> let(let);
                case Stmt.Assert _ -> {}
                case Expr expression -> expressions.add(expression);
            }
        }
    }

    private Optional<Definition.Fn> function(Item.FnDef fn, Optional<Definition.Fn> previous) {
        if (fn.name().isMissing()) {
            return Optional.empty();
        }
        var name = fn.name().text();
        int arity = fn.params().size();
        if (previous.isPresent() && previous.get().name.equals(name) && previous.get().arity == arity) {
            previous.get().clauses.add(fn);
            return previous;
        }
        var earlier = module.functions(name, arity);
        if (!earlier.isEmpty()) {
            var first = earlier.getFirst();
            module.reporter.report(Messages.clausesApart(first, fn.name()));
            first.clauses.add(fn);
            first.clausesAreApart = true;
            return earlier.stream().findFirst();
        }
        if (!module.functions.containsKey(name)) {
            value(fn.name());
        }
        var definition = new Definition.Fn(module, fn, arity, name, Optional.empty());
        module.functions.computeIfAbsent(name, _ -> new ArrayList<>()).add(definition);
        return Optional.of(definition);
    }

    /** Notes a value's name; false when the module has it already. */
    private boolean value(Name name) {
        var first = values.putIfAbsent(name.text(), name.span());
        if (first != null && !first.equals(name.span())) {
            module.reporter.report(Messages.duplicate("value", name.text(), name.span(), first));
            module.definedTwice.add(name.text());
            return false;
        }
        return true;
    }

    private void actor(Item.ActorDef actor) {
        if (!actor.name().isMissing() && value(actor.name())) {
            module.actors.put(actor.name().text(), new Definition.Actor(module, actor));
        }
    }

    private void let(Stmt.Let let) {
        var names = new ArrayList<Name>();
        boundNames(let.target(), names);
        var first = names.isEmpty() ? new Name(let.target().span(), "_") : names.getFirst();
        var definition = new Definition.Let(module, let, first.text(), first.span());
        module.lets.add(definition);
        for (var name : names) {
            if (value(name)) {
                module.constants.put(name.text(), definition);
            }
        }
    }

    /** Names that a pattern may bind; which of them are variants is not known here. */
    private static void boundNames(Pattern pattern, List<Name> into) {
        switch (pattern) {
            case Pattern.Bind bind -> into.add(bind.name());
            case Pattern.Tuple tuple -> tuple.elements().forEach(element -> boundNames(element, into));
            case Pattern.Paren paren -> boundNames(paren.inner(), into);
            case Pattern.Constructor constructor -> constructor.args().forEach(arg -> boundNames(arg, into));
            case Pattern.Or or -> boundNames(or.alternatives().getFirst(), into);
            case Pattern.As as -> {
                boundNames(as.pattern(), into);
                into.add(as.name());
            }
            case Pattern.Cons cons -> {
                boundNames(cons.head(), into);
                boundNames(cons.tail(), into);
            }
            case Pattern.Wildcard _, Pattern.Literal _, Pattern.Error _ -> {}
        }
    }

    private Optional<TypeDefinition> type(
            Name name, List<Name> generics, TypeDefinition.Kind kind, Optional<List<Name>> deriving, boolean isPublic) {
        if (name.isMissing() || isDuplicateType(name)) {
            return Optional.empty();
        }
        var parameters = new Headers(world, module).typeParameters(generics).values();
        var definition =
                new TypeDefinition(new TypeName(module.name, name.text()), kind, List.copyOf(parameters), name.span());
        definition.deriving = deriving;
        definition.isPublic = isPublic;
        module.types.put(name.text(), definition);
        world.types.put(definition.name, definition);
        return Optional.of(definition);
    }

    private boolean isDuplicateType(Name name) {
        Optional<Span> first = Optional.ofNullable(module.types.get(name.text()))
                .map(type -> type.nameSpan)
                .or(() -> Optional.ofNullable(module.aliases.get(name.text())).map(alias -> alias.name.span()));
        first.ifPresent(span -> module.reporter.report(Messages.duplicate("type", name.text(), name.span(), span)));
        return first.isPresent();
    }

    private void alias(Item.TypeAlias alias) {
        if (alias.name().isMissing() || isDuplicateType(alias.name())) {
            return;
        }
        var definition = new ModuleScope.Alias(module, alias.name(), alias.isPub(), alias.type());
        new Headers(world, module).typeParameters(alias.generics()).forEach((name, parameter) -> {
            definition.parameters.add(parameter);
            definition.scope.put(name, new Ty.Parameter(parameter));
        });
        module.aliases.put(alias.name().text(), definition);
    }
}
