package io.epoxy.engine.execute;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Spark's rows as plain values; see {@link QueryResult} for which. */
final class Rows {
  private Rows() {}

  static QueryResult fetch(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      columns.add(Column.of(field.name(), field.dataType().catalogString()));
    }
    List<List<Object>> values = new ArrayList<>();
    if (!columns.isEmpty()) {
      for (Row row : rows.collectAsList()) {
        values.add(cells(row));
      }
    }
    return new QueryResult(columns, values);
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      cells.add(plain(row.get(i)));
    }
    return cells;
  }

  private static Object plain(Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Row row) {
      Map<String, Object> struct = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        struct.put(row.schema().fieldNames()[i], plain(row.get(i)));
      }
      return struct;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.iterator().foreach(entry -> copy.put(plain(entry._1()), plain(entry._2())));
      return copy;
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      List<Object> copy = new ArrayList<>();
      seq.iterator().foreach(item -> copy.add(plain(item)));
      return copy;
    }
    return value;
  }
}
