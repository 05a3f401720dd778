package io.epoxy.compiler.parse;

import com.google.common.base.Splitter;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.stream.Collectors;

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

  /** {@code Model 'model.e.a' (models/a.sql)}, or {@code Saved_Query ...} as Python's title(). */
  static String subject(NodeInfo info) {
    return title(info.uniqueId().resourceType())
        + " '"
        + info.uniqueId()
        + "' ("
        + info.originalFilePath()
        + ")";
  }

  private static String title(ResourceType type) {
    return Splitter.on('_')
        .splitToStream(type.dbtName())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("_"));
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
