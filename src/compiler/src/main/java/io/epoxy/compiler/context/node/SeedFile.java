package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.table.SeedTable;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** {@code load_agate_table()} (dbt-core 1.12 {@code ProviderContext.load_agate_table}). */
public final class SeedFile {
  private SeedFile() {}

  /**
   * The rows of a seed's file. Columns with a type of their own are not guessed at.
   *
   * @param root the folder of the seed's package
   */
  public static TableObject load(NodeInfo seed, Path root, MessageSink messages) {
    ResourceType type = seed.uniqueId().resourceType();
    if (type != ResourceType.SEED) {
      throw CallError.compilation(
          "can only load_agate_table for seeds (got a " + type.dbtName() + ")");
    }
    Path file = root.resolve(seed.originalFilePath());
    Set<String> typed = seed.config().map("column_types").keySet();
    TableObject table = SeedTable.read(file, delimiter(seed), typed, messages);
    Set<String> unknown = new TreeSet<>(typed);
    unknown.removeAll(table.columnNames());
    if (!unknown.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "Column types specified for non-existent columns in seed '"
              + seed.name()
              + "' (file: "
              + file
              + "): "
              + String.join(", ", unknown)
              + ". These column type overrides will be ignored.");
    }
    return table;
  }

  private static char delimiter(NodeInfo seed) {
    String written = seed.config().string("delimiter").orElse(",");
    if (written.length() != 1) {
      throw CallError.compilation(
          "the delimiter of seed '"
              + seed.name()
              + "' must be one character, not '"
              + written
              + "'");
    }
    return written.charAt(0);
  }
}
