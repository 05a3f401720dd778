package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A use of the project's data outside of it.
 *
 * @param type dashboard, notebook, analysis, ml or application
 * @param owner email, name and whatever else is written there
 * @param maturity low, medium or high
 * @param refs every ref() of depends_on
 * @param sources every source() as [source, table]
 * @param metrics every metric() as [name] or [package, name]
 */
public record Exposure(
    NodeInfo info,
    String type,
    Map<String, Object> owner,
    Optional<String> label,
    Optional<String> maturity,
    Optional<String> url,
    List<RefCall> refs,
    List<List<String>> sources,
    List<List<String>> metrics,
    List<UniqueId> dependsOn)
    implements GraphMember {

  public Exposure {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(type, "type");
    owner = Data.copy(owner);
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(maturity, "maturity");
    Objects.requireNonNull(url, "url");
    refs = ImmutableList.copyOf(refs);
    sources = NodeCode.copyOfLists(sources);
    metrics = NodeCode.copyOfLists(metrics);
    dependsOn = ImmutableList.copyOf(dependsOn);
  }

  public Exposure withDependsOn(List<UniqueId> ids) {
    return new Exposure(info, type, owner, label, maturity, url, refs, sources, metrics, ids);
  }

  public Exposure with(NodeInfo otherInfo) {
    return new Exposure(
        otherInfo, type, owner, label, maturity, url, refs, sources, metrics, dependsOn);
  }
}
