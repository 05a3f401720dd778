package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.model.graph.ArtifactPaths;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What {@code on-run-end} statements see besides: {@code results}, {@code schemas}, {@code
 * database_schemas} (dbt-core 1.12 {@code RunTask.after_run}) and what became of {@code graph}. A
 * value that is a {@link Supplier} is asked when a template wants it.
 */
public final class RunMembers {
  private static final Set<RunStatus> NOT_BUILT =
      Set.of(RunStatus.ERROR, RunStatus.RUNTIME_ERROR, RunStatus.FAIL, RunStatus.SKIPPED);

  private RunMembers() {}

  /**
   * Those of a run that ended with these results.
   *
   * @param graph of the run, which is changed when a template asks for it
   * @param target the target folder as paths begin with it
   */
  public static Map<String, Object> of(
      Manifest manifest,
      List<NodeResult> results,
      Supplier<Map<Object, Object>> graph,
      String target) {
    Set<String> schemas = new LinkedHashSet<>();
    List<Object> shown = new ArrayList<>();
    for (NodeResult result : results) {
      SourceTable source = manifest.sources().get(result.uniqueId());
      if (source != null) {
        shown.add(result(result, "SourceDefinition", NodeFacts.source(source)));
        continue;
      }
      Optional<Map<Object, Object>> use = GraphFacts.ofUse(manifest, result.uniqueId());
      if (use.isPresent()) {
        shown.add(result(result, type(result), use.get()));
        continue;
      }
      Node node = manifest.findNode(result.uniqueId()).orElseThrow();
      if (isRelation(node) && !NOT_BUILT.contains(result.status())) {
        schemas.add(node.relation().schema());
      }
      shown.add(result(result, node.getClass().getSimpleName(), facts(node, result, target)));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("results", shown);
    members.put("schemas", new ArrayList<>(schemas));
    members.put(
        "database_schemas",
        new ArrayList<>(
            schemas.stream().map(schema -> PyTuple.copyOf(Arrays.asList(null, schema))).toList()));
    members.put("graph", (Supplier<Object>) () -> withSql(graph.get(), manifest, results, target));
    return members;
  }

  /**
   * What ran stands in {@code graph} with its SQL, as dbt's manifest has it by then. It stays the
   * same dict: packages keep things in it from {@code on-run-start} on.
   */
  private static Map<Object, Object> withSql(
      Map<Object, Object> graph, Manifest manifest, List<NodeResult> results, String target) {
    @SuppressWarnings("unchecked") // made so by NodeFacts
    Map<Object, Object> nodes = (Map<Object, Object>) graph.get("nodes");
    for (NodeResult result : results) {
      if (nodes.get(result.uniqueId().value()) instanceof Map<?, ?> node) {
        @SuppressWarnings("unchecked") // as above
        Map<Object, Object> facts = (Map<Object, Object>) node;
        result.compiledCode().ifPresent(sql -> NodeFacts.putSql(facts, sql));
        putPaths(facts, manifest.findNode(result.uniqueId()).orElseThrow(), result, target);
      }
    }
    return graph;
  }

  /** Nothing is written for a node whose SQL is empty; a seed's table is built without SQL. */
  private static void putPaths(
      Map<Object, Object> facts, Node node, NodeResult result, String target) {
    boolean hasSql = result.compiledCode().filter(sql -> !sql.isEmpty()).isPresent();
    if (hasSql) {
      facts.put("compiled_path", target + "/" + ArtifactPaths.compiled(node));
    }
    boolean isHook = node.resourceType() == ResourceType.OPERATION;
    if (hasSql && !isHook
        || node.resourceType() == ResourceType.SEED && !NOT_BUILT.contains(result.status())) {
      facts.put("build_path", target + "/" + ArtifactPaths.run(node));
    }
  }

  private static Map<Object, Object> facts(Node node, NodeResult result, String target) {
    Map<Object, Object> facts = facts(node, result);
    putPaths(facts, node, result, target);
    return facts;
  }

  private static Map<Object, Object> facts(Node node, NodeResult result) {
    if (result.compiledCode().isPresent()) {
      return NodeFacts.compiled(node, result.compiledCode().get());
    }
    Map<Object, Object> facts = NodeFacts.of(node);
    if (node.resourceType() != ResourceType.SEED) {
      facts.put("compiled", false);
      facts.put("compiled_code", null);
    }
    return facts;
  }

  private static String type(NodeResult result) {
    return result.uniqueId().resourceType() == ResourceType.EXPOSURE ? "Exposure" : "SavedQuery";
  }

  private static boolean isRelation(Node node) {
    ResourceType type = node.resourceType();
    return type == ResourceType.MODEL || type == ResourceType.SEED || type == ResourceType.SNAPSHOT;
  }

  private static FactsObject result(NodeResult result, String type, Map<Object, Object> node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", result.status().dbtName());
    fields.put(
        "timing", new ArrayList<>(result.timings().stream().map(RunMembers::timing).toList()));
    fields.put("thread_id", result.threadId());
    fields.put("execution_time", result.executionSeconds());
    fields.put("adapter_response", TemplateValues.toTemplate(result.adapterResponse()));
    fields.put("message", result.message().orElse(null));
    fields.put("failures", result.failures().isPresent() ? result.failures().getAsLong() : null);
    fields.put("batch_results", result.batchResults().map(RunMembers::batches).orElse(null));
    node.computeIfPresent(
        "config", (key, config) -> config instanceof Map<?, ?> map ? new ConfigFacts(map) : config);
    fields.put("node", new FactsObject(type, node));
    fields.put("agate_table", null);
    return new FactsObject("RunResult", fields);
  }

  private static FactsObject timing(Timing timing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", timing.name());
    fields.put("started_at", moment(timing.startedAt()));
    fields.put("completed_at", moment(timing.completedAt()));
    return new FactsObject("TimingInfo", fields);
  }

  private static FactsObject batches(BatchResults batches) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("successful", spans(batches.successful()));
    fields.put("failed", spans(batches.failed()));
    return new FactsObject("BatchResults", fields);
  }

  private static List<Object> spans(List<BatchResults.Span> spans) {
    return new ArrayList<>(
        spans.stream()
            .map(
                span ->
                    PyTuple.copyOf(
                        List.of(
                            TemplateValues.moment(span.start()),
                            TemplateValues.moment(span.end()))))
            .toList());
  }

  /** UTC without saying so, as dbt has it. */
  private static PyDateTime moment(Instant at) {
    return new PyDateTime(LocalDateTime.ofInstant(at, ZoneOffset.UTC), Optional.empty());
  }
}
