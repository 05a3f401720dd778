package io.epoxy.jinja.statement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.epoxy.jinja.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A template after its syntax has been checked and before Jinjava builds its tree.
 *
 * @param normalized for Jinjava's scanner; tags hold the index of their header
 * @param headers by index
 * @param topLevelMacros indexes of the macros that stand in no other tag
 * @param calls written anywhere in the template, in order
 * @param unknown what the template cannot be compiled for
 */
public record ParsedSource(
    String normalized,
    List<Header> headers,
    Set<Integer> topLevelMacros,
    List<Call> calls,
    Optional<UnknownName> unknown) {
  public ParsedSource {
    headers = ImmutableList.copyOf(headers);
    topLevelMacros = ImmutableSet.copyOf(topLevelMacros);
    calls = ImmutableList.copyOf(calls);
  }
}
