package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Options of Spark's CSV files without which a table does not give back the texts that were written
 * to it (Spark 3.5, {@code CSVOptions}): its reader ends a row at each line break, and its writer
 * takes blanks away. They are kept with the table, so that readers and later writers have them.
 */
final class CsvOptions {
  private static final ImmutableMap<String, String> FAITHFUL =
      ImmutableMap.of(
          "multiLine", "true",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false");

  private CsvOptions() {}

  /** With those that are not given. */
  static Map<String, String> added(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(given);
    FAITHFUL.forEach(
        (name, value) -> {
          if (given.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            all.put(name, value);
          }
        });
    return all;
  }

  /** Without them; a table that was built elsewhere may lack them. */
  static Map<String, String> taken(Map<String, String> options) {
    Map<String, String> others = new LinkedHashMap<>(options);
    others.entrySet().removeAll(FAITHFUL.entrySet());
    return others;
  }
}
