package io.epoxy.jinja.lib;

import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.regex.RegexModule;
import io.epoxy.jinja.lib.time.DatetimeModule;
import io.epoxy.jinja.value.PythonModule;
import java.util.Map;

/** The modules of Python that dbt offers as {@code modules}: datetime, pytz, re and itertools. */
public final class PythonModules {
  private static final JinjaObject ALL =
      new PythonModule(
          "modules",
          Map.of(
              "datetime", DatetimeModule.datetime(),
              "pytz", DatetimeModule.pytz(),
              "re", RegexModule.module(),
              "itertools", Itertools.module()));

  private PythonModules() {}

  /** What a scope may offer as {@code modules}. */
  public static JinjaObject all() {
    return ALL;
  }
}
