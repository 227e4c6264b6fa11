package snow.syntax;

import java.util.List;

/**
 * One construct of a source file. Nodes are immutable and may be shared between threads. Two nodes of one tree may be equal
 * as records and may have the same span; use identity ({@link java.util.IdentityHashMap}) where a node is a key.
 *
 * <p>A required part that is missing in the source is there all the same, as an {@code Error} node or as a {@link Name} with
 * the text {@code ""}; its span is then empty, or covers the tokens that were skipped in its place.
 *
 * <p>Left-associative chains ({@code a + b + …}, {@code x |> f |> …}, {@code a.b().c()…}) have no length limit, so their left
 * spine may be hundreds of thousands of nodes deep: walk it in a loop. The generated {@code equals}, {@code hashCode} and
 * {@code toString} recurse; do not use them on whole trees. All other nesting is at most {@link Parser#MAX_DEPTH} deep.
 */
public sealed interface Node
        permits SourceFile,
                Name,
                Path,
                Param,
                Stmt,
                Pattern,
                TypeExpr,
                FnBody,
                ElseBranch,
                Expr.StringPart,
                Expr.TrailingClosure,
                Expr.MapEntry,
                Expr.HandlerEntry,
                Expr.FieldInit,
                Expr.Arm,
                Expr.After,
                Expr.ClosureClause,
                Item.Bound,
                Item.StructField,
                Item.VariantDef,
                Item.VariantField,
                Item.InterfaceMethod,
                Item.ServiceMember,
                Item.SupervisorEntry,
                Item.ChildEntry {

    /** From the first to the last token of the node itself, without surrounding trivia. */
    Span span();

    /** The direct parts, in source order. */
    List<Node> children();
}
