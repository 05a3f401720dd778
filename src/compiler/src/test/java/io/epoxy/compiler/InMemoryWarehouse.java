package io.epoxy.compiler;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A warehouse that knows the tables and the answers that it was given. */
final class InMemoryWarehouse implements Warehouse {
  private final Map<String, Relation> relations = new LinkedHashMap<>();
  private final Map<String, List<Column>> columns = new LinkedHashMap<>();
  private final Map<String, QueryResult> answers = new LinkedHashMap<>();
  private final Set<String> schemas = new LinkedHashSet<>();
  private final List<String> queries = new ArrayList<>();

  InMemoryWarehouse table(Relation relation, Column... given) {
    relations.put(key(relation), relation);
    columns.put(key(relation), List.of(given));
    schemas.add(relation.schema());
    return this;
  }

  InMemoryWarehouse answer(String sql, QueryResult result) {
    answers.put(sql, result);
    return this;
  }

  List<String> queries() {
    return queries;
  }

  @Override
  public Optional<Relation> findRelation(Relation name) {
    return Optional.ofNullable(relations.get(key(name)));
  }

  @Override
  public List<Relation> listRelations(String schema) {
    return relations.values().stream().filter(one -> one.schema().equals(schema)).toList();
  }

  @Override
  public List<Column> columns(Relation relation) {
    return columns.getOrDefault(key(relation), List.of());
  }

  @Override
  public QueryResult query(String sql) {
    queries.add(sql.strip());
    return answers.getOrDefault(sql.strip(), new QueryResult(List.of(), List.of()));
  }

  @Override
  public boolean schemaExists(String schema) {
    return schemas.contains(schema);
  }

  @Override
  public void createSchema(String schema) {
    schemas.add(schema);
  }

  @Override
  public void dropSchema(String schema) {
    schemas.remove(schema);
  }

  @Override
  public void dropRelation(Relation relation) {
    relations.remove(key(relation));
  }

  private static String key(Relation relation) {
    return relation.schema() + "." + relation.identifier();
  }
}
