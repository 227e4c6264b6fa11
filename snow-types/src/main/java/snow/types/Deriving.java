package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Implementation;

/** Which interfaces structs and sum types get without an impl (spec 02 §10). */
final class Deriving {
    private static final Span NOWHERE = new Span(0, 0);

    private final World world;
    private final ModuleScope module;
    private final Set<Candidate> candidates = new LinkedHashSet<>();
    private final ArrayDeque<Candidate> todo = new ArrayDeque<>();
    /** Whose fields mention a type. */
    private final Map<TypeName, Set<Candidate>> askers = new HashMap<>();

    private Optional<Candidate> atHand = Optional.empty();

    /** An interface that a type may get; the bounds of the impl grow while fields are looked at. Identity counts. */
    private static final class Candidate {
        final TypeDefinition type;
        final ImplDefinition impl;
        final Optional<Name> listed;

        Candidate(TypeDefinition type, ImplDefinition impl, Optional<Name> listed) {
            this.type = type;
            this.impl = impl;
            this.listed = listed;
        }
    }

    Deriving(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
    }

    void derive() {
        for (var type : module.types.values()) {
            if (type.deriving.isPresent()) {
                listed(type, type.deriving.get());
            } else {
                implicit(type);
            }
        }
        todo.addAll(candidates);
        while (!todo.isEmpty()) {
            lookAtFields(todo.poll());
        }
        candidates.forEach(this::reportFields);
    }

    private void implicit(TypeDefinition type) {
        candidate(type, Interfaces.DEBUG, Optional.empty());
        candidate(type, Interfaces.EQ, Optional.empty());
        candidate(type, Interfaces.ORD, Optional.empty());
        if (type.kind == TypeDefinition.Kind.STRUCT) {
            candidate(type, Interfaces.HASH, Optional.empty());
        }
    }

