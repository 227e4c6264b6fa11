package snow.types;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import snow.diagnostics.Diagnostic;

/** A top-level {@code let} must not be read before its turn, directly or through calls (spec 03 §3.5). */
final class InitialisationOrder {
    private InitialisationOrder() {}

    static void check(ModuleScope module) {
        for (var let : module.lets) {
            checkLet(module, let);
        }
    }

    private static void checkLet(ModuleScope module, Definition.Let let) {
        for (var mention : Mentions.places(let)) {
            var read = firstTooEarly(module, let, mention.text());
            if (read.isPresent()) {
                var late = read.get();
                module.reporter.report(Diagnostic.error(
                                "E0063",
                                "top-level `" + late.name + "` is read before it is initialised",
                                mention.span(),
                                "read here")
                        .label(late.nameSpan, "initialised here")
                        .help("move the definition up"));
                return;
            }
        }
    }

    /** A {@code let} not yet evaluated when another one is, that a name leads to. */
    private static Optional<Definition.Let> firstTooEarly(ModuleScope module, Definition.Let let, String start) {
        int turn = module.lets.indexOf(let);
        var names = new ArrayDeque<String>();
        Set<String> seenNames = new HashSet<>();
        var seen = new IdentityHashMap<Definition, Boolean>();
        names.add(start);
        while (!names.isEmpty()) {
            var name = names.poll();
            if (!seenNames.add(name)) {
                continue;
            }
            var constant = module.constants.get(name);
            if (constant != null && module.lets.indexOf(constant) >= turn) {
                return Optional.of(constant);
            }
            Optional.ofNullable(module.services.get(name)).ifPresent(service -> {
                if (seen.put(service, true) == null) {
                    Mentions.of(service).forEach(mention -> names.add(mention.name()));
                    service.helpers
                            .values()
                            .forEach(list ->
                                    list.forEach(fn -> Mentions.of(fn).forEach(mention -> names.add(mention.name()))));
                }
            });
            for (var fn : module.functions.getOrDefault(name, java.util.List.of())) {
                if (seen.put(fn, true) == null) {
                    Mentions.of(fn).forEach(mention -> names.add(mention.name()));
                }
            }
        }
        return Optional.empty();
    }
}
