package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A unit test as something that runs: the code of the tested model under the test's name and place
 * (dbt-core 1.12 {@code UnitTestManifestLoader}). Its config is its own: of the model's it has none
 * but how statements are read.
 *
 * @param tested the model, or the version of it, that is tested
 */
public record UnitTestNode(NodeInfo info, NodeCode code, UnitTest test, ModelNode tested)
    implements Node {
  public UnitTestNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(tested, "tested");
  }

  static UnitTestNode of(UnitTest test, ModelNode tested) {
    String name = test.versionedName();
    String file = test.info().originalFilePath();
    NodeInfo info =
        NodeInfo.builder(test.uniqueId(), name, test.info().packageName())
            .files(file.substring(0, file.lastIndexOf('/') + 1) + name + ".sql", file)
            .fqn(ImmutableList.copyOf(test.uniqueId().value().split("\\.")))
            .description(test.info().description())
            .tags(test.info().tags())
            .meta(test.info().meta())
            .config(config(test, tested))
            .group(test.info().group())
            .createdAt(test.info().createdAt())
            .location(test.info().location())
            .build();
    return new UnitTestNode(
        info, tested.code().withText(tested.code().rawCode(), ""), test, tested);
  }

  private static NodeConfig config(UnitTest test, ModelNode tested) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", "unit");
    config.put("expected_rows", test.expect().records());
    config.put("expected_sql", test.expect().sql().orElse(null));
    tested.info().config().find("sql_compat").ifPresent(how -> config.put("sql_compat", how));
    return new NodeConfig(config);
  }

  /** Where nothing is stored: the name that templates see as the test's own. */
  @Override
  public Relation relation() {
    return tested.relation().named(info.name());
  }

  @Override
  public UnitTestNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new UnitTestNode(otherInfo, otherCode, test, tested);
  }
}
