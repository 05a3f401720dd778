package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.MessageSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code exceptions.*} (dbt-core 1.12 {@code dbt/context/exceptions_jinja.py} names them). */
final class Exceptions {
  private Exceptions() {}

  static MembersObject of(MessageSink messages) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("warn", warn(messages));
    members.put("raise_compiler_error", raise("raise_compiler_error", ErrorCode.COMPILATION));
    members.put("raise_database_error", raise("raise_database_error", ErrorCode.DATABASE));
    members.put("raise_parsing_error", raise("raise_parsing_error", ErrorCode.PARSING));
    members.put("raise_dependency_error", raise("raise_dependency_error", ErrorCode.DEPENDENCY));
    members.put("raise_fail_fast_error", raise("raise_fail_fast_error", ErrorCode.PROJECT));
    members.put("raise_invalid_property_yml_version", invalidVersion());
    members.put("raise_not_implemented", raise("raise_not_implemented", ErrorCode.COMPILATION));
    members.put("missing_config", missingConfig());
    members.put("missing_materialization", raise("missing_materialization", ErrorCode.COMPILATION));
    members.put("missing_relation", missingRelation());
    members.put("relation_wrong_type", wrongType());
    members.put("raise_contract_error", contract());
    members.put("column_type_missing", columnTypes());
    members.put("raise_ambiguous_alias", raise("raise_ambiguous_alias", ErrorCode.COMPILATION));
    members.put("warn_snapshot_timestamp_data_types", snapshotTypes(messages));
    return new MembersObject("exceptions", members);
  }

  private static JinjaCallable warn(MessageSink messages) {
    return arguments -> {
      messages.message(MessageSink.Level.WARN, Python.str(arguments.require("warn", 0, "msg")));
      return "";
    };
  }

  private static JinjaCallable raise(String function, ErrorCode code) {
    return arguments -> {
      throw CallError.of(code, Python.str(arguments.require(function, 0, "msg")));
    };
  }

  private static JinjaCallable invalidVersion() {
    return arguments -> {
      throw CallError.of(
          ErrorCode.PARSING,
          "The yml property file at "
              + text(arguments, "raise_invalid_property_yml_version", 0, "path")
              + " is invalid because "
              + text(arguments, "raise_invalid_property_yml_version", 1, "issue"));
    };
  }

  private static JinjaCallable missingConfig() {
    return arguments -> {
      throw CallError.compilation(
          "Model '"
              + text(arguments, "missing_config", 0, "unique_id")
              + "' does not define a required config parameter '"
              + text(arguments, "missing_config", 1, "name")
              + "'.");
    };
  }

  private static JinjaCallable missingRelation() {
    return arguments -> {
      throw CallError.compilation(
          "Relation " + text(arguments, "missing_relation", 0, "relation") + " not found!");
    };
  }

  private static JinjaCallable wrongType() {
    return arguments -> {
      throw CallError.compilation(
          "Trying to create "
              + text(arguments, "relation_wrong_type", 1, "expected_type")
              + " "
              + text(arguments, "relation_wrong_type", 0, "relation")
              + ", but it already exists. Either drop it manually, or run dbt with"
              + " `--full-refresh` and dbt will drop it for you.");
    };
  }

  private static JinjaCallable contract() {
    return arguments -> {
      throw CallError.compilation(
          "This model has an enforced contract that failed.\n"
              + "Please ensure the name, data_type, and number of columns in your contract match"
              + " the columns in your model's definition.");
    };
  }

  private static JinjaCallable columnTypes() {
    return arguments -> {
      throw CallError.compilation(
          "Contracted models require data_type to be defined for each column. Please ensure that"
              + " the column name and data_type are defined within the YAML configuration for the "
              + text(arguments, "column_type_missing", 0, "column_names")
              + " column(s).");
    };
  }

  private static JinjaCallable snapshotTypes(MessageSink messages) {
    return arguments -> {
      messages.message(
          MessageSink.Level.WARN,
          "Data type of snapshot table timestamp columns ("
              + text(arguments, "warn_snapshot_timestamp_data_types", 0, "snapshot_time_data_type")
              + ") doesn't match derived column 'updated_at' ("
              + text(arguments, "warn_snapshot_timestamp_data_types", 1, "updated_at_data_type")
              + "). Please update snapshot config 'updated_at'.");
      return "";
    };
  }

  private static String text(Arguments arguments, String function, int index, String name) {
    return Python.str(arguments.require(function, index, name));
  }
}
