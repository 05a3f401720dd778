package io.epoxy.compiler.context.table;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.JinjaException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The columns of a seed's file: each has the first of dbt's types that all its values fit. One pass
 * over the file finds them; no row is kept.
 */
final class SeedColumns {
  private final SeedCsv file;
  private final ImmutableList<String> names;
  private final ImmutableList<Guess> guesses;
  private final long rows;

  private SeedColumns(SeedCsv file, List<String> names, List<Guess> guesses, long rows) {
    this.file = file;
    this.names = ImmutableList.copyOf(names);
    this.guesses = ImmutableList.copyOf(guesses);
    this.rows = rows;
  }

  /**
   * Reads a file for its columns.
   *
   * @param text the columns that stay text, whatever they hold
   */
  static SeedColumns of(SeedCsv file, Collection<String> text) {
    List<Guess> guesses = new ArrayList<>();
    long[] rows = {0};
    List<String> names =
        file.read(
            row -> {
              rows[0]++;
              for (int place = 0; place < row.size(); place++) {
                guess(guesses, place).see(row.get(place));
              }
            });
    for (int place = 0; place < names.size(); place++) {
      if (text.contains(names.get(place))) {
        guess(guesses, place).isText();
      } else {
        guess(guesses, place);
      }
    }
    return new SeedColumns(file, names, guesses, rows[0]);
  }

  private static Guess guess(List<Guess> guesses, int place) {
    while (guesses.size() <= place) {
      guesses.add(new Guess());
    }
    return guesses.get(place);
  }

  List<String> names() {
    return names;
  }

  long rows() {
    return rows;
  }

  SeedType type(int place) {
    return guesses.get(place).type();
  }

  /** In Spark's words. */
  String sparkType(int place) {
    Guess guess = guesses.get(place);
    return guess.type().sparkName(guess.fractions);
  }

  /** Reads every row's values; see {@link SeedType#read}. */
  void forEach(Consumer<List<Object>> row) {
    file.read(
        cells -> {
          List<Object> values = new ArrayList<>(cells.size());
          for (int place = 0; place < cells.size(); place++) {
            values.add(type(place).read(cells.get(place)).orElseThrow(this::changed).value());
          }
          row.accept(values);
        });
  }

  private JinjaException changed() {
    return CallError.compilation(file + " was changed while it was read; run it again");
  }

  /** The types that a column may still have, after the values seen so far. */
  private static final class Guess {
    private final List<SeedType> possible = new ArrayList<>(Arrays.asList(SeedType.values()));
    private boolean fractions;

    void see(String cell) {
      for (Iterator<SeedType> types = possible.iterator(); types.hasNext(); ) {
        Optional<SeedType.Cell> read = types.next().read(cell);
        if (read.isEmpty()) {
          types.remove();
        } else if (read.get().value() instanceof BigDecimal number) {
          fractions |= number.stripTrailingZeros().scale() > 0;
        } else if (read.get().value() instanceof Double) {
          fractions = true;
        }
      }
    }

    void isText() {
      possible.clear();
      possible.add(SeedType.TEXT);
    }

    SeedType type() {
      return possible.get(0);
    }
  }
}
