package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.config.Target;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What makes two attempts the same run, so that one may go on from what the other has done. What
 * only says how and on which machines it runs may differ: whoever ran out of memory goes on with
 * larger ones.
 *
 * @param parts the SHA-256 of each part by its name for people; vars can be long, and nobody's
 */
public record RunIdentity(Map<String, String> parts) {
  /** The vars are a part by themselves; the others change no row. */
  private static final Set<Flag> OTHER_FLAGS =
      Set.of(
          Flag.VARS,
          Flag.DEBUG,
          Flag.FAIL_FAST,
          Flag.INVOCATION_ID,
          Flag.LOG_FORMAT,
          Flag.LOG_FORMAT_FILE,
          Flag.LOG_LEVEL,
          Flag.LOG_LEVEL_FILE,
          Flag.PRINT,
          Flag.PRINTER_WIDTH,
          Flag.QUIET,
          Flag.SINGLE_THREADED,
          Flag.THREADS,
          Flag.USE_COLORS,
          Flag.USE_COLORS_FILE);

  private static final Set<String> MACHINES =
      Set.of(
          "execution_class",
          "job_run_queuing",
          "max_concurrent_runs",
          "max_retries",
          "price_per_dpu_hour",
          "query_timeout_in_minutes",
          "threads",
          "worker_type",
          "workers");

  public RunIdentity {
    parts = ImmutableMap.copyOf(parts);
  }

  public static RunIdentity of(RunRequest request) {
    Map<String, Object> whole = RecordJson.tree(request);
    Target target = request.target();
    Map<String, Object> keys = new LinkedHashMap<>(target.values());
    keys.keySet().removeAll(MACHINES);
    Invocation invocation = request.invocation();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("bundle", request.bundleSha256());
    parts.put("command", invocation.command().dbtName());
    parts.put("flags", hash(RecordJson.tree(ofTheRun(invocation.flags()))));
    parts.put("vars", hash(invocation.vars()));
    parts.put("target", hash(List.of(target.profileName(), target.name(), target.schema(), keys)));
    parts.put("environment", hash(whole.get("env")));
    parts.put("state", hash(whole.get("earlier")));
    return new RunIdentity(parts);
  }

  /** Paths are those of the machine that submits; what lies there is in the bundle or the state. */
  private static FlagValues ofTheRun(FlagValues flags) {
    Set<Flag> others = new LinkedHashSet<>(OTHER_FLAGS);
    for (Flag flag : Flag.values()) {
      if (flag.kind() == FlagKind.PATH) {
        others.add(flag);
      }
    }
    return flags.without(others);
  }

  /** The names of the parts that differ, sorted. */
  List<String> differencesFrom(RunIdentity other) {
    Set<String> names = new LinkedHashSet<>(parts.keySet());
    names.addAll(other.parts.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(parts.get(name), other.parts.get(name)))
        .sorted()
        .toList();
  }

  private static String hash(Object tree) {
    return Sha256.of(PlainJson.text(Optional.ofNullable(tree).orElse("")).getBytes(UTF_8));
  }
}
