package io.epoxy.jinja.lib;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.regex.RegexModule;
import io.epoxy.jinja.lib.time.DatetimeModule;
import java.util.Map;

/** The modules of Python that dbt offers as {@code modules}, each a dict as in dbt. */
public final class PythonModules {
  private static final ImmutableMap<String, JinjaObject> ALL =
      ImmutableMap.of(
          "pytz", DatetimeModule.pytz(),
          "datetime", DatetimeModule.datetime(),
          "re", RegexModule.module(),
          "itertools", Itertools.module());

  private PythonModules() {}

  /** The functions of itertools, for who offers them in a way of its own. */
  public static Map<String, JinjaCallable> itertools() {
    return Itertools.FUNCTIONS;
  }

  /** By name and in order; a scope may offer them as {@code modules}, which is a dict. */
  public static Map<String, JinjaObject> all() {
    return ALL;
  }
}
