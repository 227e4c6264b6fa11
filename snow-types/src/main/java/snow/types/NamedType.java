package snow.types;

/** What a type's name stands for: a type of its own, or an abbreviation. */
sealed interface NamedType permits TypeDefinition, ModuleScope.Alias {}
