package io.epoxy.engine.execute;

import io.epoxy.engine.plan.PassingName;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lists a schema once for all the relations that templates look for in it, as dbt's relation cache
 * does. What this command changes is asked for again; what others change meanwhile may not be seen.
 * Thread-safe.
 */
public final class RelationCache implements Warehouse {
  private final Warehouse warehouse;
  private final Map<String, Listing> schemas = new HashMap<>();
  private volatile Optional<Consumer<String>> whenSchemaIsNew = Optional.empty();

  /** By schema, since the first listing: what runs before this one may have left. */
  private final Map<String, List<PassingName>> passing = new HashMap<>();

  /**
   * A schema.
   *
   * @param complete false when it may not be listed: then each relation is asked for
   * @param relations by their names
   * @param changed names that may mean something else now
   * @param confirmed Iceberg tables that have their rows, which no listing tells
   */
  private record Listing(
      boolean complete,
      Map<String, Relation> relations,
      Set<String> changed,
      Set<String> confirmed) {}

  public RelationCache(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** From now on hears the name of each schema that is made and was not there. */
  public void whenSchemaIsNew(Consumer<String> listener) {
    whenSchemaIsNew = Optional.of(listener);
  }

  @Override
  public Optional<Relation> findRelation(Relation name) {
    Listing listing = listing(name.schema());
    String key = lower(name.identifier());
    Relation found = listing.relations().get(key);
    boolean known =
        listing.complete()
            && !listing.changed().contains(key)
            && (found == null || isAskedFor(found, name));
    if (known && (found == null || isTold(found) || listing.confirmed().contains(key))) {
      return Optional.ofNullable(found);
    }
    Optional<Relation> now = warehouse.findRelation(name);
    if (known && now.isPresent()) {
      listing.confirmed().add(key);
    }
    return now;
  }

  /** Whether a listing has told all of it. */
  private static boolean isTold(Relation found) {
    return found.format().filter(format -> format.supports(FormatFeature.OWN_CATALOG)).isEmpty();
  }

  /** A name without catalog means what is listed; case counts for some catalogs. */
  private static boolean isAskedFor(Relation found, Relation name) {
    return found.identifier().equals(name.identifier())
        && (name.catalog().isEmpty() || name.catalog().equals(found.catalog()));
  }

  /** The lock is held while a schema is listed, so that a change waits until it can be noted. */
  private synchronized Listing listing(String schema) {
    return schemas.computeIfAbsent(
        lower(schema),
        key -> {
          Map<String, Relation> relations = new HashMap<>();
          boolean complete = true;
          try {
            warehouse
                .listRelations(schema)
                .forEach(relation -> relations.put(lower(relation.identifier()), relation));
          } catch (EpoxyException e) {
            complete = false; // who may read a table may not see the others
          }
          passing.computeIfAbsent(
              key,
              first ->
                  relations.values().stream()
                      .flatMap(relation -> PassingName.read(relation).stream())
                      .toList());
          return new Listing(
              complete, relations, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        });
  }

  /** The passing names beside a relation when its schema was listed first. */
  public synchronized List<PassingName> passing(Relation owner) {
    if (!passing.containsKey(lower(owner.schema()))) {
      listing(owner.schema());
    }
    return passing.get(lower(owner.schema())).stream()
        .filter(name -> name.owner().identifier().equalsIgnoreCase(owner.identifier()))
        .toList();
  }

  /** As a command that begins now. */
  public synchronized void beginAgain() {
    schemas.clear();
    passing.clear();
  }

  /** Says that a relation may have been made, replaced or dropped. */
  public synchronized void forget(Relation relation) {
    Listing listing = schemas.get(lower(relation.schema()));
    if (listing != null) {
      listing.changed().add(lower(relation.identifier()));
    }
  }

  /** Says that a statement of the user's ran. */
  void forgetAfter(String sql) {
    if (!StatementWords.of(sql).keepsRelations()) {
      forgetAll();
    }
  }

  /** Says that any relation may have changed. */
  public synchronized void forgetAll() {
    schemas.clear();
  }

  @Override
  public List<Relation> listRelations(String schema) {
    return warehouse.listRelations(schema);
  }

  @Override
  public List<Column> columns(Relation relation) {
    return warehouse.columns(relation);
  }

  @Override
  public QueryResult query(String sql) {
    try {
      return warehouse.query(sql);
    } finally {
      forgetAfter(sql);
    }
  }

  @Override
  public boolean schemaExists(String schema) {
    return warehouse.schemaExists(schema);
  }

  @Override
  public void createSchema(String schema) {
    if (whenSchemaIsNew.isEmpty()) {
      warehouse.createSchema(schema);
    } else if (!warehouse.schemaExists(schema)) {
      warehouse.createSchema(schema);
      whenSchemaIsNew.get().accept(schema);
    }
  }

  @Override
  public void dropSchema(String schema) {
    try {
      warehouse.dropSchema(schema);
    } finally {
      forgetAll();
    }
  }

  @Override
  public void dropRelation(Relation relation) {
    try {
      warehouse.dropRelation(relation);
    } finally {
      forget(relation);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
