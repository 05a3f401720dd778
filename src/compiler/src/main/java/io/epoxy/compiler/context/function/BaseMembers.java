package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.PythonYaml;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.lib.PythonFunctions;
import io.epoxy.jinja.lib.PythonModules;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The functions that every dbt template has (docs.getdbt.com, "About dbt Jinja context"). */
public final class BaseMembers {
  /**
   * The dbt whose behaviour is followed, and that projects' require-dbt-version is held against.
   */
  public static final String DBT_VERSION = "1.12.3";

  private BaseMembers() {}

  /** What nodes, macros and operations see besides. */
  public static Map<String, Object> ofNodes(RunSettings settings) {
    Map<String, Object> members = of(settings);
    members.put("dbt_metadata_envs", metadataEnvs(settings.env()));
    members.put("invocation_args_dict", InvocationArguments.of(settings));
    members.put("exceptions", Exceptions.of(settings.messages()));
    return members;
  }

  /** Everything but var, env_var, target and what belongs to a node: all that YAML files see. */
  public static Map<String, Object> of(RunSettings settings) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("dbt_version", DBT_VERSION);
    members.put("invocation_id", settings.invocationId());
    members.put("run_started_at", TemplateValues.moment(settings.startedAt()));
    members.put("thread_id", "MainThread");
    members.put("modules", modules(settings.messages()));
    members.put("flags", Flags.of(settings));
    functions(members);
    put(members, "log", "BaseContext.log(msg, info=)", log(settings.messages()));
    put(members, "print", "BaseContext.print(msg)", print(settings));
    return members;
  }

  /** dbt's own functions around itertools warn of their use (context/base.py). */
  private static FrozenDict modules(MessageSink messages) {
    Map<String, Object> functions = new LinkedHashMap<>();
    PythonModules.itertools()
        .forEach(
            (name, function) ->
                functions.put(
                    name,
                    (JinjaCallable)
                        arguments -> {
                          messages.message(
                              MessageSink.Level.WARN,
                              "ModulesItertoolsUsageDeprecation",
                              "Usage of itertools modules is deprecated. Please use the built-in"
                                  + " functions instead.",
                              Map.of());
                          return function.call(arguments);
                        }));
    Map<String, Object> modules = new LinkedHashMap<>(PythonModules.all());
    modules.put("itertools", new FrozenDict(functions));
    return new FrozenDict(modules);
  }

  private static void functions(Map<String, Object> members) {
    put(members, "return", "BaseContext._return(data)", BaseMembers::endMacro);
    put(members, "fromjson", "BaseContext.fromjson(string, default=)", PythonFunctions.FROM_JSON);
    put(
        members,
        "tojson",
        "BaseContext.tojson(value, default=, sort_keys=)",
        PythonFunctions.TO_JSON);
    put(members, "fromyaml", "BaseContext.fromyaml(value, default=)", BaseMembers::fromYaml);
    put(members, "toyaml", "BaseContext.toyaml(value, default=, sort_keys=)", BaseMembers::toYaml);
    put(members, "set", "BaseContext._set(value, default=)", PythonFunctions.SET);
    put(members, "set_strict", "BaseContext.set_strict(value)", PythonFunctions.SET_STRICT);
    members.put("zip", PythonFunctions.ZIP);
    members.put("zip_strict", PythonFunctions.ZIP_STRICT);
    put(members, "local_md5", "BaseContext.local_md5(value)", BaseMembers::localMd5);
    put(
        members,
        "diff_of_two_dicts",
        "BaseContext.diff_of_two_dicts(dict_a, dict_b)",
        BaseMembers::diff);
  }

  private static void put(
      Map<String, Object> members, String name, String signature, JinjaCallable function) {
    members.put(name, PythonSignature.checked(signature, function));
  }

  /** The lower-case hex md5 of a text. */
  public static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static Object endMacro(Arguments arguments) {
    throw MacroReturn.of(arguments.get(0, "data", null));
  }

  private static Object fromYaml(Arguments arguments) {
    Object value = arguments.require("fromyaml", 0, "value");
    if (!(value instanceof String text)) {
      throw new JinjaException("a string or stream input is required"); // PyYAML 6.0
    }
    try {
      return YamlReader.read("fromyaml", text, warning -> {})
          .map(YamlNode::data)
          .map(TemplateValues::toTemplateWithDates)
          .orElse(null);
    } catch (EpoxyException e) {
      return arguments.get(1, "default", null);
    }
  }

  private static Object toYaml(Arguments arguments) {
    Object value = arguments.require("toyaml", 0, "value");
    if (!TemplateValues.isPlain(value)) {
      return arguments.get(1, "default", null);
    }
    return PythonYaml.write(value, Python.isTruthy(arguments.get(2, "sort_keys", false)));
  }

  private static Object localMd5(Arguments arguments) {
    return md5(arguments.requireString("local_md5", 0, "value"));
  }

  /** What the first dict of lists has that the second has not; case does not count. */
  private static Object diff(Arguments arguments) {
    Map<String, Set<String>> other = new HashMap<>();
    dict(arguments, 1, "dict_b")
        .forEach((key, value) -> other.put(folded(key), foldedItems(value)));
    Map<Object, Object> result = new LinkedHashMap<>();
    dict(arguments, 0, "dict_a")
        .forEach(
            (key, value) -> {
              Set<String> known = other.get(folded(key));
              if (known == null) {
                result.put(key, value);
                return;
              }
              List<Object> rest = new ArrayList<>(Iteration.toList(value));
              rest.removeIf(item -> known.contains(folded(item)));
              if (!rest.isEmpty()) {
                result.put(key, rest);
              }
            });
    return result;
  }

  private static Set<String> foldedItems(Object items) {
    Set<String> folded = new HashSet<>();
    Iteration.of(items).forEach(item -> folded.add(folded(item)));
    return folded;
  }

  private static String folded(Object text) {
    return Python.str(text).toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked") // a template's dict has any keys
  private static Map<Object, Object> dict(Arguments arguments, int index, String name) {
    Object value = arguments.require("diff_of_two_dicts", index, name);
    return value instanceof Map<?, ?> map ? (Map<Object, Object>) map : Map.of();
  }

  private static JinjaCallable log(MessageSink messages) {
    return arguments -> {
      boolean info = Python.isTruthy(arguments.get(1, "info", false));
      String text = Python.str(arguments.require("log", 0, "msg"));
      messages.message(info ? MessageSink.Level.INFO : MessageSink.Level.DEBUG, text);
      return "";
    };
  }

  private static JinjaCallable print(RunSettings settings) {
    boolean printing = !Boolean.FALSE.equals(settings.flags().get("PRINT"));
    return arguments -> {
      String text = Python.str(arguments.require("print", 0, "msg"));
      if (printing) {
        settings.messages().message(MessageSink.Level.PRINT, text);
      }
      return "";
    };
  }

  private static Map<String, Object> metadataEnvs(Map<String, String> env) {
    String prefix = "DBT_ENV_CUSTOM_ENV_";
    Map<String, Object> found = new LinkedHashMap<>();
    env.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
