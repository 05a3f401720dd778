package io.epoxy.compiler.parse;

import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import java.util.List;

/** dbt's sentences, which users search for (dbt-core 1.12 {@code dbt/exceptions.py}). */
final class Sentences {

  private Sentences() {}

  static String duplicate(String what, String name, String action, List<String> resources) {
    return "dbt found "
        + what
        + " with the name \""
        + name
        + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct"
        + " resource\nwhen "
        + action
        + ".\n\nTo fix this, change the name of one of these resources:\n- "
        + String.join("\n- ", resources);
  }

  /** {@code Model 'model.e.a' (models/a.sql)}. */
  static String subject(NodeInfo info) {
    String type = info.uniqueId().resourceType().dbtName().replace('_', ' ');
    return Character.toUpperCase(type.charAt(0))
        + type.substring(1)
        + " '"
        + info.uniqueId()
        + "' ("
        + info.originalFilePath()
        + ")";
  }

  /** {@code model a (models/a.sql)}, as stack lines have it. */
  static String stackName(ResourceType type, String name, String path) {
    return type.dbtName() + " " + name + " (" + path + ")";
  }

  static String plural(ResourceType type) {
    return switch (type) {
      case ANALYSIS -> "analyses";
      case TEST -> "data_tests";
      default -> type.dbtName() + "s";
    };
  }
}
