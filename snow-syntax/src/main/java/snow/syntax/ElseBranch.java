package snow.syntax;

/** What follows {@code else}: a block, or the next {@code if} of the chain. */
public sealed interface ElseBranch extends Node permits Block, Expr.If {}
