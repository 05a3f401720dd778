package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.JournaledCatalog;
import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.plan.Locations;
import io.epoxy.engine.plan.StrategyStatements;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.Grants;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;

/** Everything that touches Spark, put together once per run. Thread-safe. */
public final class EngineParts implements AutoCloseable {
  private final SparkSessions sessions;
  private final Locations locations;
  private final Optional<JournaledCatalog> journal;
  private final PlanExecutor.Shared shared;
  private volatile Function<Node, UnaryOperator<String>> comments =
      node -> UnaryOperator.identity();
  private final RelationCache relations;
  private volatile MessageSink messages = MessageSink.NONE;

  private EngineParts(
      SparkSessions sessions,
      Locations locations,
      Optional<JournaledCatalog> journal,
      VersionFolders.Unpublished unpublished) {
    this.sessions = sessions;
    this.locations = locations;
    this.journal = journal;
    LiveCatalog live = new LiveCatalog(sessions.base());
    CatalogChanges changes = recordedIn(journal);
    SparkWarehouse warehouse = new SparkWarehouse(sessions, live, locations, changes);
    this.shared =
        new PlanExecutor.Shared(
            sessions,
            warehouse,
            live,
            changes,
            unpublished,
            new SparkGrants(sessions::understands, warehouse::query),
            new BatchTurns());
    this.relations = new RelationCache(shared.warehouse());
  }

  private static CatalogChanges recordedIn(Optional<JournaledCatalog> journal) {
    return new CatalogChanges() {
      @Override
      public void anywhere() {
        journal.ifPresent(JournaledCatalog::recordPartitions);
      }

      @Override
      public void of(Relation relation) {
        journal.ifPresent(
            kept ->
                kept.recordPartitions(
                    relation.schema().toLowerCase(Locale.ROOT),
                    relation.identifier().toLowerCase(Locale.ROOT)));
      }
    };
  }

  /** An embedded Spark whose in-memory catalog is kept in a journal. */
  public static EngineParts localJournal(Path stateDir, Target target, Set<TableFormat> formats) {
    SparkSessions sessions =
        SparkSessions.start(
            SessionSettings.local(stateDir, target, formats),
            target.schema(),
            stateDir.resolve("spark.log"));
    try {
      JournaledCatalog journal =
          JournaledCatalog.attach(sessions.base(), stateDir.resolve("catalog.jsonl"));
      sessions.useSchema();
      return local(sessions, stateDir, target, Optional.of(journal));
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
  }

  /** An embedded Spark with Hive's metastore. */
  public static EngineParts localHive(Path stateDir, Target target, Set<TableFormat> formats) {
    SparkSessions sessions =
        SparkSessions.start(
            SessionSettings.local(stateDir, target, formats).withHive(stateDir),
            target.schema(),
            stateDir.resolve("spark.log"));
    return local(sessions, stateDir, target, Optional.empty());
  }

  /** Glue's own session. */
  public static EngineParts glue(Target target, Set<TableFormat> formats, Map<String, String> env) {
    SparkSession given = SparkSessions.existing();
    SessionSettings settings =
        SessionSettings.glue(target, formats, SparkSessions.conf(given), env);
    return new EngineParts(
        SparkSessions.on(given, settings, target.schema()),
        new Locations(target.string("location"), layout(target), Locations.Site.CLOUD),
        Optional.empty(),
        VersionFolders.Unpublished.PERHAPS_IN_USE);
  }

  private static EngineParts local(
      SparkSessions sessions, Path stateDir, Target target, Optional<JournaledCatalog> journal) {
    return new EngineParts(
        sessions,
        new Locations(
            Optional.of(SessionSettings.localWarehouse(stateDir).toUri().toString()),
            layout(target),
            Locations.Site.HERE),
        journal,
        VersionFolders.Unpublished.LEFTOVER);
  }

  private static Locations.Layout layout(Target target) {
    return target.flag("root_location")
        ? Locations.Layout.WITHOUT_SCHEMA
        : Locations.Layout.WITH_SCHEMA;
  }

  public SparkWarehouse warehouse() {
    return shared.warehouse();
  }

  /** Who may do what, where the catalog keeps it. */
  public Grants grants() {
    return shared.grants();
  }

  public SparkSessions sessions() {
    return sessions;
  }

  public Locations locations() {
    return locations;
  }

  /** What is known of the schemas' relations. */
  public RelationCache relations() {
    return relations;
  }

  /** From now on a node's statements go to Spark as this makes them. */
  public void commentStatements(Function<Node, UnaryOperator<String>> byNode) {
    comments = byNode;
  }

  /** From now on each node's statements are told as they go to Spark, at debug level. */
  public void tellStatements(MessageSink hearer) {
    messages = hearer;
  }

  private StatementLog log(Node node) {
    return new StatementLog(messages, node.uniqueId().value(), comments.apply(node));
  }

  /** An executor for one node, on the calling thread. */
  public PlanExecutor executor(CompiledNode node) {
    return executor(node, StrategyStatements.NONE);
  }

  /** As the other, for a node that may have a strategy of its own. */
  public PlanExecutor executor(CompiledNode node, StrategyStatements strategies) {
    return PlanExecutor.open(shared, node, new MacroRows(strategies, relations), log(node.node()));
  }

  /** A session for one node whose statements come from macros, on the calling thread. */
  public SessionWarehouse session(Node node) {
    return SessionWarehouse.open(
        sessions.openFor(node.uniqueId().value()), shared.warehouse(), relations, log(node));
  }

  public ExternalSources sources(Path projectDir) {
    return new ExternalSources(sessions, shared.warehouse(), projectDir, shared.changes());
  }

  @Override
  public void close() {
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sessions.close();
    }
  }
}
