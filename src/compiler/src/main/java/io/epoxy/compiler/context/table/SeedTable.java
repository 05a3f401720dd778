package io.epoxy.compiler.context.table;

import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A seed's rows as templates see them: {@code load_agate_table()}. */
public final class SeedTable {
  private SeedTable() {}

  /**
   * Reads a file whole.
   *
   * @param text the columns that stay text, whatever they hold
   * @throws io.epoxy.compiler.context.template.CallError when the file is no table
   */
  public static TableObject read(
      Path file, char delimiter, Set<String> text, MessageSink messages) {
    SeedColumns columns = SeedColumns.of(new SeedCsv(file, delimiter), text);
    List<List<Object>> cells = new ArrayList<>();
    columns.forEach(row -> cells.add(new ArrayList<>(row)));
    List<Column> named = new ArrayList<>();
    for (int place = 0; place < columns.names().size(); place++) {
      named.add(Column.of(columns.names().get(place), columns.sparkType(place)));
    }
    return new TableObject(named, cells, messages);
  }
}
