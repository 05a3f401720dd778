package io.epoxy.compiler.context.table;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A seed's rows as a table gets them. */
public final class TypedSeed implements SeedRows {
  private final SeedColumns file;
  private final ImmutableList<Integer> order;
  private final ImmutableList<Column> columns;

  private TypedSeed(SeedColumns file, List<Integer> order, List<Column> columns) {
    this.file = file;
    this.order = ImmutableList.copyOf(order);
    this.columns = ImmutableList.copyOf(columns);
  }

  /**
   * As dbt makes a seed's table: the columns of the file in their order.
   *
   * @param types the types of columns that are not guessed at, by name
   * @throws io.epoxy.compiler.context.template.CallError when the file is no table
   */
  public static TypedSeed asDbt(Path path, char delimiter, Map<String, String> types) {
    SeedColumns file = SeedColumns.of(new SeedCsv(path, delimiter), types.keySet());
    List<Column> columns = new ArrayList<>();
    for (int place = 0; place < file.names().size(); place++) {
      String name = file.names().get(place);
      columns.add(Column.of(name, types.getOrDefault(name, file.sparkType(place))));
    }
    return new TypedSeed(file, IntStream.range(0, columns.size()).boxed().toList(), columns);
  }

  /**
   * As dbt-glue makes it without {@code enable_spark_seed_casting}: numbers are doubles, times are
   * text, columns are in alphabetical order (reference: its {@code create_csv_table}).
   */
  public static TypedSeed asDbtGlue(Path path, char delimiter) {
    SeedColumns file = SeedColumns.of(new SeedCsv(path, delimiter), List.of());
    List<Integer> order =
        IntStream.range(0, file.names().size())
            .boxed()
            .sorted(Comparator.comparing(file.names()::get))
            .toList();
    List<Column> columns = new ArrayList<>();
    for (int place : order) {
      String type =
          switch (file.type(place)) {
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            default -> "string";
          };
      columns.add(Column.of(file.names().get(place), type));
    }
    return new TypedSeed(file, order, columns);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public long count() {
    return file.rows();
  }

  @Override
  public void forEach(Consumer<List<String>> row) {
    file.forEach(
        values -> {
          List<String> texts = new ArrayList<>(values.size());
          order.forEach(place -> texts.add(text(values.get(place))));
          row.accept(texts);
        });
  }

  /** A form that Spark casts to the type that it was read as. */
  private static String text(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString(); // "1.0" is no bigint in ANSI mode
    }
    return value instanceof Boolean || value instanceof Double
        ? value.toString()
        : Python.str(value);
  }
}
