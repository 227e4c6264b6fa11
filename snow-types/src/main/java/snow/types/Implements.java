package snow.types;

import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;

/** {@code I(t)}: a type must implement an interface (spec 02 §8.1). */
final class Implements extends Constraint {
    final TypeName interfaceName;
    final Ty type;

    private final World world;
    /** What was asked for in the first place, when this is about a part of it. */
    private final Optional<Implements> whole;

    private final Origin origin;

    private enum Origin {
        USE,
        /** Of a static method: the type must come from the context (spec 02 §8.4). */
        STATIC,
        /** In a definition, its own {@code where}: holds as long as the type parameter is one, else it does not matter. */
        WHERE
    }

    Implements(World world, ModuleScope module, Span span, TypeName interfaceName, Ty type) {
        this(world, module, span, interfaceName, type, Optional.empty(), Origin.USE);
    }

    private Implements(
            World world,
            ModuleScope module,
            Span span,
            TypeName interfaceName,
            Ty type,
            Optional<Implements> whole,
            Origin origin) {
        super(module, span);
        this.world = world;
        this.interfaceName = interfaceName;
        this.type = type;
        this.whole = whole;
        this.origin = origin;
    }

    static Implements ofStaticMethod(World world, ModuleScope module, Span span, TypeName interfaceName, Ty type) {
        return new Implements(world, module, span, interfaceName, type, Optional.empty(), Origin.STATIC);
    }

    /** What the {@code where} of a definition says, for the definition itself. */
    static Implements ofWhere(World world, ModuleScope module, Span span, TypeName interfaceName, Ty type) {
        return new Implements(world, module, span, interfaceName, type, Optional.empty(), Origin.WHERE);
    }

    boolean isStatic() {
        return origin == Origin.STATIC;
    }

    @Override
    Ty head() {
        return type;
    }

    @Override
    boolean allowsQuantifying() {
        return !isStatic();
    }

    @Override
    void solve() {
        var requirements = world.instances.requirements(interfaceName, type);
        if (requirements.isEmpty()) {
            if (origin == Origin.WHERE) {
                return; // W0006, and what the body needs, are said
            }
            module.reporter.report(diagnostic(interfaceName));
            return;
        }
        if (Ty.resolve(type) instanceof Ty.Con con) {
            world.instances.find(interfaceName, con.name()).ifPresent(impl -> {
                module.usedModules.add(impl.module.name);
                impl.uses.add(this);
            });
        }
        for (var requirement : requirements.get()) {
            ofPart(requirement.interfaceName(), requirement.type()).require();
        }
    }

    /** What a part of the type must implement so that the whole does. */
    Implements ofPart(TypeName wanted, Ty part) {
        return new Implements(world, module, span, wanted, part, Optional.of(whole.orElse(this)), origin);
    }

    void require() {
        world.unifier.require(this);
    }

    /** E0006, about the whole type that was asked for. */
    Diagnostic diagnostic(TypeName wanted) {
        if (Interfaces.isJson(wanted) || wanted.equals(Interfaces.JSON_KEY)) {
            return notSerialisable();
        }
        if (whole.isEmpty()) {
            return withHelp(Messages.notImplemented(type, Interfaces.shown(wanted), span), type, wanted);
        }
        var root = whole.get();
        return Messages.notImplemented(root.type, Interfaces.shown(root.interfaceName), span)
                .note("because `" + TypeText.of(type) + "` does not implement `" + Interfaces.shown(wanted) + "`");
    }

    /** E0038, about the whole type, with the part that is at fault. */
    private Diagnostic notSerialisable() {
        if (whole.isEmpty()) {
            return Serialisable.ofValue(type, span);
        }
        var diagnostic = Serialisable.ofValue(whole.get().type, span);
        var part = "`" + TypeText.of(type) + "`";
        return diagnostic.note(
                interfaceName.equals(Interfaces.JSON_KEY)
                        ? "the keys of a map must be `String`, not " + part
                        : "because " + part + " is not serializable");
    }

    private Diagnostic withHelp(Diagnostic diagnostic, Ty lacking, TypeName wanted) {
        if (wanted.equals(Interfaces.CONCAT)) {
            return diagnostic.help("`++` and `<>` join two strings or two lists");
        }
        if (!(Ty.resolve(lacking) instanceof Ty.Con con)) {
            return diagnostic;
        }
        var name = Interfaces.shown(wanted);
        if (!con.name().isBuiltin() && isDerivable(name)) {
            return diagnostic.help("add `" + name + "` to its deriving list");
        }
        return diagnostic.help("add `impl " + name + " for " + TypeText.bareName(con) + " do ... end`");
    }

    private static boolean isDerivable(String name) {
        return switch (name) {
            case "Eq", "Ord", "Display", "Debug", "Hash" -> true;
            default -> false;
        };
    }
}
