package io.epoxy.job.command;

import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.engine.EngineOptions;
import io.epoxy.engine.LocalCatalogKind;
import io.epoxy.engine.Mode;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.SeedFormat;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the engine that a command needs, or says which parts of the class path it lacks. */
final class EngineFactory {
  private EngineFactory() {}

  /**
   * Starts Spark with the formats that the project uses.
   *
   * @throws io.epoxy.engine.MissingPartException when the class path lacks Spark or a format
   */
  static SparkEngine open(CommandContext context) {
    SparkEngine engine =
        open(
            context.setting(),
            context.compiler().target(),
            formats(context.manifest(), context.compiler().target()),
            threads(context),
            warningTests(context.events().warnErrors()),
            context.events().sink());
    engine.commentStatements(
        node -> context.compiler().queryComment(context.manifest(), node, engine.warehouse()));
    if (context.setting().place() == RunSetting.Place.GLUE) {
      NewDatabases.find(context.compiler().target(), context.events().sink())
          .ifPresent(engine::whenSchemaIsNew);
    }
    return engine;
  }

  /** As {@link #open(CommandContext)}, for a command that has no manifest. */
  static SparkEngine open(
      RunSetting setting,
      Target target,
      Set<TableFormat> formats,
      int threads,
      WarningTests warningTests,
      MessageSink messages) {
    Path project = setting.folders().project();
    boolean local = setting.place() == RunSetting.Place.LOCAL;
    return SparkEngine.open(
        new EngineOptions(
            local ? Mode.LOCAL : Mode.GLUE,
            project,
            project.resolve(".epoxy"),
            target,
            formats,
            threads,
            localCatalog(target),
            warningTests,
            messages));
  }

  /** A warning of a test has the name of the line that tells it (dbt-core 1.12 task/test.py). */
  private static WarningTests warningTests(WarnErrors warnErrors) {
    return warnErrors.decide("LogTestResult") == WarnErrors.Decision.ERROR
        ? WarningTests.FAIL
        : WarningTests.WARN;
  }

  static int threads(CommandContext context) {
    return context.compiler().target().threads();
  }

  /** Every format that a model, seed or external source of the project names. */
  static Set<TableFormat> formats(Manifest manifest, Target target) {
    Set<TableFormat> formats = EnumSet.noneOf(TableFormat.class);
    for (Node node : manifest.nodes().values()) {
      NodeConfig config = node.info().config();
      Optional<String> format =
          node instanceof SeedNode ? SeedFormat.of(config, target) : config.string("file_format");
      format.flatMap(TableFormat::find).ifPresent(formats::add);
    }
    for (SourceTable source : manifest.sources().values()) {
      Map<String, Object> external = source.external().orElse(Map.of());
      TableFormat.find(String.valueOf(external.get("file_format"))).ifPresent(formats::add);
    }
    return formats;
  }

  private static LocalCatalogKind localCatalog(Target target) {
    String kind = target.string("local_catalog").orElse("journal");
    return LocalCatalogKind.find(kind)
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.PROFILE,
                    "local_catalog must be 'journal' or 'hive', not '"
                        + kind
                        + "' (target '"
                        + target.name()
                        + "')"));
  }
}
