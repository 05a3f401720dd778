package io.epoxy.compiler.context.relation;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Column;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A column in a template, with dbt's questions about its type. */
public final class ColumnObject implements JinjaObject {
  private static final Set<String> INTEGERS =
      Set.of("int", "integer", "bigint", "long", "smallint", "short", "tinyint", "byte");
  private static final Set<String> FLOATS = Set.of("float", "double", "real");

  private final Column column;

  public ColumnObject(Column column) {
    this.column = Objects.requireNonNull(column, "column");
  }

  @Override
  public Optional<Value> attribute(String name) {
    String type = column.dataType().toLowerCase(Locale.ROOT);
    String base = type.indexOf('(') < 0 ? type : type.substring(0, type.indexOf('('));
    boolean isString = base.equals("string") || base.equals("varchar") || base.equals("char");
    boolean isNumeric = base.equals("decimal") || base.equals("numeric") || base.equals("dec");
    boolean isInteger = INTEGERS.contains(base);
    boolean isFloat = FLOATS.contains(base);
    return switch (name) {
      case "name", "column" -> Value.of(column.name());
      case "dtype", "data_type" -> Value.of(column.dataType());
      case "comment" -> Value.of(column.comment().orElse(null));
      case "quoted" -> Value.of(quote(column.name()));
      case "is_string" -> method(isString);
      case "is_number" -> method(isNumeric || isInteger || isFloat);
      case "is_float" -> method(isFloat);
      case "is_integer" -> method(isInteger);
      case "is_numeric" -> method(isNumeric);
      case "string_size" -> method(256L);
      case "can_expand_to" -> method(false);
      case "literal" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      Python.str(arguments.require("literal", 0, "value"))
                          + "::"
                          + column.dataType());
      default -> Optional.empty();
    };
  }

  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static Optional<Value> method(Object answer) {
    return Value.of((JinjaCallable) arguments -> answer);
  }

  @Override
  public String typeName() {
    return "SparkColumn";
  }

  @Override
  public String asString() {
    return "<SparkColumn " + column.name() + " (" + column.dataType() + ")>";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnObject object && column.equals(object.column);
  }

  @Override
  public int hashCode() {
    return column.hashCode();
  }

  /** {@code api.Column}. */
  public static final class Type implements JinjaCallable {
    @Override
    public Object call(Arguments arguments) {
      return create(arguments);
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "create" -> Value.of((JinjaCallable) Type::create);
        case "translate_type" ->
            Value.of(
                (JinjaCallable)
                    arguments ->
                        translate(Python.str(arguments.require("translate_type", 0, "dtype"))));
        case "string_type" -> Value.of((JinjaCallable) arguments -> "string");
        case "numeric_type" -> Value.of((JinjaCallable) Type::numericType);
        default -> Optional.empty();
      };
    }

    private static Object create(Arguments arguments) {
      return new ColumnObject(
          Column.of(
              Python.str(arguments.require("create", 0, "name")),
              translate(Python.str(arguments.require("create", 1, "label_or_dtype")))));
    }

    private static Object numericType(Arguments arguments) {
      String type = Python.str(arguments.require("numeric_type", 0, "dtype"));
      Object precision = arguments.get(1, "precision", null);
      Object scale = arguments.get(2, "scale", null);
      return precision == null || scale == null
          ? type
          : type + "(" + Python.str(precision) + "," + Python.str(scale) + ")";
    }

    private static String translate(String type) {
      return switch (type.toUpperCase(Locale.ROOT)) {
        case "STRING", "TEXT" -> "string";
        case "INTEGER" -> "int";
        case "BIGINT" -> "bigint";
        case "FLOAT" -> "float";
        case "TIMESTAMP" -> "timestamp";
        default -> type;
      };
    }

    @Override
    public String typeName() {
      return "type";
    }
  }
}
