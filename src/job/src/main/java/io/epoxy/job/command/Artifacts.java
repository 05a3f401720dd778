package io.epoxy.job.command;

import io.epoxy.bundle.artifact.CatalogWriter;
import io.epoxy.bundle.artifact.GraphSummaryWriter;
import io.epoxy.bundle.artifact.ManifestEdit;
import io.epoxy.bundle.artifact.ManifestWriter;
import io.epoxy.bundle.artifact.NodeOutputs;
import io.epoxy.bundle.artifact.RunMetadata;
import io.epoxy.bundle.artifact.RunResultsWriter;
import io.epoxy.bundle.artifact.SemanticManifestWriter;
import io.epoxy.bundle.artifact.SourcesWriter;
import io.epoxy.bundle.artifact.WrittenFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.Versions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ArtifactPaths;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.FreshnessResult;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files of one command under the target folder. Thread-safe. */
final class Artifacts {
  /** Flags that dbt shows for every command, whether it takes them or not. */
  private static final Map<String, Object> ALWAYS_SHOWN =
      Map.of(
          "full_refresh", false, "introspect", true, "store_failures", false, "strict_mode", false);

  private final Invocation invocation;
  private final Path folder;
  private final String shownFolder;
  private final Map<String, String> customEnv;
  private final SecretScrubber scrubber;
  private final Instant startedAt;
  private final Events events;
  private final Map<UniqueId, CompiledNode> compiled = new ConcurrentHashMap<>();
  private final Set<UniqueId> built = ConcurrentHashMap.newKeySet();

  private Artifacts(
      Invocation invocation, RunSetting setting, Path folder, Instant startedAt, Events events) {
    this.invocation = invocation;
    this.folder = folder;
    this.shownFolder = shown(setting.folders().project(), folder);
    this.customEnv = RunMetadata.customEnv(setting.env());
    this.scrubber = new SecretScrubber(setting.env());
    this.startedAt = startedAt;
    this.events = events;
  }

  /** {@code --target-path}, else what dbt_project.yml says. */
  static Artifacts of(
      Invocation invocation,
      RunSetting setting,
      ProjectCompiler compiler,
      Instant startedAt,
      Events events) {
    Path folder = setting.folders().target().orElseGet(() -> compiler.project().targetFolder());
    return new Artifacts(invocation, setting, folder, startedAt, events);
  }

  /** Writes manifest.json and semantic_manifest.json, unless they are not wanted. */
  Optional<WrittenFile> writeManifest(Manifest manifest) {
    if (!isWritten()) {
      return Optional.empty();
    }
    WrittenFile written = ManifestWriter.write(manifest, metadata(), outputs(), manifestFile());
    tell("WritableManifest", manifestFile());
    SemanticManifestWriter.write(manifest, semanticManifestFile());
    tell("SemanticManifest", semanticManifestFile());
    return Optional.of(written);
  }

  boolean isWritten() {
    return invocation.flags().isOn(Flag.WRITE_JSON);
  }

  /**
   * The manifest of an earlier command; empty when it is not the one that was written then, or the
   * semantic manifest is not there.
   */
  Optional<ManifestEdit> editManifest(WrittenFile written) {
    return Files.exists(semanticManifestFile())
        ? ManifestEdit.open(manifestFile(), written)
        : Optional.empty();
  }

  /** Written whatever {@code --write-json} says, as in dbt. */
  void writeGraphSummary(Manifest manifest) {
    GraphSummaryWriter.write(manifest, invocation.id(), file("graph_summary.json"));
  }

  private Path manifestFile() {
    return file("manifest.json");
  }

  private Path semanticManifestFile() {
    return file("semantic_manifest.json");
  }

  /** The resources as manifest.json shows them. */
  ShownProject shown(Manifest manifest) {
    return new ShownProject(manifest, outputs());
  }

  /** Where the artifacts go. */
  Path folder() {
    return folder;
  }

