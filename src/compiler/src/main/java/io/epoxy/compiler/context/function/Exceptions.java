package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.method.Attributes;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.text.ContractMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code exceptions.*}: the 21 functions of dbt-core 1.12 {@code dbt/context/exceptions_jinja.py},
 * each with dbt's own sentence.
 */
final class Exceptions {
  private Exceptions() {}

  static FrozenDict of(MessageSink messages) {
    Map<String, Object> members = new LinkedHashMap<>();
    add(members, "warn(msg, node=)", warn(messages));
    add(
        members,
        "warn_snapshot_timestamp_data_types(snapshot_time_data_type, updated_at_data_type)",
        snapshotTypes(messages));
    message(members, "raise_compiler_error(msg, node=)", ErrorCode.COMPILATION);
    message(members, "raise_database_error(msg, node=)", ErrorCode.DATABASE);
    message(members, "raise_dependency_error(msg)", ErrorCode.DEPENDENCY);
    message(members, "raise_fail_fast_error(msg, node=)", ErrorCode.PROJECT);
    error(members, "raise_not_implemented(msg)", a -> "ERROR: " + text(a, 0, "msg"));
    error(
        members,
        "raise_cache_inconsistent(message)",
        a -> "Internal Error\nCache inconsistency detected: " + text(a, 0, "message"));
    error(
        members,
        "raise_dataclass_not_dict(obj)",
        a ->
            "The object (\""
                + text(a, 0, "obj")
                + "\") was used as a dictionary. This capability has been removed from objects of"
                + " this type.");
    error(
        members,
        "missing_relation(relation, model=)",
        a -> "Relation " + text(a, 0, "relation") + " not found!");
    error(members, "missing_config(model, name)", Exceptions::missingConfig);
    error(
        members,
        "missing_materialization(model, adapter_type)",
        Exceptions::missingMaterialization);
    error(members, "relation_wrong_type(relation, expected_type, model=)", Exceptions::wrongType);
    error(members, "column_type_missing(column_names)", Exceptions::columnTypes);
    error(members, "raise_contract_error(yaml_columns, sql_columns)", Exceptions::contract);
    error(
        members, "raise_ambiguous_alias(node_1, node_2, duped_name=)", Exceptions::ambiguousAlias);
    error(
        members,
        "raise_ambiguous_catalog_match(unique_id, match_1, match_2)",
        Exceptions::ambiguousCatalog);
    error(
        members,
        "raise_dep_not_found(node, node_description, required_pkg)",
        Exceptions::missingPackage);
    error(
        members,
        "raise_duplicate_patch_name(patch_1, existing_patch_path)",
        Exceptions::duplicatePatch);
    error(members, "raise_duplicate_resource_name(node_1, node_2)", Exceptions::duplicateResource);
    error(
        members, "raise_invalid_property_yml_version(path, issue)", Exceptions::invalidProperties);
    return new FrozenDict(members);
  }

  /** Makes the sentence of an error from the arguments of its function. */
  interface Sentence {
    String of(Arguments arguments);
  }

  private static void message(Map<String, Object> members, String signature, ErrorCode code) {
    add(
        members,
        signature,
        arguments -> {
          throw CallError.of(code, text(arguments, 0, "msg"));
        });
  }

  private static void error(Map<String, Object> members, String signature, Sentence sentence) {
    add(
        members,
        signature,
        arguments -> {
          throw CallError.compilation(sentence.of(arguments));
        });
  }

  private static void add(Map<String, Object> members, String signature, JinjaCallable function) {
    PythonSignature read = PythonSignature.of(signature);
    members.put(read.function(), read.checking(function));
  }

  private static JinjaCallable warn(MessageSink messages) {
    return arguments -> {
      messages.message(MessageSink.Level.WARN, text(arguments, 0, "msg"));
      return "";
    };
  }

  private static JinjaCallable snapshotTypes(MessageSink messages) {
    return arguments -> {
      messages.message(
          MessageSink.Level.WARN,
          "SnapshotTimestampWarning",
          "Data type of snapshot table timestamp columns ("
              + text(arguments, 0, "snapshot_time_data_type")
              + ") doesn't match derived column 'updated_at' ("
              + text(arguments, 1, "updated_at_data_type")
              + "). Please update snapshot config 'updated_at'.");
      return null;
    };
  }

  private static String missingConfig(Arguments arguments) {
    return "Model '"
        + attribute(arguments.get(0, "model", null), "unique_id")
        + "' does not define a required config parameter '"
        + text(arguments, 1, "name")
        + "'.";
  }

