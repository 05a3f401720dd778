package io.epoxy.job.command;

import io.epoxy.bundle.artifact.WrittenFile;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A parsed project with everything a command needs. */
record CommandContext(
    Invocation invocation,
    RunSetting setting,
    Events events,
    ProjectCompiler compiler,
    Manifest manifest,
    Artifacts artifacts,
    Instant startedAt,
    Duration parseTime,
    Optional<Retry> retry) {

  /** Who does not say what was found; a retry that has nothing to call ends before that. */
  private static final Set<Command> QUIET = Set.of(Command.PARSE, Command.RETRY);

  /** dbt's order of reading files. */
  private static final List<ResourceType> PARSED =
      List.of(
          ResourceType.MODEL,
          ResourceType.SNAPSHOT,
          ResourceType.ANALYSIS,
          ResourceType.TEST,
          ResourceType.SEED,
          ResourceType.OPERATION);

  /** Parses the project, says what was found, and writes manifest.json. */
  static CommandContext open(
      Invocation invocation,
      RunSetting setting,
      Events events,
      ProjectCompiler compiler,
      Instant startedAt) {
    Instant parsing = events.clock().instant();
    Artifacts artifacts = Artifacts.of(invocation, setting, compiler, startedAt, events);
    RepeatedParse repeated = new RepeatedParse(compiler, artifacts);
    Optional<Manifest> earlier =
        invocation.command() == Command.LS ? repeated.manifest() : Optional.empty();
    Manifest manifest = earlier.orElseGet(compiler::parse);
    Duration parseTime = Duration.between(parsing, events.clock().instant());
    CommandContext context =
        new CommandContext(
            invocation,
            setting,
            events,
            compiler,
            manifest,
            artifacts,
            startedAt,
            parseTime,
            Optional.empty());
    boolean isDocs = invocation.command() == Command.DOCS_GENERATE; // writes it once compiled
    if (earlier.isEmpty() && !isDocs) {
      Optional<WrittenFile> written = artifacts.writeManifest(manifest);
      if (invocation.command() == Command.PARSE || invocation.command() == Command.LS) {
        written.ifPresent(file -> repeated.remember(manifest, file));
      }
    }
    boolean queryFollows = !invocation.flags().text(Flag.INLINE).orElse("").isEmpty();
    boolean compiles = !isDocs || invocation.flags().isOn(Flag.COMPILE);
    boolean isQuiet = QUIET.contains(invocation.command());
    if (!isQuiet && !queryFollows && compiles) {
      context.tellFound();
    }
    return context;
  }

  /** dbt's line {@code Found 1 model, ...}. */
  void tellFound() {
    events.emit(new RunEvent.ProjectParsed(events.clock().instant(), counts()));
  }

  CommandContext withManifest(Manifest other) {
    return new CommandContext(
        invocation, setting, events, compiler, other, artifacts, startedAt, parseTime, retry);
  }

  /** The same for what an earlier run left undone, whatever the flags select. */
  CommandContext retrying(Retry what) {
    return new CommandContext(
        invocation,
        setting,
        events,
        compiler,
        manifest,
        artifacts,
        startedAt,
        parseTime,
        Optional.of(what));
  }

  /**
   * What the command works on: the selected ids of its types, or those that are retried, parents
   * first. Templates see them from now on, and {@code --defer} finds the rest in another state.
   */
  List<UniqueId> select(Set<ResourceType> types) {
    artifacts.writeGraphSummary(manifest);
    return begin(
        retry
            .map(what -> what.parentsFirst(manifest))
            .orElseGet(() -> new Selecting(this).select(types, types, EmptyNodes.LEFT_OUT)));
  }

  /** The same for nodes that are chosen already. */
  List<UniqueId> begin(List<UniqueId> selected) {
    compiler.begin(Deferring.scope(this, selected));
    return selected;
  }

  private Map<String, Integer> counts() {
    Map<ResourceType, Integer> counts = new LinkedHashMap<>();
    PARSED.forEach(type -> counts.put(type, 0));
    boolean genericOnly = true;
    boolean yamlOnly = true;
    for (Node node : manifest.nodes().values()) {
      // Tests of a disabled model stay in the manifest (dbt-core 1.12 compilation.py).
      boolean counted =
          node.resourceType() != ResourceType.TEST || node.info().config().flag("enabled", true);
      counts.merge(node.resourceType(), counted ? 1 : 0, Integer::sum);
      yamlOnly &=
          !(node instanceof SnapshotNode) || !node.info().originalFilePath().endsWith(".sql");
      genericOnly &= !(node instanceof TestNode test) || test.generic().isPresent();
    }
    if (genericOnly) {
      // dbt counts in the order of parsing: property files come after all others.
      counts.put(ResourceType.TEST, counts.remove(ResourceType.TEST));
    }
    if (yamlOnly) {
      counts.put(ResourceType.SNAPSHOT, counts.remove(ResourceType.SNAPSHOT));
    }
    if (counts.containsKey(ResourceType.SQL_OPERATION)) {
      counts.put(ResourceType.SQL_OPERATION, counts.remove(ResourceType.SQL_OPERATION));
    }
    counts.put(ResourceType.SOURCE, manifest.sources().size());
    counts.put(ResourceType.EXPOSURE, manifest.exposures().size());
    counts.put(ResourceType.METRIC, semantic(ResourceType.METRIC));
    counts.put(ResourceType.MACRO, manifest.macros().size());
    counts.put(ResourceType.GROUP, manifest.groups().size());
    counts.put(ResourceType.SEMANTIC_MODEL, semantic(ResourceType.SEMANTIC_MODEL));
    counts.put(ResourceType.SAVED_QUERY, semantic(ResourceType.SAVED_QUERY));
    counts.put(ResourceType.UNIT_TEST, manifest.unitTests().size());
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach(
        (type, count) -> {
          if (count > 0) {
            named.put(count == 1 ? type.dbtName().replace('_', ' ') : plural(type), count);
          }
        });
    return named;
  }

  private int semantic(ResourceType type) {
    return manifest.semanticLayer(type).size();
  }

  /** dbt-core 1.12, artifacts/resources/types.py. */
  private static String plural(ResourceType type) {
    return switch (type) {
      case ANALYSIS -> "analyses";
      case SAVED_QUERY -> "saved queries";
      case TEST -> "data tests";
      default -> type.dbtName().replace('_', ' ') + "s";
    };
  }

  /** What lines and results say of a resource. */
  NodeSummary summary(UniqueId id) {
    Optional<GraphMember> node = manifest.findNode(id).map(GraphMember.class::cast);
    return summary(node.or(() -> manifest.find(id)).orElseThrow());
  }

  /** The same of a resource in hand. */
  NodeSummary summary(GraphMember member) {
    NodeSummary summary = NodeSummary.of(member);
    return member
        .info()
        .group()
        .flatMap(name -> group(member.info().packageName(), name))
        .map(summary::inGroup)
        .orElse(summary);
  }

  /** What logs say of a group (dbt-core 1.12 {@code to_logging_dict}). */
  private Optional<Map<String, Object>> group(String packageName, String name) {
    Group group = manifest.groups().get(UniqueId.of(ResourceType.GROUP, packageName, name));
    if (group == null) {
      return Optional.empty();
    }
    Map<String, Object> owner = new LinkedHashMap<>();
    group
        .owner()
        .forEach(
            (key, value) -> {
              if (value != null) {
                owner.put(key, String.valueOf(value));
              }
            });
    return Optional.of(
        Map.of("name", group.name(), "package_name", group.packageName(), "owner", owner));
  }

  /** Tells that so many nodes are about to run. */
  void tellExecution(int total) {
    events.emit(
        new RunEvent.ExecutionStarted(
            events.clock().instant(),
            EngineFactory.threads(this),
            compiler.target().name(),
            total));
  }
}
