package io.epoxy.acceptance.structure.planted.one;

import io.epoxy.acceptance.structure.planted.other.Second;

/** Half of a package cycle, planted so that a test can see the guard bite. */
public record First(Second second) {}