  private static String missingMaterialization(Arguments arguments) {
    String adapter = text(arguments, 1, "adapter_type");
    String types = adapter.equals("default") ? "'default'" : "'default' and '" + adapter + "'";
    Object config =
        Attributes.get(arguments.get(0, "model", null), "config", UndefinedMode.PERMISSIVE);
    return "No materialization '"
        + attribute(config, "materialized")
        + "' was found for adapter "
        + adapter
        + "! (searched types "
        + types
        + ")";
  }

  private static String wrongType(Arguments arguments) {
    String relation = text(arguments, 0, "relation");
    return "Trying to create "
        + text(arguments, 1, "expected_type")
        + " "
        + relation
        + ", but it currently exists as a "
        + attribute(arguments.get(0, "relation", null), "type")
        + ". Either drop "
        + relation
        + " manually, or run dbt with `--full-refresh` and dbt will drop it for you.";
  }

  private static String columnTypes(Arguments arguments) {
    return "Contracted models require data_type to be defined for each column. Please ensure that"
        + " the column name and data_type are defined within the YAML configuration for the "
        + text(arguments, 0, "column_names")
        + " column(s).";
  }

  /** From the columns of the contract and those of the query, as format_columns() makes them. */
  private static String contract(Arguments arguments) {
    return ContractMessage.of(
        types(arguments.require("raise_contract_error", 0, "yaml")),
        types(arguments.require("raise_contract_error", 1, "sql")));
  }

  private static Map<String, String> types(Object columns) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Object column : Iteration.of(columns)) {
      if (column instanceof Map<?, ?> map) {
        types.put(Python.str(map.get("name")), Python.str(map.get("data_type")));
      }
    }
    return types;
  }

  private static String ambiguousAlias(Arguments arguments) {
    Object first = arguments.get(0, "node_1", null);
    Object second = arguments.get(1, "node_2", null);
    Object given = arguments.get(2, "duped_name", null);
    String name =
        given != null
            ? Python.str(given)
            : attribute(first, "database")
                + "."
                + attribute(first, "schema")
                + "."
                + attribute(first, "alias");
    return "dbt found two resources with the database representation \""
        + name
        + "\".\ndbt cannot create two resources with identical database representations. To fix"
        + " this,\nchange the configuration of one of these resources:\n"
        + listed(first)
        + "\n"
        + listed(second);
  }

  private static String ambiguousCatalog(Arguments arguments) {
    return "dbt found two relations in your warehouse with similar database identifiers. dbt\nis"
        + " unable to determine which of these relations was created by the model \""
        + text(arguments, 0, "unique_id")
        + "\".\nIn order for dbt to correctly generate the catalog, one of the following relations"
        + " must be deleted or renamed:\n\n - "
        + text(arguments, 1, "match_1")
        + "\n - "
        + text(arguments, 2, "match_2");
  }

  private static String missingPackage(Arguments arguments) {
    return "Error while parsing "
        + text(arguments, 1, "node_description")
        + ".\nThe required package \""
        + text(arguments, 2, "required_pkg")
        + "\" was not found. Is the package installed?\nHint: You may need to run `dbt deps`.";
  }

  private static String duplicatePatch(Arguments arguments) {
    Object patch = arguments.get(0, "patch_1", null);
    String name = attribute(patch, "name");
    return "dbt found two schema.yml entries for the same resource named "
        + name
        + ". Resources and their associated columns may only be described a single time. To fix"
        + " this, remove the resource entry for "
        + name
        + " in one of these files:\n - "
        + attribute(patch, "original_file_path")
        + "\n"
        + text(arguments, 1, "existing_patch_path");
  }

  private static String duplicateResource(Arguments arguments) {
    Object first = arguments.get(0, "node_1", null);
    String name = attribute(first, "name");
    return "dbt found two resources with the name \""
        + name
        + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct"
        + " resource\nwhen looking for ref(\""
        + name
        + "\").\n\nTo fix this, change the name of one of these resources:\n"
        + listed(first)
        + "\n"
        + listed(arguments.get(1, "node_2", null));
  }

  private static String invalidProperties(Arguments arguments) {
    return "The yml property file at "
        + text(arguments, 0, "path")
        + " is invalid because "
        + text(arguments, 1, "issue")
        + ". Please consult the documentation for more information on yml property file"
        + " syntax:\n\nhttps://docs.getdbt.com/reference/configs-and-properties";
  }

  private static String listed(Object node) {
    return "- " + attribute(node, "unique_id") + " (" + attribute(node, "original_file_path") + ")";
  }

  private static String attribute(Object value, String name) {
    Object found = value == null ? null : Attributes.get(value, name, UndefinedMode.STRICT);
    return found instanceof Undefined ? "None" : Python.str(found);
  }

  private static String text(Arguments arguments, int index, String name) {
    return Python.str(arguments.require("exceptions", index, name));
  }
}
