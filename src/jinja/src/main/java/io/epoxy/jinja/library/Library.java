package io.epoxy.jinja.library;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/** The filters and tests that templates may name. Immutable. */
public final class Library {
  private final ImmutableMap<String, Filter> filters;
  private final ImmutableMap<String, Test> tests;

  public Library(Map<String, Filter> filters, Map<String, Test> tests) {
    this.filters = ImmutableMap.copyOf(filters);
    this.tests = ImmutableMap.copyOf(tests);
  }

  public Optional<Filter> findFilter(String name) {
    return Optional.ofNullable(filters.get(name));
  }

  public Optional<Test> findTest(String name) {
    return Optional.ofNullable(tests.get(name));
  }
}
