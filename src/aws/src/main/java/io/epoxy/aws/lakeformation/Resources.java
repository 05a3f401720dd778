package io.epoxy.aws.lakeformation;

import io.epoxy.model.governance.DataCellFilter;
import io.epoxy.model.governance.DataCellFilter.Columns;
import io.epoxy.model.governance.GovernanceStep.TagTarget;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.LfTags;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lakeformation.model.AllRowsWildcard;
import software.amazon.awssdk.services.lakeformation.model.ColumnWildcard;
import software.amazon.awssdk.services.lakeformation.model.DataCellsFilter;
import software.amazon.awssdk.services.lakeformation.model.LFTagPair;
import software.amazon.awssdk.services.lakeformation.model.Resource;
import software.amazon.awssdk.services.lakeformation.model.RowFilter;
import software.amazon.awssdk.services.lakeformation.model.TableResource;

/** Our words in the API's shapes and back; the catalog's id is in each shape that has a place. */
record Resources(String catalogId, GovernedTable table) {
  Resource tagged(TagTarget target) {
    return switch (target.kind()) {
      case DATABASE -> database();
      case TABLE -> wholeTable();
      case COLUMNS ->
          Resource.builder()
              .tableWithColumns(
                  columns ->
                      columns
                          .catalogId(catalogId)
                          .databaseName(table.database())
                          .name(table.name())
                          .columnNames(target.columns()))
              .build();
    };
  }

  Resource database() {
    return Resource.builder()
        .database(database -> database.catalogId(catalogId).name(table.database()))
        .build();
  }

  Resource wholeTable() {
    return Resource.builder().table(tableResource()).build();
  }

  TableResource tableResource() {
    return TableResource.builder()
        .catalogId(catalogId)
        .databaseName(table.database())
        .name(table.name())
        .build();
  }

  Resource filter(String name) {
    return Resource.builder()
        .dataCellsFilter(
            filter ->
                filter
                    .tableCatalogId(catalogId)
                    .databaseName(table.database())
                    .tableName(table.name())
                    .name(name))
        .build();
  }

  DataCellsFilter shape(DataCellFilter filter, Optional<String> version) {
    DataCellsFilter.Builder shape =
        DataCellsFilter.builder()
            .tableCatalogId(catalogId)
            .databaseName(table.database())
            .tableName(table.name())
            .name(filter.name())
            .versionId(version.orElse(null))
            .rowFilter(
                filter
                    .rows()
                    .map(text -> RowFilter.builder().filterExpression(text).build())
                    .orElseGet(
                        () ->
                            RowFilter.builder()
                                .allRowsWildcard(AllRowsWildcard.builder().build())
                                .build()));
    Columns columns = filter.columns();
    if (columns.kind() == Columns.Kind.ONLY) {
      return shape.columnNames(columns.names()).build();
    }
    // The API wants one of both, also when no column is left out.
    ColumnWildcard.Builder wildcard = ColumnWildcard.builder();
    if (!columns.names().isEmpty()) {
      wildcard.excludedColumnNames(columns.names());
    }
    return shape.columnWildcard(wildcard.build()).build();
  }

  static DataCellFilter filter(DataCellsFilter shape) {
    RowFilter rows = shape.rowFilter();
    Optional<String> expression =
        rows == null || rows.allRowsWildcard() != null
            ? Optional.empty()
            : Optional.ofNullable(rows.filterExpression()).filter(text -> !text.isBlank());
    if (shape.hasColumnNames() && !shape.columnNames().isEmpty()) {
      return new DataCellFilter(
          shape.name(),
          expression,
          new Columns(Columns.Kind.ONLY, new LinkedHashSet<>(shape.columnNames())));
    }
    Set<String> excluded =
        shape.columnWildcard() == null
            ? Set.of()
            : new LinkedHashSet<>(shape.columnWildcard().excludedColumnNames());
    return new DataCellFilter(
        shape.name(), expression, new Columns(Columns.Kind.ALL_BUT, excluded));
  }

  List<LFTagPair> pairs(LfTags tags) {
    return tags.values().entrySet().stream()
        .map(
            tag ->
                LFTagPair.builder()
                    .catalogId(catalogId)
                    .tagKey(tag.getKey())
                    .tagValues(tag.getValue())
                    .build())
        .toList();
  }

  static LfTags tags(List<LFTagPair> pairs) {
    LfTags tags = LfTags.NONE;
    for (LFTagPair pair : pairs) {
      for (String value : pair.tagValues()) {
        tags = tags.and(LfTags.of(pair.tagKey(), value));
      }
    }
    return tags;
  }
}
