package io.epoxy.jinja.filter;

import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.library.Parameters;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of the filters, by the names that jinja2 3.1 gives its functions ({@code
 * filters.py}). Those that take any arguments, such as map, check them themselves.
 */
final class FilterSignatures {
  private static final Map<String, Parameters> ALL = all();

  private FilterSignatures() {}

  /** The filter, with calls refused that do not fit its parameters. */
  static Filter checked(String name, Filter filter) {
    Parameters parameters = ALL.get(name);
    if (parameters == null) {
      return filter;
    }
    return (value, arguments, context) -> {
      parameters.check(arguments);
      return filter.apply(value, arguments, context);
    };
  }

  private static Map<String, Parameters> all() {
    Map<String, Parameters> all = new HashMap<>();
    all.put("abs", Parameters.of("abs", 1, 0));
    all.put("attr", Parameters.of("do_attr", 2, 1, "name"));
    all.put("batch", Parameters.of("do_batch", 1, 1, "linecount", "fill_with"));
    all.put("capitalize", Parameters.of("do_capitalize", 1, 0));
    all.put("center", Parameters.of("do_center", 1, 0, "width"));
    all.put("count", Parameters.of("len", 1, 0));
    all.put("d", Parameters.of("do_default", 1, 0, "default_value", "boolean"));
    all.put("default", Parameters.of("do_default", 1, 0, "default_value", "boolean"));
    all.put("dictsort", Parameters.of("do_dictsort", 1, 0, "case_sensitive", "by", "reverse"));
    all.put("e", Parameters.of("escape", 1, 0));
    all.put("escape", Parameters.of("escape", 1, 0));
    all.put("filesizeformat", Parameters.of("do_filesizeformat", 1, 0, "binary"));
    all.put("first", Parameters.of("sync_do_first", 2, 0));
    all.put("float", Parameters.of("do_float", 1, 0, "default"));
    all.put("forceescape", Parameters.of("do_forceescape", 1, 0));
    all.put(
        "groupby",
        Parameters.of("sync_do_groupby", 2, 1, "attribute", "default", "case_sensitive"));
    all.put("indent", Parameters.of("do_indent", 1, 0, "width", "first", "blank"));
    all.put("int", Parameters.of("do_int", 1, 0, "default", "base"));
    all.put("items", Parameters.of("do_items", 1, 0));
    all.put("join", Parameters.of("sync_do_join", 2, 0, "d", "attribute"));
    all.put("last", Parameters.of("do_last", 2, 0));
    all.put("length", Parameters.of("len", 1, 0));
    all.put("list", Parameters.of("sync_do_list", 1, 0));
    all.put("lower", Parameters.of("do_lower", 1, 0));
    all.put("max", Parameters.of("do_max", 2, 0, "case_sensitive", "attribute"));
    all.put("min", Parameters.of("do_min", 2, 0, "case_sensitive", "attribute"));
    all.put("pprint", Parameters.of("do_pprint", 1, 0));
    all.put("random", Parameters.of("do_random", 2, 0));
    all.put("replace", Parameters.of("do_replace", 2, 2, "old", "new", "count"));
    all.put("reverse", Parameters.of("do_reverse", 1, 0));
    all.put("round", Parameters.of("do_round", 1, 0, "precision", "method"));
    all.put("safe", Parameters.of("do_mark_safe", 1, 0));
    all.put("slice", Parameters.of("sync_do_slice", 1, 1, "slices", "fill_with"));
    all.put("sort", Parameters.of("do_sort", 2, 0, "reverse", "case_sensitive", "attribute"));
    all.put("string", Parameters.of("soft_str", 1, 0));
    all.put("striptags", Parameters.of("do_striptags", 1, 0));
    all.put("sum", Parameters.of("sync_do_sum", 2, 0, "attribute", "start"));
    all.put("title", Parameters.of("do_title", 1, 0));
    all.put("tojson", Parameters.of("do_tojson", 2, 0, "indent"));
    all.put("trim", Parameters.of("do_trim", 1, 0, "chars"));
    all.put("truncate", Parameters.of("do_truncate", 2, 0, "length", "killwords", "end", "leeway"));
    all.put("unique", Parameters.of("sync_do_unique", 2, 0, "case_sensitive", "attribute"));
    all.put("upper", Parameters.of("do_upper", 1, 0));
    all.put("urlencode", Parameters.of("do_urlencode", 1, 0));
    all.put(
        "urlize",
        Parameters.of(
            "do_urlize", 2, 0, "trim_url_limit", "nofollow", "target", "rel", "extra_schemes"));
    all.put("wordcount", Parameters.of("do_wordcount", 1, 0));
    all.put(
        "wordwrap",
        Parameters.of(
            "do_wordwrap", 2, 0, "width", "break_long_words", "wrapstring", "break_on_hyphens"));
    all.put("xmlattr", Parameters.of("do_xmlattr", 2, 0, "autospace"));
    return all;
  }
}
