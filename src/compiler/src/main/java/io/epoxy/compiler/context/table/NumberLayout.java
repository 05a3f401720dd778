package io.epoxy.compiler.context.table;

import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How agate's print_table writes a column of numbers that are not all integers (agate 1.9 {@code
 * make_number_formatter}): as many places as one of them needs, at most three, with a sign where
 * there were more.
 */
final class NumberLayout {
  private static final int MAX_PLACES = 3;
  private static final String MORE = "\u2026";

  private final DecimalFormat format;
  private final String end;

  private NumberLayout(int places) {
    int shown = Math.min(places, MAX_PLACES);
    this.format =
        new DecimalFormat(
            "#,##0" + (shown == 0 ? "" : "." + "0".repeat(shown)),
            DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    this.end = places > MAX_PLACES ? MORE : "";
  }

  /** Null for a column without fractions: its cells are written as they are. */
  static NumberLayout of(Stream<Object> cells) {
    int places =
        cells
            .filter(cell -> cell instanceof Double || cell instanceof BigDecimal)
            .mapToInt(cell -> isFinite(cell) ? Math.max(0, places(cell)) : 0)
            .max()
            .orElse(-1);
    return places < 0 ? null : new NumberLayout(places);
  }

  private static int places(Object number) {
    return new BigDecimal(Python.str(number)).stripTrailingZeros().scale();
  }

  private static boolean isFinite(Object number) {
    return !(number instanceof Double fraction) || Double.isFinite(fraction);
  }

  String text(Number number) {
    if (isFinite(number)) {
      return format.format(new BigDecimal(Python.str(number))) + end;
    }
    double odd = number.doubleValue();
    return Double.isNaN(odd) ? "NaN" : odd > 0 ? "Infinity" : "-Infinity";
  }
}
