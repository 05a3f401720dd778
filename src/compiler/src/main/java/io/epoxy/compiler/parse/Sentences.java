package io.epoxy.compiler.parse;

import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** dbt's sentences, which users search for (dbt-core 1.12 {@code dbt/exceptions.py}). */
final class Sentences {
  private static final int FAR = 4;

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

  /** {@code Did you mean 'orders'?}, or nothing when no name is near. */
  static String suggestion(String wrong, Collection<String> names) {
    List<String> near = new ArrayList<>(names);
    Optional<String> best =
        near.stream()
            .filter(name -> distance(wrong, name) < Math.min(FAR, (wrong.length() + 2) / 2))
            .min(Comparator.comparingInt((String name) -> distance(wrong, name)));
    return best.map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) >= FAR) {
      return FAR;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
