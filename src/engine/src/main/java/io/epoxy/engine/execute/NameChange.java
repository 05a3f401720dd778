package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A relation takes the name of another one.
 *
 * @param statements runs SQL on the node's session
 */
record NameChange(LiveCatalog live, FileTables tables, Statements statements) {
  /** In the session's catalog; returns the folders that the old relation gave up. */
  Set<String> inSessionCatalog(NameStep.TakeName step) {
    Optional<TableState> old = find(step.relation());
    Set<String> replaced = old.map(tables::locations).orElse(Set.of());
    TableState made = find(step.from()).orElseThrow();
    Map<String, String> properties = new LinkedHashMap<>(made.properties());
    properties.putAll(step.properties());
    try {
      live.publish(
          ColumnComments.on(
              made.named(lower(step.relation().identifier())).withProperties(properties),
              step.columnComments()),
          old);
    } finally {
      live.forget(made);
    }
    return replaced;
  }

  /**
   * In Iceberg's catalog, when that is Glue's: a name is free before an Iceberg table takes it. The
   * old relation is back when it could not.
   */
  void inIcebergCatalog(NameStep.TakeName step) {
    Optional<TableState> old = find(step.relation());
    old.ifPresent(live::forget);
    try {
      statements.run(
          "alter table "
              + step.from()
              + " rename to "
              + Relation.of(step.relation().schema(), step.relation().identifier()));
    } catch (RuntimeException e) {
      old.ifPresent(live::publish);
      throw e;
    }
  }

  /** Takes the mark of a first build off; one that went with the definition before is gone. */
  void endFirstBuild(Relation relation) {
    Optional<TableState> marked =
        find(relation).filter(table -> table.properties().containsKey(RelationState.FIRST_BUILD));
    marked.ifPresent(
        table -> {
          Map<String, String> properties = new LinkedHashMap<>(table.properties());
          properties.remove(RelationState.FIRST_BUILD);
          live.publish(table.withProperties(properties), marked);
        });
  }

  private Optional<TableState> find(Relation relation) {
    return live.findTable(lower(relation.schema()), lower(relation.identifier()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
