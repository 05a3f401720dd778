package io.epoxy.jinja.value;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.JinjaObject.Value;
import java.util.List;
import java.util.Optional;

/** A tuple whose items also have names, for example what {@code date.isocalendar()} gives. */
public final class NamedTuple extends PyTuple {
  private final String name;
  private final ImmutableList<String> fields;

  private NamedTuple(String name, List<String> fields, List<?> items) {
    super(items);
    this.name = name;
    this.fields = ImmutableList.copyOf(fields);
  }

  /** One that shows as {@code name(field=item, ..)}. */
  public static NamedTuple of(String name, List<String> fields, List<?> items) {
    return new NamedTuple(name, fields, items);
  }

  /** One that shows as a plain tuple. */
  public static NamedTuple plain(List<String> fields, List<?> items) {
    return new NamedTuple("", fields, items);
  }

  /** The item of that name. */
  public Optional<Value> field(String field) {
    int index = fields.indexOf(field);
    return index < 0 ? Optional.empty() : Value.of(get(index));
  }

  /** What stands before the items in its repr, or nothing for a plain one. */
  String name() {
    return name;
  }

  List<String> fields() {
    return fields;
  }
}
