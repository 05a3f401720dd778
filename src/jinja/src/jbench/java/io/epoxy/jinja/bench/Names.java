package io.epoxy.jinja.bench;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that the measured templates find: a few functions in the manner of dbt, and macros. */
final class Names {
  private Names() {}

  static Map<String, Object> functions() {
    Map<String, Object> names = new HashMap<>();
    put(names, "config", a -> "");
    put(names, "ref", a -> "`glue_catalog`.`analytics`.`" + a.get(0, "name", null) + "`");
    put(names, "is_incremental", a -> true);
    put(names, "env_var", a -> a.get(1, "default", null));
    put(names, "return", Names::giveBack);
    names.put("this", "`glue_catalog`.`analytics`.`orders`");
    return names;
  }

  private static void put(Map<String, Object> names, String name, JinjaCallable function) {
    names.put(name, function);
  }

  private static Object giveBack(Arguments a) {
    throw MacroReturn.of(a.get(0, "data", null));
  }

  /** The functions and the macros of a file, which see each other. */
  static Scope withMacros(JinjaEngine engine, String file) {
    Map<String, Object> names = functions();
    Scope scope = Scope.of(names);
    for (MacroDefinition macro : engine.parse("macros/bench.sql", file).macros()) {
      names.put(macro.name(), macro.bind(scope));
    }
    return scope;
  }

  static List<Object> values(int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add("Value_" + i);
    }
    return values;
  }
}
