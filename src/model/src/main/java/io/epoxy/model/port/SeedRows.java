package io.epoxy.model.port;

import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.function.Consumer;

/** The rows of a seed's file. They are read anew each time, so that no more of them is held. */
public interface SeedRows {
  /** The columns in order, with the types that the table gets, in Spark's words. */
  List<Column> columns();

  /** How many rows there are. */
  long count();

  /**
   * Reads every row.
   *
   * @param row hears the texts of a row in the order of {@link #columns}, null where there is no
   *     value; each can be cast to its column's type
   * @throws io.epoxy.model.error.EpoxyException when the file cannot be read (any more)
   */
  void forEach(Consumer<List<String>> row);

  /** The columns alone: {@code --empty}. */
  default SeedRows withoutRows() {
    List<Column> columns = columns();
    return new SeedRows() {
      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public long count() {
        return 0;
      }

      @Override
      public void forEach(Consumer<List<String>> row) {
        // there is none
      }
    };
  }
}
