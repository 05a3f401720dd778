package io.epoxy.compiler;

import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.jinja.json.JsonReader;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows as dbt prints them for people and for programs. */
public final class ResultTable {
  private final TableObject table;

  public ResultTable(QueryResult result) {
    this.table = TableObject.of(result, MessageSink.NONE);
  }

  /** The layout of agate's print_table, every row of it. */
  public String text() {
    return table.preview() + "\n";
  }

  /** The list of rows as JSON on one line. */
  public String json() {
    return table.json();
  }

  /** An object in the layout of Python's {@code json.dumps(.., indent=2)}. */
  public static String indented(Map<String, ?> fields) {
    return JsonWriter.write(
        new LinkedHashMap<Object, Object>(fields), JsonStyle.PLAIN.indented(2L));
  }

  /** The rows as data, for {@link #indented}. */
  public Object rows() {
    return JsonReader.read(json());
  }
}
