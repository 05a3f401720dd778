package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.ColumnClass;
import io.epoxy.compiler.context.relation.Identifiers;
import io.epoxy.compiler.context.relation.RelationClass;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code adapter} answers without a warehouse, while parsing as while compiling. */
public record AdapterBasics(
    Target target, Project root, JinjaObject config, JinjaCallable dispatch, MessageSink messages) {
  /** The member; empty when dbt's adapters have none of this name. */
  Optional<JinjaObject.Value> attribute(String name) {
    return switch (name) {
      case "dispatch" -> JinjaObject.Value.of(dispatch);
      case "config" -> JinjaObject.Value.of(config);
      case "behavior" -> JinjaObject.Value.of(new Behavior(root.flags()));
      case "Relation" -> JinjaObject.Value.of(new RelationClass());
      case "Column" -> JinjaObject.Value.of(new ColumnClass());
      default -> {
        JinjaCallable method = method(name);
        yield method == null
            ? Optional.empty()
            : JinjaObject.Value.of(AdapterSignatures.checked(name, method));
      }
    };
  }

  private JinjaCallable method(String name) {
    return switch (name) {
      case "type" -> arguments -> target.type();
      case "commit", "clear_transaction", "get_catalog_integration", "build_catalog_relation" ->
          arguments -> null;
      case "cache_added", "cache_dropped", "cache_renamed" -> arguments -> "";
      case "quote" -> a -> Identifiers.quote(Python.str(a.require("quote", 0, "identifier")));
      case "quote_as_configured" -> this::asConfigured;
      case "quote_seed_column" -> AdapterBasics::seedColumn;
      case "convert_type" -> AdapterBasics::convertType;
      case "standardize_grants_dict" -> AdapterBasics::grants;
      case "get_pseudocolumns_for_relation" -> arguments -> new ArrayList<>();
      case "render_raw_columns_constraints" ->
          a -> constraints().columns(a.require(name, 0, "raw_columns"));
      case "render_raw_model_constraints" ->
          a -> constraints().model(a.require(name, 0, "raw_constraints"));
      case "get_custom_iceberg_catalog_namespace" -> arguments -> catalogNamespace();
      case "get_location" -> this::location;
      case "create_csv_table",
          "delta_create_table",
          "delta_update_manifest",
          "hudi_merge_table",
          "execute_python",
          "execute_pyspark",
          "add_lf_tags",
          "apply_lf_grants" ->
          arguments -> {
            throw Unavailable.method(name);
          };
      default -> null;
    };
  }

  private ConstraintText constraints() {
    return new ConstraintText(target.type(), messages);
  }

  private Object asConfigured(Arguments arguments) {
    String identifier = Python.str(arguments.require("quote_as_configured", 0, "identifier"));
    String key = Python.str(arguments.require("quote_as_configured", 1, "quote_key"));
    boolean isPart = List.of("database", "schema", "identifier").contains(key);
    return isPart && Boolean.TRUE.equals(root.quoting().get(key))
        ? Identifiers.quote(identifier)
        : identifier;
  }

  private static Object seedColumn(Arguments arguments) {
    String name = Python.str(arguments.require("quote_seed_column", 0, "column"));
    Object quoted = arguments.get(1, "quote_config", null);
    if (quoted != null && !(quoted instanceof Boolean)) {
      throw CallError.compilation(
          "The seed configuration value of \"quote_columns\" has an invalid type <class '"
              + Python.typeName(quoted)
              + "'>");
    }
    return Boolean.FALSE.equals(quoted) ? name : Identifiers.quote(name);
  }

  /** The type of a table's column in a CREATE statement (dbt-spark {@code convert_*_type}). */
  private static Object convertType(Arguments arguments) {
    Object table = arguments.require("convert_type", 0, "agate_table");
    int index = Numbers.smallInt(arguments.require("convert_type", 1, "col_idx"));
    if (!(table instanceof TableObject rows)) {
      throw CallError.compilation("convert_type() needs a table");
    }
    String type = rows.dataType(index).toLowerCase(Locale.ROOT);
    if (type.startsWith("decimal") || type.equals("float") || type.equals("double")) {
      return "double";
    }
    return switch (type) {
      case "tinyint", "smallint", "int", "integer", "bigint" -> "bigint";
      case "boolean", "date", "timestamp" -> type;
      default -> "string";
    };
  }

  /** Spark's SHOW GRANTS as dbt's grants dict (dbt-spark {@code standardize_grants_dict}). */
  private static Object grants(Arguments arguments) {
    Map<Object, Object> grants = new LinkedHashMap<>();
    for (Object row : Iteration.of(arguments.require("standardize_grants_dict", 0, "table"))) {
      Object privilege = cell(row, "ActionType");
      boolean onTable = "TABLE".equals(cell(row, "ObjectType"));
      if (onTable && privilege != null && !privilege.equals("OWN")) {
        @SuppressWarnings("unchecked") // only lists of grantees are put there
        List<Object> grantees =
            (List<Object>) grants.computeIfAbsent(privilege, any -> new ArrayList<>());
        grantees.add(cell(row, "Principal"));
      }
    }
    return grants;
  }

  private static Object cell(Object row, String name) {
    return row instanceof JinjaObject object
        ? object.item(name).map(JinjaObject.Value::get).orElse(null)
        : null;
  }

  private Object catalogNamespace() {
    return target.icebergCatalog().orElse(null);
  }

  /** dbt-glue's rule: {@code location/schema/name}, or {@code location/name} below a root. */
  private Object location(Arguments arguments) {
    Object relation = arguments.require("get_location", 0, "relation");
    Object custom = arguments.get(1, "custom_location", "empty");
    String path;
    if (custom != null && !custom.equals("") && !custom.equals("empty")) {
      path = Python.str(custom);
    } else {
      String root =
          target
              .string("location")
              .orElseThrow(
                  () ->
                      CallError.compilation(
                          "'location' must be set in profiles.yml to build a table location"));
      var named = RelationObject.require(relation, "get_location");
      boolean flat = target.flag("root_location");
      path =
          root.replaceAll("/+$", "")
              + "/"
              + (flat ? "" : named.schema() + "/")
              + named.identifier();
    }
    path += Python.isTruthy(arguments.get(3, "trailing_slash", false)) ? "/" : "";
    return Python.isTruthy(arguments.get(2, "as_clause", true)) ? "LOCATION '" + path + "'" : path;
  }
}
