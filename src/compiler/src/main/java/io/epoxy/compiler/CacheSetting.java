package io.epoxy.compiler;

import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.parse.ProjectParser;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether and where parsing keeps a cache, and what all of it depends on. What single nodes depend
 * on (vars, environment variables, macros, their files) is known to the cache's entries.
 */
final class CacheSetting {
  private static final String FILE = "partial_parse.epoxy";

  private CacheSetting() {}

  /** The cache; one that is off when the flag PARTIAL_PARSE is not given or false. */
  static ParseCache open(
      RunSettings settings, Target target, Project root, Map<String, Project> packages) {
    if (!Boolean.TRUE.equals(settings.flags().get("PARTIAL_PARSE"))) {
      return ParseCache.off();
    }
    Path folder =
        settings.flags().get("TARGET_PATH") instanceof String path
            ? root.root().resolve(path)
            : root.targetFolder();
    List<Object> identity = new ArrayList<>();
    identity.add(target(target));
    packages.values().forEach(project -> identity.add(project(project)));
    return ParseCache.open(
        folder.resolve(FILE),
        identity,
        text -> settings.messages().message(MessageSink.Level.DEBUG, text),
        ProjectParser.cachedTypes().toArray(Class<?>[]::new));
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

  private static Map<String, Object> project(Project project) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", project.name());
    all.put("version", project.version());
    all.put("trees", project.configTrees());
    all.put("dispatch", project.dispatchOrder());
    all.put("flags", project.flags());
    all.put("quoting", project.quoting());
    return all;
  }
}
