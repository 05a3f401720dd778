package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model; a versioned one knows which version it is.
 *
 * @param promises what its property file promises to those who read it
 */
public record ModelNode(
    NodeInfo info,
    NodeCode code,
    Relation relation,
    Optional<Version> version,
    ModelPromises promises)
    implements Node {

  public ModelNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(promises, "promises");
  }

  /** A model that promises nothing. */
  public ModelNode(NodeInfo info, NodeCode code, Relation relation, Optional<Version> version) {
    this(info, code, relation, version, ModelPromises.NONE);
  }

  /** A model without versions that promises nothing. */
  public ModelNode(NodeInfo info, NodeCode code, Relation relation) {
    this(info, code, relation, Optional.empty());
  }

  public ModelNode withPromises(ModelPromises others) {
    return new ModelNode(info, code, relation, version, others);
  }

  public Access access() {
    return info.config().string("access").flatMap(Access::find).orElse(Access.PROTECTED);
  }

  /** dbt's {@code version} and {@code latest_version}, each a Long, a Double or text as written. */
  public record Version(Object value, Object latest) {
    private static final Pattern NUMBER =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    public Version {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(latest, "latest");
    }

    public boolean isLatest() {
      return value.equals(latest);
    }

    /**
     * The order of two version numbers: as numbers when both can be read as one, else by text
     * (dbt-core 1.12, {@code UnparsedVersion}).
     */
    public static int compare(Object one, Object other) {
      String first = one.toString();
      String second = other.toString();
      return NUMBER.matcher(first).matches() && NUMBER.matcher(second).matches()
          ? new BigDecimal(first).compareTo(new BigDecimal(second))
          : first.compareTo(second);
    }
  }

  @Override
  public ModelNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new ModelNode(otherInfo, otherCode, relation, version, promises);
  }
}
