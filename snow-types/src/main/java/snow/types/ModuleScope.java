package snow.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import snow.diagnostics.Label;
import snow.syntax.Name;
import snow.syntax.SourceFile;
import snow.syntax.Span;
import snow.syntax.TypeExpr;

/** What one module defines, and who hears about its mistakes. */
final class ModuleScope {
    /** {@code type Name<A> = …}. */
    static final class Alias implements NamedType {
        final ModuleScope module;
        final Name name;
        final boolean isPublic;
        final List<TypeParameter> parameters = new ArrayList<>();
        final Map<String, Ty> scope = new LinkedHashMap<>();
        final TypeExpr type;
        Optional<Ty> expansion = Optional.empty();
        boolean isBeingExpanded;

        Alias(ModuleScope module, Name name, boolean isPublic, TypeExpr type) {
            this.module = module;
            this.name = name;
            this.isPublic = isPublic;
            this.type = type;
        }
    }

    /** A module, or a name brought in by {@code from Module import name}. */
    static final class Import {
        final ModuleScope from;
        /** Empty for a whole module. */
        final String member;

        final Span span;
        /** As written: the name, or the module's path. */
        final String text;

        boolean isUsed;

        Import(ModuleScope from, String member, Span span, String text) {
            this.from = from;
            this.member = member;
            this.span = span;
            this.text = text;
        }
    }

    final String name;
    final boolean isBuiltin;
    final String file;
    final SourceFile source;
    final Reporter reporter = new Reporter();

    final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    final Map<String, Alias> aliases = new LinkedHashMap<>();
    final Map<String, List<TypeDefinition.Variant>> variants = new LinkedHashMap<>();
    /** By name; of several numbers of parameters in the order of definition. */
    final Map<String, List<Definition.Fn>> functions = new LinkedHashMap<>();

    final Map<String, Definition.Actor> actors = new LinkedHashMap<>();
    final Map<String, ServiceDefinition> services = new LinkedHashMap<>();
    final Map<String, SupervisorDefinition> supervisors = new LinkedHashMap<>();
    final Map<String, Definition.Let> constants = new LinkedHashMap<>();
    /** Top-level {@code let}s in source order, each once. */
    final List<Definition.Let> lets = new ArrayList<>();

    final Map<String, InterfaceDefinition> interfaces = new LinkedHashMap<>();
    final List<ImplDefinition> impls = new ArrayList<>();
    /** Listed names. */
    final Map<String, Import> imports = new LinkedHashMap<>();
    /** Whole modules, by what stands before the dot: the last one of each name. */
    final Map<String, Import> namespaces = new LinkedHashMap<>();
    /** Every import of a whole module. */
    final List<Import> wholeImports = new ArrayList<>();
    /** Every listed name of an import, found or not hidden by another one. */
    final List<Import> listedImports = new ArrayList<>();
    /** Public structs and sum types of imported modules. */
    final Map<String, TypeDefinition> importedTypes = new LinkedHashMap<>();
    /** Their variants, those of listed types last. */
    final Map<String, List<TypeDefinition.Variant>> importedVariants = new LinkedHashMap<>();
    /** Modules whose types, variants or impls are used. */
    final Set<String> usedModules = new HashSet<>();
    /** Whether a whole module could not be imported: names of types may come from it. */
    boolean misses;
    /** Names whose definition or import is in error, or not supported: whatever is said with them is silent. */
    final Map<String, Span> inError = new LinkedHashMap<>();

    /** Values of several definitions, which was reported; what is said with them is silent. */
    final Set<String> definedTwice = new HashSet<>();

    ModuleScope(String name, boolean isBuiltin, String file, SourceFile source) {
        this.name = name;
        this.isBuiltin = isBuiltin;
        this.file = file;
        this.source = source;
    }

    /** A label at a place in a module, for a diagnostic about this one. */
    Label label(ModuleScope module, Span span, String text) {
        return module == this ? Label.of(span, text) : Label.in(module.file, span, text);
    }

    String textOf(Span span) {
        return source.text().substring(span.start(), span.end());
    }

    /** Functions of a name with a number of parameters; several only for overloads of a built-in module. */
    List<Definition.Fn> functions(String function, int arity) {
        var all = functions.getOrDefault(function, List.of());
        return all.stream().filter(candidate -> candidate.arity == arity).toList();
    }

    /** The functions that a service or supervisor of this name brings with it; empty when there is none. */
    Map<String, GeneratedFunction> generated(String owner) {
        var service = services.get(owner);
        if (service != null) {
            return service.generated;
        }
        var supervisor = supervisors.get(owner);
        return supervisor == null ? Map.of() : supervisor.generated;
    }

    /** Names that a bare reference may have, for suggestions. */
    TreeSet<String> valueNames() {
        var names = new TreeSet<String>();
        names.addAll(functions.keySet());
        names.addAll(actors.keySet());
        names.addAll(supervisors.keySet());
        names.addAll(constants.keySet());
        names.addAll(variants.keySet());
        names.addAll(imports.keySet());
        return names;
    }

    int[] lineStarts() {
        var starts = new ArrayList<Integer>();
        starts.add(0);
        var text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                starts.add(i + 1);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