    private void listed(TypeDefinition type, List<Name> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (name.isMissing() || !seen.add(name.text())) {
                continue;
            }
            switch (name.text()) {
                case "Eq" -> candidate(type, Interfaces.EQ, Optional.of(name));
                case "Ord" -> {
                    if (names.stream().noneMatch(other -> other.text().equals("Eq"))
                            && world.instances.find(Interfaces.EQ, type.name).isEmpty()) {
                        ordWithoutEq(type, name);
                    }
                    candidate(type, Interfaces.ORD, Optional.of(name));
                }
                case "Display" -> candidate(type, Interfaces.DISPLAY, Optional.of(name));
                case "Debug" -> candidate(type, Interfaces.DEBUG, Optional.of(name));
                case "Hash" -> candidate(type, Interfaces.HASH, Optional.of(name));
                case "Json" -> {
                    candidate(type, Interfaces.TO_JSON, Optional.of(name));
                    candidate(type, Interfaces.FROM_JSON, Optional.of(name));
                }
                case "Row" -> {
                    if (type.kind == TypeDefinition.Kind.STRUCT) {
                        candidate(type, Interfaces.FROM_ROW, Optional.of(name));
                    } else {
                        notDerivable(type, name, "`Row` is only derivable for structs");
                    }
                }
                default -> notDerivable(type, name, "`" + name.text() + "` is not a derivable trait");
            }
        }
    }

    private void ordWithoutEq(TypeDefinition type, Name name) {
        module.reporter.report(Diagnostic.error(
                        "E0029",
                        "cannot derive `Ord` for `" + type.name.name() + "` without `Eq`",
                        name.span(),
                        "`Ord` requires `Eq` for its implementation")
                .help("add `Eq` to the deriving list: deriving(Eq, Ord)"));
    }

    private void notDerivable(TypeDefinition type, Name name, String label) {
        module.reporter.report(Diagnostic.error(
                        "E0028",
                        "cannot derive `" + name.text() + "` for `" + type.name.name() + "`",
                        name.span(),
                        label)
                .help("only Eq, Ord, Display, Debug, Hash, Json, and Row are derivable"));
    }

    private void candidate(TypeDefinition type, TypeName interfaceName, Optional<Name> listed) {
        var impl = new ImplDefinition(
                world.interfaces.get(interfaceName),
                type.name,
                type.parameters,
                new ArrayList<>(),
                Implementation.Origin.DERIVED,
                module,
                listed.map(Name::span).orElse(NOWHERE));
        var earlier = world.instances.add(impl);
        if (earlier.isEmpty()) {
            candidates.add(new Candidate(type, impl, listed));
        } else if (listed.isPresent()) {
            var written = earlier.get();
            written.module.reporter.report(ImplDeclarations.duplicate(interfaceName, type.name.name(), written.span)
                    .label(written.module.label(module, listed.get().span(), "first implementation here")));
        }
    }

    /** Looks at the fields of a type; when that changes what it has, those whose fields ask for it are looked at again. */
    private void lookAtFields(Candidate candidate) {
        if (!candidates.contains(candidate)) {
            return;
        }
        var bounds = new LinkedHashSet<String>();
        candidate.impl.bounds.forEach(bound -> bounds.add(key(bound)));
        boolean holds = true;
        atHand = Optional.of(candidate);
        for (var field : fields(candidate.type)) {
            holds &= fulfil(candidate.impl, wanted(candidate.impl), field.type, bounds);
        }
        atHand = Optional.empty();
        boolean changed = grown(candidate.impl, bounds);
        if (!holds && candidate.listed.isEmpty()) {
            world.instances.remove(candidate.impl);
            candidates.remove(candidate);
            changed = true;
        }
        if (changed) {
            todo.addAll(askers.getOrDefault(candidate.type.name, Set.of()));
        }
    }

    private boolean grown(ImplDefinition impl, Set<String> keys) {
        boolean grown = false;
        for (var parameter : impl.parameters) {
            var bound = new Scheme.Bound(wanted(impl), new Ty.Parameter(parameter));
            if (keys.contains(key(bound))
                    && impl.bounds.stream().noneMatch(known -> key(known).equals(key(bound)))) {
                impl.bounds.add(bound);
                grown = true;
            }
        }
        return grown;
    }

    private static String key(Scheme.Bound bound) {
        return bound.interfaceName().name() + " "
                + (bound.type() instanceof Ty.Parameter parameter
                        ? parameter.parameter().name()
                        : "");
    }

    private static TypeName wanted(ImplDefinition impl) {
        var name = impl.declares.name;
        return name.equals(Interfaces.DISPLAY) || name.equals(Interfaces.DEBUG) ? Interfaces.TEXT : name;
    }

    private static List<TypeDefinition.Field> fields(TypeDefinition type) {
        var all = new ArrayList<>(type.fields);
        type.variants.forEach(variant -> all.addAll(variant.fields));
        return all;
    }

    /** Whether a type implements an interface, given bounds on type parameters, which are added. */
    private boolean fulfil(ImplDefinition impl, TypeName interfaceName, Ty type, Set<String> bounds) {
        var resolved = Ty.resolve(type);
        if (interfaceName.equals(Interfaces.FROM_ROW)) {
            return Serialisable.asRow(resolved);
        }
        if (resolved instanceof Ty.Parameter parameter) {
            if (interfaceName.equals(Interfaces.JSON_KEY)) {
                return false;
            }
            if (impl.parameters.contains(parameter.parameter())) {
                bounds.add(key(new Scheme.Bound(interfaceName, parameter)));
            }
            return true;
        }
        if (atHand.isPresent() && resolved instanceof Ty.Con con && !con.name().isBuiltin()) {
            askers.computeIfAbsent(con.name(), _ -> new LinkedHashSet<>()).add(atHand.get());
        }
        var requirements = world.instances.requirements(interfaceName, resolved);
        if (requirements.isEmpty()) {
            return false;
        }
        boolean holds = true;
        for (var requirement : requirements.get()) {
            holds &= fulfil(impl, requirement.interfaceName(), requirement.type(), bounds);
        }
        return holds;
    }

    private void reportFields(Candidate candidate) {
        if (candidate.listed.isEmpty()) {
            return;
        }
        var type = candidate.type;
        for (var field : type.fields) {
            reportField(candidate, field, field.name);
        }
        for (var variant : type.variants) {
            for (int i = 0; i < variant.fields.size(); i++) {
                var field = variant.fields.get(i);
                reportField(candidate, field, variant.name + "::" + (field.name.isEmpty() ? i : field.name));
            }
        }
    }

    private void reportField(Candidate candidate, TypeDefinition.Field field, String shownName) {
        var wanted = wanted(candidate.impl);
        var name = candidate.impl.declares.name;
        boolean holds = fulfil(candidate.impl, wanted, field.type, new HashSet<>());
        if (holds && name.equals(Interfaces.TO_JSON)) {
            holds = fulfil(candidate.impl, Interfaces.FROM_JSON, field.type, new HashSet<>());
        }
        if (holds) {
            return;
        }
        var shown = TypeText.of(field.type);
        if (name.equals(Interfaces.TO_JSON)) {
            module.reporter.report(Serialisable.diagnostic(
                    "field `" + shownName + "` of type `" + shown + "`", shown, field.typeSpan));
        } else if (name.equals(Interfaces.FROM_ROW)) {
            module.reporter.report(Diagnostic.error(
                            "E0039",
                            "field `" + shownName + "` has type `" + shown
                                    + "` which cannot be mapped from a database row",
                            field.typeSpan,
                            "`" + shown + "` is not row-mappable")
                    .help("only Int, Float, Bool, String, and Option<T> fields are supported for deriving(Row)"));
        } else if (!name.equals(Interfaces.FROM_JSON)) {
            module.reporter.report(new Implements(world, module, field.typeSpan, wanted, field.type).diagnostic(name));
        }
    }
}
