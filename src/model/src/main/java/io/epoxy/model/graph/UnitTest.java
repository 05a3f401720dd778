package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A unit test of a model, or of one version of it.
 *
 * @param model as written
 * @param versions which versions it is for, as written
 * @param version the version that this one tests: a Long, a Double or text
 * @param checksum lower-case hex sha256 of all that a change of which matters
 * @param schema the tested model's
 * @param dependsOn the tested model; empty when that is disabled
 */
public record UnitTest(
    NodeInfo info,
    String model,
    List<Input> given,
    Rows expect,
    Optional<Overrides> overrides,
    Optional<Versions> versions,
    Optional<Object> version,
    String checksum,
    Optional<String> schema,
    List<UniqueId> dependsOn)
    implements GraphMember {

  public UnitTest {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(model, "model");
    given = ImmutableList.copyOf(given);
    Objects.requireNonNull(expect, "expect");
    Objects.requireNonNull(overrides, "overrides");
    Objects.requireNonNull(versions, "versions");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(schema, "schema");
    dependsOn = ImmutableList.copyOf(dependsOn);
  }

  /** Its name, with the version that it tests. */
  public String versionedName() {
    return info.name() + version.map(value -> "_v" + value).orElse("");
  }

  /** How rows are written; the lower-case name is the spelling in YAML. */
  public enum Format {
    DICT,
    CSV,
    SQL
  }

  /**
   * Rows of a table.
   *
   * @param records by column; empty for {@link Format#SQL}. Values of CSV are text or null
   * @param sql a query that gives the rows; only for {@link Format#SQL}
   * @param fixture the name of the fixture file that they come from
   */
  public record Rows(
      Format format,
      List<Map<String, Object>> records,
      Optional<String> sql,
      Optional<String> fixture) {
    public Rows {
      Objects.requireNonNull(format, "format");
      ImmutableList.Builder<Map<String, Object>> copies = ImmutableList.builder();
      records.forEach(record -> copies.add(Data.copy(record)));
      records = copies.build();
      Objects.requireNonNull(sql, "sql");
      Objects.requireNonNull(fixture, "fixture");
    }
  }

  /**
   * What stands in for something that the model reads.
   *
   * @param input {@code ref('orders')}, {@code source('a', 'b')} or {@code this}
   */
  public record Input(String input, Rows rows) {
    public Input {
      Objects.requireNonNull(input, "input");
      Objects.requireNonNull(rows, "rows");
    }
  }

  /** Values by macro, var and environment variable. */
  public record Overrides(
      Map<String, Object> macros, Map<String, Object> vars, Map<String, Object> envVars) {
    public Overrides {
      macros = Data.copy(macros);
      vars = Data.copy(vars);
      envVars = Data.copy(envVars);
    }
  }

  /** Versions to test or to leave out; each a Long, a Double or text. */
  public record Versions(Optional<List<Object>> include, Optional<List<Object>> exclude) {
    public Versions {
      include = include.map(ImmutableList::copyOf);
      exclude = exclude.map(ImmutableList::copyOf);
    }
  }
}
