package io.epoxy.compiler.select.spec;

/** What to select: one criterion, or several that are combined. */
public sealed interface SelectionSpec permits Criterion, Combination {}
