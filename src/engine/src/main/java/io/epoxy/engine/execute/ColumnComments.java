package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.TableState;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Comments that a table gets from its rows, so that they are part of the commit. */
final class ColumnComments {
  private ColumnComments() {}

  /**
   * The rows with these comments.
   *
   * @param comments by column name in any case; names that the rows do not have are passed over
   */
  static Dataset<Row> on(Dataset<Row> rows, Map<String, String> comments) {
    if (comments.isEmpty()) {
      return rows;
    }
    Map<String, String> byName = byName(comments);
    StructField[] fields = rows.schema().fields();
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      String name = fields[i].name();
      String comment = byName.get(name.toLowerCase(Locale.ROOT));
      Column column = rows.col("`" + name.replace("`", "``") + "`");
      columns[i] =
          comment == null ? column : column.as(name, fields[i].withComment(comment).metadata());
    }
    return rows.select(columns);
  }

  /** A catalog's entry with these comments. */
  static TableState on(TableState table, Map<String, String> comments) {
    if (comments.isEmpty()) {
      return table;
    }
    Map<String, String> byName = byName(comments);
    StructField[] fields = ((StructType) DataType.fromJson(table.schemaJson())).fields();
    for (int i = 0; i < fields.length; i++) {
      String comment = byName.get(fields[i].name().toLowerCase(Locale.ROOT));
      fields[i] = comment == null ? fields[i] : fields[i].withComment(comment);
    }
    return table.withSchema(new StructType(fields).json());
  }

  private static Map<String, String> byName(Map<String, String> comments) {
    Map<String, String> byName = new LinkedHashMap<>();
    comments.forEach((name, comment) -> byName.put(name.toLowerCase(Locale.ROOT), comment));
    return byName;
  }
}
