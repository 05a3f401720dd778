package io.epoxy.acceptance.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rows spelled as the golden files spell them. */
final class Csv {
  private Csv() {}

  static List<String> lines(List<String> columns, List<? extends List<?>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns));
    for (List<?> row : rows) {
      lines.add(String.join(",", row.stream().map(Csv::text).toList()));
    }
    return lines;
  }

  private static String text(Object cell) {
    return cell instanceof BigDecimal number ? number.toPlainString() : String.valueOf(cell);
  }
}
