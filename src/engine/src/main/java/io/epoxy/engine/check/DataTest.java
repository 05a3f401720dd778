package io.epoxy.engine.check;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.result.RunStatus;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A data test as one query with one row: failures, should_warn, should_error (dbt-core 1.12, {@code
 * get_test_sql} and the test runner). Pure: the caller runs the query.
 */
public final class DataTest {
  private final CompiledNode compiled;
  private final String rows;
  private final NodeConfig config;

  private DataTest(CompiledNode compiled, String rows) {
    this.compiled = compiled;
    this.rows = rows;
    this.config = compiled.node().info().config();
  }

  /** A test whose failing rows are what its query gives. */
  public static DataTest of(CompiledNode compiled) {
    return new DataTest(compiled, compiled.sql());
  }

  /** A test whose failing rows are stored in its relation. */
  public static DataTest ofStored(CompiledNode compiled) {
    return new DataTest(compiled, "select * from " + compiled.node().relation());
  }

  /** How a test ended. */
  public record Verdict(RunStatus status, long failures, Optional<String> message) {
    public Verdict {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(message, "message");
    }
  }

  public String sql() {
    String count = config.string("fail_calc").orElse("count(*)");
    String limit = config.string("limit").map(rows -> "\nlimit " + rows).orElse("");
    return "select\n  "
        + count
        + " as failures,\n  "
        + count
        + " "
        + warnIf()
        + " as should_warn,\n  "
        + count
        + " "
        + errorIf()
        + " as should_error\nfrom (\n"
        + withoutSemicolon(rows)
        + limit
        + "\n) dbt_internal_test";
  }

  /**
   * Judges the row that {@link #sql} gave.
   *
   * @param rows one, with failures, should_warn and should_error
   */
  public Verdict judge(List<List<Object>> rows, WarningTests warnings) {
    List<Object> row =
        rows.size() == 1 && rows.get(0).size() == 3 ? rows.get(0) : ImmutableList.of();
    if (row.isEmpty() || !(row.get(0) instanceof Number count)) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "Test '"
              + compiled.node().name()
              + "': fail_calc '"
              + config.string("fail_calc").orElse("count(*)")
              + "' gave no number.",
          compiled.node().info().location());
    }
    long failures = count.longValue();
    boolean severe =
        config.string("severity").orElse("error").toUpperCase(Locale.ROOT).equals("ERROR");
    if (severe && Boolean.TRUE.equals(row.get(2))) {
      return verdict(RunStatus.FAIL, failures, "configured to fail if " + errorIf());
    }
    if (Boolean.TRUE.equals(row.get(1))) {
      return warnings == WarningTests.FAIL
          ? verdict(RunStatus.FAIL, failures, "configured to fail if " + warnIf())
          : verdict(RunStatus.WARN, failures, "configured to warn if " + warnIf());
    }
    return new Verdict(RunStatus.PASS, failures, Optional.empty());
  }

  private static Verdict verdict(RunStatus status, long failures, String why) {
    String results = failures + (failures == 1 ? " result" : " results");
    return new Verdict(status, failures, Optional.of("Got " + results + ", " + why));
  }

  private String warnIf() {
    return config.string("warn_if").orElse("!= 0");
  }

  private String errorIf() {
    return config.string("error_if").orElse("!= 0");
  }

  private static String withoutSemicolon(String sql) {
    String text = sql.stripTrailing();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }
}
