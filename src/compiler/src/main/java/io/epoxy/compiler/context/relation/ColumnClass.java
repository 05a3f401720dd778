package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code api.Column}: a call makes a column; the rest can be asked of each column too. */
public final class ColumnClass implements JinjaCallable {
  private static final PythonSignature NEW =
      PythonSignature.of(
          "SparkColumn.__init__(self, column, dtype, char_size=, numeric_precision=,"
              + " numeric_scale=, table_database=, table_schema=, table_name=, table_type=,"
              + " table_owner=, table_stats=, column_index=)");
  private static final Pattern TYPE =
      Pattern.compile("([^(]+)(?:\\(([^)]+)\\))?.*", Pattern.DOTALL);

  @Override
  public Object call(Arguments arguments) {
    NEW.check(arguments);
    return new ColumnObject(
        text(arguments, "Column", 0, "column"),
        text(arguments, "Column", 1, "dtype"),
        arguments.get(2, "char_size", null),
        arguments.get(3, "numeric_precision", null),
        arguments.get(4, "numeric_scale", null),
        null);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return member(name);
  }

  static Optional<JinjaObject.Value> member(String name) {
    JinjaCallable method =
        switch (name) {
          case "create" ->
              a ->
                  ColumnObject.of(
                      text(a, "create", 0, "name"), text(a, "create", 1, "label_or_dtype"));
          // Spark's names of types are left alone.
          case "translate_type" -> a -> text(a, "translate_type", 0, "dtype");
          case "string_type" -> a -> "character varying(" + text(a, "string_type", 0, "size") + ")";
          case "numeric_type" -> ColumnClass::numericType;
          case "from_description" -> ColumnClass::fromDescription;
          default -> null;
        };
    return method == null ? Optional.empty() : JinjaObject.Value.of(method);
  }

  private static Object numericType(Arguments arguments) {
    Object precision = arguments.get(1, "precision", null);
    Object scale = arguments.get(2, "scale", null);
    return precision == null || scale == null
        ? "decimal"
        : "decimal(" + Python.str(precision) + "," + Python.str(scale) + ")";
  }

  private static Object fromDescription(Arguments arguments) {
    String name = text(arguments, "from_description", 0, "name");
    String raw = text(arguments, "from_description", 1, "raw_data_type");
    Matcher matcher = TYPE.matcher(raw);
    if (!matcher.matches()) {
      throw CallError.compilation("Could not interpret data type \"" + raw + "\"");
    }
    String[] sizes = matcher.group(2) == null ? new String[0] : matcher.group(2).split(",", -1);
    return new ColumnObject(
        name,
        matcher.group(1),
        sizes.length == 1 ? number(sizes[0], raw) : null,
        sizes.length == 2 ? number(sizes[0], raw) : null,
        sizes.length == 2 ? number(sizes[1], raw) : null,
        null);
  }

  private static Long number(String text, String raw) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw CallError.compilation(
          "Could not interpret data_type \""
              + raw
              + "\": could not convert \""
              + text
              + "\" to an integer");
    }
  }

  private static String text(Arguments arguments, String function, int index, String name) {
    return Python.str(arguments.require(function, index, name));
  }

  @Override
  public String typeName() {
    return "type";
  }
}
