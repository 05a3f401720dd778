package io.epoxy.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lines of cells as a table of characters, as agate's {@code print_table} draws its own. */
public final class TextTable {
  private TextTable() {}

  /**
   * The table; no line break at its end.
   *
   * @param lines the header first; each as long as it
   * @param toTheRight the numbers of the columns whose cells stand at their right edge
   */
  public static String draw(List<List<String>> lines, Set<Integer> toTheRight) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    List<String> out = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        String value = lines.get(n).get(i);
        String blanks = " ".repeat(widths[i] - value.length());
        cells.add(toTheRight.contains(i) ? blanks + value : value + blanks);
      }
      out.add("| " + String.join(" | ", cells) + " |");
      if (n == 0) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
          rule.add("-".repeat(width));
        }
        out.add("| " + String.join(" | ", rule) + " |");
      }
    }
    return String.join("\n", out);
  }

  /** A cell's text, its end replaced by three dots when it is wider. */
  public static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }
}
