package io.epoxy.bundle.console;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.result.NodeSummary;

/**
 * Where a node's compiled SQL lies, relative to the project (dbt-core 1.12: a test that a property
 * file defines has a file of its own path in a folder named as that file, and a snapshot one of its
 * own name wherever it is defined).
 */
final class CompiledPath {
  private CompiledPath() {}

  static String of(String targetPath, NodeSummary node) {
    String id = node.uniqueId().value();
    int first = id.indexOf('.');
    int second = id.indexOf('.', first + 1);
    String packageName = second < 0 ? id.substring(first + 1) : id.substring(first + 1, second);
    boolean fromProperties = node.path().endsWith(".yml") || node.path().endsWith(".yaml");
    String file = fromProperties ? node.path() + "/" + node.nodePath() : node.path();
    if (node.uniqueId().resourceType() == ResourceType.SNAPSHOT) {
      file = node.path() + "/" + node.name() + ".sql";
    }
    return targetPath + "/compiled/" + packageName + "/" + file;
  }
}
