package io.epoxy.compiler;

import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.parse.LinkedMemory;
import io.epoxy.compiler.parse.ParsedInputs;
import io.epoxy.compiler.parse.ProjectParser;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether and where parsing keeps a cache, and what all of it depends on. What single nodes depend
 * on (vars, environment variables, macros, their files) is known to the cache's entries.
 */
final class CacheSetting {
  private static final String FILE = "partial_parse.epoxy";

  private static final String PARTS_FILE = "partial_parse.parts";

  private static final String MEMORY_FILE = "parsed_inputs.epoxy";

  private static final String LINKED_FILE = "linked_manifest.epoxy";

  /**
   * Flags of what a command does with a parsed project. No parse depends on them: a node whose
   * template reads flags is never kept.
   */
  private static final Set<String> UNREAD_FLAGS =
      Set.of(
          "WHICH",
          "INVOCATION_COMMAND",
          "DEFER",
          "DEFER_STATE",
          "EXCLUDE",
          "EXCLUDE_RESOURCE_TYPES",
          "FAIL_FAST",
          "FAVOR_STATE",
          "FULL_REFRESH",
          "INDIRECT_SELECTION",
          "INLINE",
          "INTROSPECT",
          "LIMIT",
          "LIST_OUTPUT",
          "LOG_PATH",
          "MODELS",
          "OUTPUT",
          "OUTPUT_KEYS",
          "OUTPUT_PATH",
          "PROFILES_DIR",
          "PROJECT_DIR",
          "RESOURCE_TYPES",
          "SELECT",
          "SELECTOR",
          "STATE",
          "STORE_FAILURES",
          "TARGET_PATH",
          "VARS"); // known by who asked for them

  /** Keys of dbt_project.yml whose effect is known by who asked for it, as that of its trees. */
  private static final Set<String> ASKED_FOR = Set.of("vars", "on-run-start", "on-run-end");

  private CacheSetting() {}

  /** The cache; one that is off when the flag PARTIAL_PARSE is not given or false. */
  static ParseCache open(
      RunSettings settings, Target target, Project root, Map<String, Project> packages) {
    List<Object> identity = new ArrayList<>();
    identity.add(target(target));
    packages.values().forEach(project -> identity.add(project(project)));
    tellOfFullParse(settings, target, root, packages);
    return open(FILE, settings, root, identity, ProjectParser.cachedTypes());
  }

  /** dbt-core 1.12 {@code read_manifest_for_partial_parse}. */
  private static void tellOfFullParse(
      RunSettings settings, Target target, Project root, Map<String, Project> packages) {
    if (!isOn(settings)) {
      settings
          .messages()
          .message(
              MessageSink.Level.DEBUG, "PartialParsingNotEnabled", "Partial parsing not enabled");
      return;
    }
    Path folder = folder(settings, root);
    boolean found = Files.exists(folder.resolve(FILE));
    List<String> reasons = reasons(folder, target, packages);
    for (String reason :
        found ? reasons : List.of("saved manifest not found. Starting full parse.")) {
      settings
          .messages()
          .message(
              MessageSink.Level.INFO,
              "UnableToPartialParse",
              "Unable to do partial parsing because " + reason,
              Map.of("reason", reason));
    }
  }

  private static List<String> reasons(Path folder, Target target, Map<String, Project> packages) {
    Map<String, Object> connection = target(target);
    connection.remove("threads"); // no part of dbt's profile hash
    String names = connection.remove("profile_name") + "\n" + connection.remove("name");
    Map<Project, Map<String, Object>> projects = new LinkedHashMap<>();
    packages.values().forEach(project -> projects.put(project, project(project)));
    return FullParseReasons.of(folder.resolve(PARTS_FILE), names, connection, projects);
  }

  private static boolean isOn(RunSettings settings) {
    return Boolean.TRUE.equals(settings.flags().get("PARTIAL_PARSE"));
  }

  private static Path folder(RunSettings settings, Project root) {
    return settings.flags().get("TARGET_PATH") instanceof String path
        ? root.root().resolve(path)
        : root.targetFolder();
  }

  /**
   * The memory of what the last whole parse was made from. All that is not in a file of the project
   * counts, whoever reads it.
   */
  static ParseCache openMemory(
      RunSettings settings,
      Target target,
      Project root,
      Map<String, Project> packages,
      Map<String, Object> selectors) {
    List<Object> identity = new ArrayList<>();
    identity.add(target(target));
    packages.values().forEach(project -> identity.add(whole(project)));
    Map<String, Object> flags = new LinkedHashMap<>(settings.flags());
    flags.keySet().removeAll(UNREAD_FLAGS);
    identity.add(flags);
    identity.add(selectors);
    return open(MEMORY_FILE, settings, root, identity, ParsedInputs.cachedTypes());
  }

  /** The manifest of the last whole parse, which its memory names by a stamp. */
  static ParseCache openLinked(RunSettings settings, Project root) {
    return open(LINKED_FILE, settings, root, List.of(), LinkedMemory.cachedTypes());
  }

  private static ParseCache open(
      String name,
      RunSettings settings,
      Project root,
      List<Object> identity,
      List<Class<?>> types) {
    if (!isOn(settings)) {
      return ParseCache.off();
    }
    return ParseCache.open(
        folder(settings, root).resolve(name),
        identity,
        text -> settings.messages().message(MessageSink.Level.DEBUG, text),
        types.toArray(Class<?>[]::new));
  }

  private static Map<String, Object> target(Target target) {
    Map<String, Object> all = new LinkedHashMap<>(target.values());
    all.put("name", target.name());
    all.put("type", target.type());
    all.put("schema", target.schema());
    all.put("profile_name", target.profileName());
    all.put("threads", target.threads());
    return all;
  }

  private static Map<String, Object> whole(Project project) {
    Map<String, Object> all = project(project);
    all.put("profile", project.profile().orElse(null));
    all.put("root", project.root().toString());
    all.put("paths", project.paths().toString());
    all.put("target_path", project.targetPath());
    Map<String, Object> other = new LinkedHashMap<>(project.other());
    other.keySet().removeAll(ASKED_FOR);
    all.put("other", other);
    return all;
  }

  private static Map<String, Object> project(Project project) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", project.name());
    all.put("version", project.version());
    all.put("dispatch", project.dispatchOrder());
    all.put("flags", project.flags());
    all.put("quoting", project.quoting());
    return all;
  }
}
