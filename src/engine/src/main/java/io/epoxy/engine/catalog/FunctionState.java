package io.epoxy.engine.catalog;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * A permanent function.
 *
 * @param resources each a type ({@code jar}, {@code file}, {@code archive}) and a URI
 */
record FunctionState(String database, String name, String className, List<List<String>> resources) {
  FunctionState {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(className, "className");
    resources =
        resources.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
  }
}
