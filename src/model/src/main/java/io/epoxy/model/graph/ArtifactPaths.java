package io.epoxy.model.graph;

/** Where a node's SQL is written in the target folder; always with forward slashes. */
public final class ArtifactPaths {
  private ArtifactPaths() {}

  /**
   * {@code compiled/shop/models/orders.sql}, relative to the target folder. A generic test lies in
   * a folder named as its property file: {@code compiled/shop/models/schema.yml/not_null_x.sql}.
   */
  public static String compiled(Node node) {
    return "compiled/" + below(node);
  }

  /**
   * Of one batch of a microbatch model: {@code models/orders/orders_2024-09-17.sql}.
   *
   * @param kind {@code compiled} or {@code run}
   */
  public static String ofBatch(String kind, Node node, String batch) {
    String path = below(node);
    int dot = path.lastIndexOf('.');
    String stem = path.substring(0, dot);
    return kind + "/" + stem + "/" + lastPart(stem) + "_" + batch + path.substring(dot);
  }

  /** As {@link #compiled}, for the statements that were run. */
  public static String run(Node node) {
    return "run/" + below(node);
  }

  // dbt-core 1.12, contracts/graph/nodes.py: a node made from another file keeps its own name
  // below; a snapshot always does, since a file may hold several.
  private static String below(Node node) {
    String path = node.info().path();
    String original = node.info().originalFilePath();
    if (node instanceof SnapshotNode) {
      return node.info().packageName() + "/" + original + "/" + node.name() + ".sql";
    }
    boolean ownFile = lastPart(path).equals(lastPart(original));
    return node.info().packageName() + "/" + (ownFile ? original : original + "/" + path);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
