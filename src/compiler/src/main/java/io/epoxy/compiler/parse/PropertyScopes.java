package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.model.config.Project;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the property files of each package see. Thread-safe. */
final class PropertyScopes {
  private final ParseInput input;
  private final Map<String, YamlScope> byOwner = new ConcurrentHashMap<>();

  PropertyScopes(ParseInput input) {
    this.input = input;
  }

  YamlScope of(Project owner) {
    return byOwner.computeIfAbsent(
        owner.name(),
        name ->
            YamlScope.ofProperties(
                input.contexts().settings(),
                input.contexts().target(),
                input.root(),
                owner,
                input.properties()));
  }
}
