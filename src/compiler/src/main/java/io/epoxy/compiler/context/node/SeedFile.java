package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.table.SeedTable;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.table.TypedSeed;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A seed's file by its config (dbt-core 1.12 {@code ProviderContext.load_agate_table}). */
public final class SeedFile {
  private SeedFile() {}

  /**
   * What {@code load_agate_table()} answers. Columns with a type of their own are not guessed at.
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
    warnOfUnknown(typed, table.columnNames(), seed, file, messages);
    return table;
  }

  /**
   * The rows of a seed's file as its table gets them.
   *
   * @param root the folder of the seed's package
   * @param target tells what dbt-glue's profile keys ask for
   */
  public static SeedRows rows(NodeInfo seed, Path root, Target target, MessageSink messages) {
    Path file = root.resolve(seed.originalFilePath());
    if (isAsDbtGlue(seed, target)) {
      return TypedSeed.asDbtGlue(file, delimiter(seed));
    }
    Map<String, String> types = new LinkedHashMap<>();
    seed.config().map("column_types").forEach((name, type) -> types.put(name, Python.str(type)));
    TypedSeed rows = TypedSeed.asDbt(file, delimiter(seed), types);
    List<String> names = rows.columns().stream().map(Column::name).toList();
    warnOfUnknown(types.keySet(), names, seed, file, messages);
    return rows;
  }

  /** {@code seed_compat: dbt-glue}, unless the profile asks dbt-glue itself for typed seeds. */
  private static boolean isAsDbtGlue(NodeInfo seed, Target target) {
    String key = "seed_compat";
    Optional<String> compat = seed.config().string(key).or(() -> target.string(key));
    if (compat.filter(word -> !word.equals("dbt") && !word.equals("dbt-glue")).isPresent()) {
      throw CallError.compilation(key + " must be 'dbt' or 'dbt-glue', not '" + compat.get() + "'");
    }
    boolean casting = new NodeConfig(target.values()).flag("enable_spark_seed_casting", false);
    return compat.filter("dbt-glue"::equals).isPresent() && !casting;
  }

  private static void warnOfUnknown(
      Set<String> typed, List<String> names, NodeInfo seed, Path file, MessageSink messages) {
    Set<String> unknown = new TreeSet<>(typed);
    names.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "JinjaLogWarning",
          "Column types specified for non-existent columns in seed '"
              + seed.name()
              + "' (file: "
              + file
              + "): "
              + String.join(", ", unknown)
              + ". These column type overrides will be ignored.");
    }
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
