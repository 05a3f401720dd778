package io.epoxy.launcher.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of one policy, in IAM's own form. */
final class Statements {
  private static final String VERSION = "2012-10-17"; // of IAM's policy language

  private final List<Map<String, Object>> all = new ArrayList<>();

  /**
   * Allows actions.
   *
   * @param sid names the statement: letters and digits
   */
  Statements allow(String sid, List<String> actions, Collection<String> resources) {
    return allow(sid, actions, resources, Map.of());
  }

  /** Allows actions under conditions; without resources there is no statement. */
  Statements allow(
      String sid,
      List<String> actions,
      Collection<String> resources,
      Map<String, Object> condition) {
    return add("Allow", sid, actions, resources, condition);
  }

  /** Refuses actions, whatever else allows them. */
  Statements deny(String sid, List<String> actions, Collection<String> resources) {
    return add("Deny", sid, actions, resources, Map.of());
  }

  private Statements add(
      String effect,
      String sid,
      List<String> actions,
      Collection<String> resources,
      Map<String, Object> condition) {
    if (resources.isEmpty()) {
      return this;
    }
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", sid);
    statement.put("Effect", effect);
    statement.put("Action", actions);
    statement.put("Resource", List.copyOf(resources));
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    all.add(statement);
    return this;
  }

  /** Lets a service take the role that this is the trust policy of. */
  Statements trust(String service) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Principal", Map.of("Service", service));
    statement.put("Action", "sts:AssumeRole");
    all.add(statement);
    return this;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", VERSION);
    document.put("Statement", List.copyOf(all));
    return document;
  }
}
