package io.epoxy.compiler.yaml;

import io.epoxy.model.error.SourceLocation;

/** A YAML value that knows where it stands. Immutable. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
  SourceLocation location();

  /** The plain value, see {@link io.epoxy.model.config.Data}; lists and maps are fresh copies. */
  Object data();

  /** What Python calls the value's type, for messages: dict, list, str, int ... */
  String typeName();
}
