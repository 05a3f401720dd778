package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the catalog holds under a model's name before it is built.
 *
 * @param existing empty when the name is free
 */
public record RelationState(boolean schemaExists, Optional<Existing> existing) {
  public RelationState {
    Objects.requireNonNull(existing, "existing");
  }

  public static RelationState none() {
    return new RelationState(true, Optional.empty());
  }

  /**
   * A relation that is there.
   *
   * @param type TABLE or VIEW
   * @param format empty for a view, and for a table of a format that Epoxy does not know
   */
  public record Existing(
      RelationType type,
      Optional<TableFormat> format,
      List<Column> columns,
      List<String> partitionColumns) {
    public Existing {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(format, "format");
      columns = ImmutableList.copyOf(columns);
      partitionColumns = ImmutableList.copyOf(partitionColumns);
    }

    public boolean isTable() {
      return type != RelationType.VIEW;
    }

    List<String> columnNames() {
      return columns.stream().map(Column::name).toList();
    }
  }
}
