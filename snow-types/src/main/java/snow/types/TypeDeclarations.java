package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.syntax.Item;
import snow.syntax.Span;

/** Gives structs, sum types and aliases their parts (spec 02 §6). */
final class TypeDeclarations {
    private final ModuleScope module;
    private final Annotations annotations;

    TypeDeclarations(World world, ModuleScope module) {
        this.module = module;
        this.annotations = new Annotations(world, module);
    }

    void enterVariants(List<Item.SumTypeDef> sums) {
        for (var sum : sums) {
            enterVariants(module.types.get(sum.name().text()), sum);
        }
    }

    void define(List<Item.StructDef> structs, List<Item.SumTypeDef> sums) {
        module.aliases.values().forEach(annotations::expansion);
        for (var struct : structs) {
            fields(module.types.get(struct.name().text()), struct);
        }
        for (var sum : sums) {
            variantFields(module.types.get(sum.name().text()), sum);
        }
    }

    private void enterVariants(TypeDefinition definition, Item.SumTypeDef sum) {
        Map<String, Span> seen = new LinkedHashMap<>();
        for (var item : sum.variants()) {
            var name = item.name();
            if (name.isMissing()) {
                continue;
            }
            var first = seen.putIfAbsent(name.text(), name.span());
            if (first != null) {
                module.reporter.report(Messages.duplicate("variant", name.text(), name.span(), first));
                continue;
            }
            var variant = new TypeDefinition.Variant(definition, name.text(), definition.variants.size(), name.span());
            definition.variants.add(variant);
            module.variants.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(variant);
        }
    }

    private void fields(TypeDefinition definition, Item.StructDef struct) {
        var scope = scope(definition);
        for (var item : struct.fields()) {
            var type = annotations.type(item.type(), scope);
            if (item.name().isMissing()) {
                continue;
            }
            int earlier = definition.fieldIndex(item.name().text());
            if (earlier >= 0) {
                module.reporter.report(Messages.duplicate(
                        "field", item.name().text(), item.name().span(), definition.fields.get(earlier).nameSpan));
                continue;
            }
            var field = new TypeDefinition.Field(
                    item.name().text(), item.name().span(), item.type().span());
            field.type = type;
            definition.fields.add(field);
        }
    }

    private void variantFields(TypeDefinition definition, Item.SumTypeDef sum) {
        var scope = scope(definition);
        for (var item : sum.variants()) {
            var variant = definition.variant(item.name().text());
            if (variant.isEmpty() || !variant.get().nameSpan.equals(item.name().span())) {
                continue;
            }
            Map<String, Span> seen = new LinkedHashMap<>();
            for (var part : item.fields()) {
                part.name().ifPresent(name -> {
                    var first = seen.putIfAbsent(name.text(), name.span());
                    if (first != null) {
                        module.reporter.report(Messages.duplicate("field", name.text(), name.span(), first));
                    }
                });
                var field = new TypeDefinition.Field(
                        part.name().map(name -> name.text()).orElse(""),
                        part.span(),
                        part.type().span());
                field.type = annotations.type(part.type(), scope);
                variant.get().fields.add(field);
            }
        }
    }

    private static TypeScope scope(TypeDefinition definition) {
        var names = new LinkedHashMap<String, Ty>();
        definition.parameters.forEach(parameter -> names.put(parameter.name(), new Ty.Parameter(parameter)));
        return TypeScope.EMPTY.with(names);
    }
}
