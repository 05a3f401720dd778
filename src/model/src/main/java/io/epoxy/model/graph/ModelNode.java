package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;
import java.util.Optional;

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
    public Version {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(latest, "latest");
    }

    public boolean isLatest() {
      return value.equals(latest);
    }
  }

  @Override
  public ModelNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new ModelNode(otherInfo, otherCode, relation, version, promises);
  }
}
