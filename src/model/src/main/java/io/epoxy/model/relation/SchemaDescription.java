package io.epoxy.model.relation;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a catalog tells of the tables and views of a schema.
 *
 * @param problems a sentence for each one that could not be described
 */
public record SchemaDescription(List<TableDescription> tables, List<String> problems) {
  public SchemaDescription {
    tables = ImmutableList.copyOf(tables);
    problems = ImmutableList.copyOf(problems);
  }
}