  void writeRunResults(List<NodeResult> results) {
    if (!isWritten()) {
      return;
    }
    double elapsed = NodeRun.seconds(startedAt, events.clock().instant());
    Path file = file("run_results.json");
    RunResultsWriter.write(results, elapsed, arguments(), metadata(), file);
    boolean called = invocation.command() == Command.RUN_OPERATION;
    tell(called ? "RunResultsArtifact" : "RunExecutionResult", file);
  }

  /** sources.json, or the file of {@code --output}. */
  void writeSources(List<FreshnessResult> results) {
    if (!isWritten()) {
      return;
    }
    double elapsed = NodeRun.seconds(startedAt, events.clock().instant());
    Path file =
        invocation
            .flags()
            .text(Flag.OUTPUT_PATH)
            .map(Path::of)
            .orElseGet(() -> file("sources.json"));
    SourcesWriter.write(results, elapsed, metadata(), file);
    tell("FreshnessResult", file);
  }

  /** Where it is; written whatever {@code --write-json} says, as in dbt. */
  Path writeCatalog(CatalogWriter.Catalog catalog) {
    Path file = file("catalog.json").toAbsolutePath();
    CatalogWriter.write(catalog, metadata(), file);
    tell("CatalogArtifact", file);
    return file;
  }

  /** What parsing cost; written whatever {@code --write-json} says, as in dbt. */
  Path writePerformance(Map<String, Object> keys) {
    String name = "perf_info.json";
    write(name, PlainJson.text(keys));
    return folder.resolve(name).toAbsolutePath();
  }

  /** Where it is. */
  Path writePage(String name, String text) {
    write(name, text);
    return folder.resolve(name).toAbsolutePath();
  }

  void writeCompiled(CompiledNode node) {
    if (node.batch().isPresent()) {
      // Only its batches are compiled, so the model itself is not.
      String batch = node.batch().get().label();
      write(ArtifactPaths.ofBatch("compiled", node.node(), batch), node.sql());
      return;
    }
    compiled.put(node.node().uniqueId(), node);
    if (!node.sql().isEmpty()) {
      write(ArtifactPaths.compiled(node.node()), node.sql());
    }
  }

  void writeRun(CompiledNode ready, String statements) {
    Node node = ready.node();
    built.add(node.uniqueId());
    write(
        ready
            .batch()
            .map(batch -> ArtifactPaths.ofBatch("run", node, batch.label()))
            .orElseGet(() -> ArtifactPaths.run(node)),
        statements);
  }

  /** Names a file under dbt's word for what is in it. */
  private void tell(String type, Path file) {
    String path = file.toAbsolutePath().toString();
    events.message(
        RunEvent.Level.DEBUG,
        "ArtifactWritten",
        "Wrote artifact " + type + " to " + path,
        Map.of("artifact_type", type, "artifact_path", path));
  }

  private NodeOutputs outputs() {
    return new NodeOutputs(shownFolder, compiled, built);
  }

  RunMetadata metadata() {
    return new RunMetadata(
        invocation.id(), startedAt, events.clock().instant(), Versions.current().dbt(), customEnv);
  }

  /** The flags as dbt stores them under run_results {@code args}. */
  private Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>(ALWAYS_SHOWN);
    arguments.putAll(invocation.flags().values());
    arguments.put("which", invocation.command().dbtName());
    arguments.put("invocation_command", invocation.commandLine());
    return arguments;
  }

  private void write(String relativePath, String text) {
    Path file = folder.resolve(relativePath);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, scrubber.scrub(text));
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot write " + file + ": " + e, null, e);
    }
  }

  private Path file(String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot make " + folder + ": " + e, null, e);
    }
    return folder.resolve(name);
  }

  private static String shown(Path project, Path folder) {
    Path shown = folder.startsWith(project) ? project.relativize(folder) : folder;
    return shown.toString().replace('\\', '/');
  }
}
