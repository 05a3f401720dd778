package io.epoxy.engine;

import com.google.common.collect.ImmutableSet;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link SparkEngine} needs to know before it starts.
 *
 * @param projectDir relative paths of sources are relative to it
 * @param stateDir {@code <project>/.epoxy}; read and written in LOCAL mode only
 * @param formats the table formats that the project uses; only their extensions are switched on
 * @param threads nodes that run at the same time, at least 1
 * @param messages hears warnings about nodes, on the thread that builds the node
 */
public record EngineOptions(
    Mode mode,
    Path projectDir,
    Path stateDir,
    Target target,
    Set<TableFormat> formats,
    int threads,
    LocalCatalogKind localCatalog,
    WarningTests warningTests,
    MessageSink messages) {
  public EngineOptions {
    Objects.requireNonNull(mode, "mode");
    projectDir = projectDir.toAbsolutePath().normalize();
    stateDir = stateDir.toAbsolutePath().normalize();
    Objects.requireNonNull(target, "target");
    formats = ImmutableSet.copyOf(formats);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    Objects.requireNonNull(localCatalog, "localCatalog");
    Objects.requireNonNull(warningTests, "warningTests");
    Objects.requireNonNull(messages, "messages");
  }
}
