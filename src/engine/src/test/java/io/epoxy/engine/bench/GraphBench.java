package io.epoxy.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.epoxy.engine.EngineOptions;
import io.epoxy.engine.Fixtures;
import io.epoxy.engine.LocalCatalogKind;
import io.epoxy.engine.Mode;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.result.RunStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * What the engine adds to the SQL of trivial nodes, and what its threads gain: graphs built by the
 * engine and by a loop over a bare session, by turns in one process. Only the Maven profile {@code
 * bench} runs it; {@code -Dbench.nodes=200 -Dbench.rounds=3} are the defaults, and {@code
 * -Dbench.graphs=wide,view} leaves other shapes and kinds out.
 */
final class GraphBench {
  private static final int NODES = Integer.getInteger("bench.nodes", 200);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final Set<String> GRAPHS =
      Set.of(System.getProperty("bench.graphs", "wide,deep,view,table").split(","));
  private static final int THREADS = 8;

  /** Spark reads at most 100 views through each other, and takes longer with each. */
  private static final int VIEWS_DEEP = 20;

  private final Path folder = Path.of("target", "bench").toAbsolutePath();
  private final List<String> rows = new ArrayList<>();
  private SparkEngine engine;
  private int schemas;

  private enum Shape {
    WIDE,
    DEEP;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    OptionalInt parent(int node, String kind) {
      boolean first = this == WIDE || node == 0 || kind.equals("view") && node % VIEWS_DEEP == 0;
      return first ? OptionalInt.empty() : OptionalInt.of(node - 1);
    }
  }

  @Test
  void measures() throws IOException {
    rows.add("| graph | bare ms | engine on top | bare CPU ms | engine on top | 8 threads |");
    rows.add("|---|---|---|---|---|---|");
    try (SparkEngine opened = SparkEngine.open(options())) {
      engine = opened;
      for (Shape shape : Shape.values()) {
        for (String kind : List.of("view", "table")) {
          if (GRAPHS.contains(shape.label()) && GRAPHS.contains(kind)) {
            measure(shape, kind);
          }
        }
      }
    }
    rows.forEach(System.out::println);
    Files.write(folder.resolve("graphs.md"), rows);
  }

  private EngineOptions options() throws IOException {
    Path state = Files.createTempDirectory(Files.createDirectories(folder), "run").resolve("state");
    return new EngineOptions(
        Mode.LOCAL,
        folder,
        state,
        Fixtures.target("bench"),
        EnumSet.of(TableFormat.PARQUET),
        THREADS,
        LocalCatalogKind.JOURNAL,
        WarningTests.WARN,
        MessageSink.NONE);
  }

  private void measure(Shape shape, String kind) {
    String name = shape.label() + ", " + kind;
    Graph warm = graph(shape, kind, NODES / 4);
    byTurns(name, warm);
    warm.inParallel();
    warm.drop();
    for (int round = 1; round <= ROUNDS; round++) {
      Graph single = graph(shape, kind, NODES);
      String made = byTurns(name + ", new", single);
      String again = byTurns(name + ", again", single);
      single.drop();
      Graph looped = graph(shape, kind, NODES);
      Graph threaded = graph(shape, kind, NODES);
      rows.add(made + gain(looped, threaded));
      rows.add(again + gain(looped, threaded));
      looped.drop();
      threaded.drop();
    }
  }

  private static String gain(Graph looped, Graph threaded) {
    long start = System.nanoTime();
    looped.inLoop();
    long between = System.nanoTime();
    threaded.inParallel();
    long end = System.nanoTime();
    return String.format(Locale.ROOT, " %.2f |", (double) (between - start) / (end - between));
  }

  /** Node for node, so that both meet the same load of the machine. */
  private static String byTurns(String name, Graph graph) {
    Cost bare = new Cost();
    Cost built = new Cost();
    for (int i = 0; i < graph.models().size(); i++) {
      int node = i;
      bare.of(() -> graph.byStatement(node));
      built.of(() -> graph.byEngine(node));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %+.1f | %.1f | %+.1f |",
        name,
        bare.wall(),
        built.wall() - bare.wall(),
        bare.cpu(),
        built.cpu() - bare.cpu());
  }

  /** Milliseconds of nodes: the median that a clock shows, and the mean of the processor. */
  private static final class Cost {
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Long> walls = new ArrayList<>();
    private long cpu;

    void of(Runnable work) {
      long cpuBefore = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      work.run();
      walls.add(System.nanoTime() - start);
      cpu += SYSTEM.getProcessCpuTime() - cpuBefore;
    }

    double wall() {
      return walls.stream().sorted().skip(walls.size() / 2).findFirst().orElseThrow() / 1e6;
    }

    double cpu() {
      return cpu / 1e6 / walls.size();
    }
  }

  private Graph graph(Shape shape, String kind, int nodes) {
    String schema = "bench" + schemas++;
    String bare = schema + "_bare";
    List.of(schema, bare).forEach(engine.warehouse()::createSchema);
    List<String> statements = new ArrayList<>();
    Map<UniqueId, CompiledNode> models = new LinkedHashMap<>();
    Map<UniqueId, Set<UniqueId>> parents = new LinkedHashMap<>();
    for (int i = 0; i < nodes; i++) {
      OptionalInt parent = shape.parent(i, kind);
      CompiledNode model =
          Fixtures.model(
              Relation.of(schema, "n" + i), query(schema, parent), Map.of("materialized", kind));
      UniqueId id = model.node().uniqueId();
      parents.put(
          id,
          parent.isPresent()
              ? Set.of(List.copyOf(models.keySet()).get(parent.getAsInt()))
              : Set.of());
      models.put(id, model);
      statements.add(
          bare
              + ".n"
              + i
              + (kind.equals("view") ? "" : " using parquet")
              + " as "
              + query(bare, parent));
    }
    return new Graph(engine, schema, kind, statements, models, DependencyGraph.of(parents));
  }

  private record Graph(
      SparkEngine engine,
      String schema,
      String kind,
      List<String> statements,
      Map<UniqueId, CompiledNode> models,
      DependencyGraph edges) {
    private static final SparkSession BARE = SparkSession.active().newSession();

    void byStatement(int node) {
      String statement = statements.get(node);
      if (kind.equals("view")) {
        BARE.sql("create or replace view " + statement);
      } else {
        BARE.sql("drop table if exists " + statement.substring(0, statement.indexOf(' ')));
        BARE.sql("create table " + statement);
      }
    }

    void byEngine(int node) {
      build(List.copyOf(models.keySet()).get(node));
    }

    private RunStatus build(UniqueId id) {
      return engine.execute(models.get(id), RefreshMode.NORMAL).status();
    }

    void inLoop() {
      for (int i = 0; i < statements.size(); i++) {
        byStatement(i);
      }
    }

    void inParallel() {
      Map<UniqueId, RunStatus> ended =
          new GraphRunner(edges, List.copyOf(models.keySet()), THREADS)
              .run(this::build, (id, cause) -> {});
      assertThat(ended.values()).hasSize(models.size()).containsOnly(RunStatus.SUCCESS);
    }

    void drop() {
      engine.warehouse().dropSchema(schema);
      engine.warehouse().dropSchema(schema + "_bare");
    }
  }

  private static String query(String schema, OptionalInt parent) {
    return parent.isPresent()
        ? "select id from " + schema + ".n" + parent.getAsInt()
        : "select 1 as id";
  }
}
