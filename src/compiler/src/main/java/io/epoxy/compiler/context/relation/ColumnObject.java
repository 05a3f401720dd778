package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Column;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A column in a template. Its questions go by the names that dbt's own Column knows, which are not
 * all of Spark's: {@code is_string()} of a Spark {@code string} is false (dbt-adapters {@code
 * base/column.py}, dbt-spark {@code SparkColumn}).
 *
 * @param charSize of text, when it was given
 */
public record ColumnObject(
    String name, String dataType, Object charSize, Object precision, Object scale, String comment)
    implements JinjaObject {
  private static final Set<String> STRINGS =
      Set.of("text", "character varying", "character", "varchar");
  private static final Set<String> FLOATS =
      Set.of("real", "float4", "float", "double precision", "float8", "double");
  private static final Set<String> INTEGERS =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "smallserial",
          "serial",
          "bigserial",
          "int2",
          "int4",
          "int8",
          "serial2",
          "serial4",
          "serial8");
  private static final Set<String> NUMERICS = Set.of("numeric", "decimal");

  public ColumnObject {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dataType, "dataType");
  }

  public static ColumnObject of(Column column) {
    return new ColumnObject(
        column.name(), column.dataType(), null, null, null, column.comment().orElse(null));
  }

  static ColumnObject of(String name, String dataType) {
    return new ColumnObject(name, dataType, null, null, null, null);
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "name", "column" -> Value.of(name);
      case "dtype", "data_type", "expanded_data_type" -> Value.of(dataType);
      case "char_size" -> Value.of(charSize);
      case "numeric_precision" -> Value.of(precision);
      case "numeric_scale" -> Value.of(scale);
      case "comment" -> Value.of(comment);
      // SparkColumn has them for its catalog only.
      case "table_database",
          "table_schema",
          "table_name",
          "table_type",
          "table_owner",
          "table_stats",
          "column_index" ->
          Value.of(null);
      case "quoted" -> Value.of(Identifiers.quote(name));
      case "is_string" -> method(arguments -> isString());
      case "is_number" -> method(a -> isOne(INTEGERS) || isOne(NUMERICS) || isOne(FLOATS));
      case "is_float" -> method(arguments -> isOne(FLOATS));
      case "is_integer" -> method(arguments -> isOne(INTEGERS));
      case "is_numeric" -> method(arguments -> isOne(NUMERICS));
      case "string_size" -> method(arguments -> stringSize());
      case "can_expand_to" ->
          method(
              a ->
                  a.require("can_expand_to", 0, "other_column") instanceof ColumnObject other
                      && isString()
                      && other.isString());
      case "literal" ->
          method(
              a ->
                  "cast(" + Python.str(a.require("literal", 0, "value")) + " as " + dataType + ")");
      default -> ColumnClass.member(attribute);
    };
  }

  private boolean isString() {
    return isOne(STRINGS);
  }

  private boolean isOne(Set<String> types) {
    return types.contains(dataType.toLowerCase(Locale.ROOT));
  }

  private Object stringSize() {
    if (!isString()) {
      throw CallError.compilation("Called string_size() on non-string field!");
    }
    return dataType.equals("text") || charSize == null ? (Object) 256L : charSize;
  }

  private static Optional<Value> method(JinjaCallable callable) {
    return Value.of(callable);
  }

  @Override
  public String typeName() {
    return "SparkColumn";
  }

  @Override
  public String asString() {
    return "<SparkColumn " + name + " (" + dataType + ")>";
  }
}
