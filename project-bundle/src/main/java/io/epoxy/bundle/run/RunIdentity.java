package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What makes two attempts the same run, so that one may go on from what the other has done.
 *
 * @param parts the SHA-256 of each part by its name for people; vars can be long, and nobody's
 */
public record RunIdentity(Map<String, String> parts) {
  private static final Set<Flag> OWN_PART = Set.of(Flag.VARS);

  public RunIdentity {
    parts = ImmutableMap.copyOf(parts);
  }

  public static RunIdentity of(RunRequest request) {
    Map<String, Object> whole = RecordJson.tree(request);
    Invocation invocation = request.invocation();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("bundle", request.bundleSha256());
    parts.put("command", invocation.command().dbtName());
    parts.put("flags", hash(RecordJson.tree(invocation.flags().without(OWN_PART))));
    parts.put("vars", hash(invocation.vars()));
    parts.put("target", hash(whole.get("target")));
    parts.put("environment", hash(whole.get("env")));
    parts.put("state", hash(whole.get("earlier")));
    return new RunIdentity(parts);
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
