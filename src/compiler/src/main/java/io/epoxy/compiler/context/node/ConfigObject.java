package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.port.MessageSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code config} while compiling: asks the resolved config; the call itself does nothing. Rules:
 * dbt-core 1.12 {@code RuntimeConfigObject}, dbt-common {@code BaseConfig.get}.
 */
public final class ConfigObject implements JinjaCallable {
  private static final PythonSignature GET =
      PythonSignature.of("RuntimeConfigObject.get(self, name, default=, validator=)");
  private static final PythonSignature REQUIRE =
      PythonSignature.of("RuntimeConfigObject.require(self, name, validator=)");
  private static final PythonSignature META_GET =
      PythonSignature.of("RuntimeConfigObject.meta_get(self, name, default=, validator=)");
  private static final PythonSignature META_REQUIRE =
      PythonSignature.of("RuntimeConfigObject.meta_require(self, name, validator=)");

  /** A property of dbt's class, not a config. */
  private static final String SNAPSHOT_COLUMNS = "snapshot_table_column_names";

  private final NodeConfig config;
  private final String uniqueId;
  private final MessageSink messages;

  public ConfigObject(NodeConfig config, String uniqueId, MessageSink messages) {
    this.config = Objects.requireNonNull(config, "config");
    this.uniqueId = Objects.requireNonNull(uniqueId, "uniqueId");
    this.messages = Objects.requireNonNull(messages, "messages");
  }

  @Override
  public Object call(Arguments arguments) {
    return "";
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable method =
        switch (name) {
          case "get" -> GET.checking(this::get);
          case "require" -> REQUIRE.checking(this::require);
          case "meta_get" -> META_GET.checking(this::metaGet);
          case "meta_require" -> META_REQUIRE.checking(this::metaRequire);
          case "set" -> arguments -> "";
          case "persist_relation_docs" -> arguments -> persists("relation");
          case "persist_column_docs" -> arguments -> persists("columns");
          default -> null;
        };
    return method == null ? Optional.empty() : Value.of(method);
  }

  /** What dbt's columns of a snapshot are called ({@code SnapshotConfig}); none of other nodes. */
  private Object snapshotColumns() {
    if (!(config.values().get("snapshot_meta_column_names") instanceof Map<?, ?> given)) {
      return null;
    }
    Map<Object, Object> names = new LinkedHashMap<>();
    given.forEach((name, chosen) -> names.put(name, chosen == null ? name : chosen));
    return names;
  }

  /** A key that dbt knows has a value even when nobody set it: None, and no default counts. */
  private Object get(Arguments arguments) {
    String given = Python.str(arguments.require("get", 0, "name"));
    Object whenAbsent = arguments.get(1, "default", null);
    String key = key(given);
    Object value = whenAbsent;
    if (given.equals(SNAPSHOT_COLUMNS)) {
      value = snapshotColumns();
    } else if (config.values().containsKey(key)) {
      value = TemplateValues.toTemplate(config.values().get(key));
    } else if (meta().containsKey(given)) {
      messages.message(
          MessageSink.Level.WARN,
          "GetMetaKeyWarning",
          "The key '"
              + given
              + "' was not found using config.get('"
              + given
              + "'), but was detected as a custom config under 'meta'. Please use config.meta_get('"
              + given
              + "') or config.meta_require('"
              + given
              + "') instead of config.get('"
              + given
              + "') to access the custom config value if intended.",
          Map.of("meta_key", given));
    }
    if (whenAbsent != null) {
      validate(arguments.get(2, "validator", null), value);
    }
    return value;
  }

  private Object require(Arguments arguments) {
    String given = Python.str(arguments.require("require", 0, "name"));
    String key = key(given);
    if (!config.values().containsKey(key)) {
      throw missing(given);
    }
    Object value = TemplateValues.toTemplate(config.values().get(key));
    validate(arguments.get(1, "validator", null), value);
    return value;
  }

  private Object metaGet(Arguments arguments) {
    String key = Python.str(arguments.require("meta_get", 0, "name"));
    return meta().containsKey(key)
        ? TemplateValues.toTemplate(meta().get(key))
        : arguments.get(1, "default", null);
  }

  private Object metaRequire(Arguments arguments) {
    String key = Python.str(arguments.require("meta_require", 0, "name"));
    if (!meta().containsKey(key)) {
      throw missing(key);
    }
    return TemplateValues.toTemplate(meta().get(key));
  }

  private RuntimeException missing(String key) {
    return CallError.compilation(
        "Model '" + uniqueId + "' does not define a required config parameter '" + key + "'.");
  }

  private static void validate(Object validator, Object value) {
    if (validator instanceof JinjaCallable callable) {
      callable.call(Arguments.of(value));
    }
  }

  private static String key(String name) {
    return name.equals("pre_hook") || name.equals("post_hook") ? name.replace('_', '-') : name;
  }

  private Map<?, ?> meta() {
    return config.values().get("meta") instanceof Map<?, ?> meta ? meta : Map.of();
  }

  private Object persists(String what) {
    Object docs = config.values().get("persist_docs");
    if (docs == null) {
      return false;
    }
    if (docs instanceof Map<?, ?> map) {
      Object on = map.get(what);
      return on == null ? false : on;
    }
    throw CallError.compilation(
        "Invalid value provided for 'persist_docs'. Expected dict but received "
            + Python.typeName(docs));
  }

  @Override
  public String typeName() {
    return "RuntimeConfigObject";
  }
}
