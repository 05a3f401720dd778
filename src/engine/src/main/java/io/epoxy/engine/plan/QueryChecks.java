package io.epoxy.engine.plan;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a table's layout asks of its query, found out before anything is touched. */
final class QueryChecks {
  private QueryChecks() {}

  /**
   * @throws EpoxyException COMPILATION when a column that the layout names is not there, or the
   *     format cannot hold the columns
   */
  static void check(ModelSpec model, QueryColumns analysis) {
    boolean text = model.format().format() == TableFormat.TEXT;
    if (!text && named(model).isEmpty()) {
      return;
    }
    List<Column> columns = analysis.of(model.sql());
    for (String name : named(model)) {
      if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(name))) {
        throw missing(model, name, columns.stream().map(Column::name).toList());
      }
    }
    List<Column> written =
        columns.stream()
            .filter(
                column -> model.partitionBy().stream().noneMatch(column.name()::equalsIgnoreCase))
            .toList();
    if (text && !(written.size() == 1 && Sql.unsized(written.get(0).dataType()).equals("string"))) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Model '"
              + model.id().value()
              + "': file_format text holds one column of type string beside those of partition_by,"
              + " but the query gives "
              + written.stream()
                  .map(column -> column.name() + " " + column.dataType())
                  .collect(Collectors.joining(", ", "[", "]"))
              + ". Make them one text, for example by to_json() or concat_ws(), or use another"
              + " file_format.");
    }
  }

  /** Columns only: Spark itself reads the transforms of Iceberg's partitions. */
  private static List<String> named(ModelSpec model) {
    List<String> names = new ArrayList<>();
    if (!model.format().format().supports(FormatFeature.OWN_CATALOG)) {
      names.addAll(model.partitionBy());
    }
    model.buckets().ifPresent(spec -> names.addAll(spec.columns()));
    if (model.format().format() == TableFormat.HUDI) {
      // A name with a dot is in a struct.
      HudiOptions.recordKey(model).stream().filter(key -> !key.contains(".")).forEach(names::add);
    }
    return names;
  }

  private static EpoxyException missing(ModelSpec model, String name, List<String> columns) {
    String key =
        model.partitionBy().contains(name)
            ? "partition_by"
            : HudiOptions.recordKey(model).contains(name) ? "unique_key" : "clustered_by";
    return model.error(
        ErrorCode.COMPILATION,
        "Model '"
            + model.id().value()
            + "': "
            + key
            + " names the column "
            + name
            + ", which the query does not give. It gives: "
            + String.join(", ", columns)
            + "."
            + Suggestion.of(name, columns));
  }
}
