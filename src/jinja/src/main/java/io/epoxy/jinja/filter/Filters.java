package io.epoxy.jinja.filter;

import io.epoxy.jinja.library.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All filters: jinja2 3.1's, and those that dbt adds. */
public final class Filters {
  private Filters() {}

  public static Map<String, Filter> all() {
    Map<String, Filter> all = new LinkedHashMap<>();
    SequenceFilters.addTo(all);
    ChoosingFilters.addTo(all);
    SortingFilters.addTo(all);
    TextFilters.addTo(all);
    NumberFilters.addTo(all);
    OtherFilters.addTo(all);
    // Native rendering gives these their meaning; elsewhere they change nothing, as in dbt.
    for (String name : List.of("as_text", "as_bool", "as_native", "as_number")) {
      all.put(name, (value, arguments, context) -> value);
    }
    all.put("is_list", (value, arguments, context) -> value instanceof List);
    all.replaceAll(FilterSignatures::checked);
    return all;
  }
}
