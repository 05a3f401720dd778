package io.epoxy.model.governance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lake Formation's permissions on a table; dbt's {@code grants} name them in lower case. */
public enum LfPermission {
  SELECT,
  INSERT,
  DELETE,
  ALTER,
  DROP,
  DESCRIBE;

  /** The permission of a word in any case; empty when there is none of that name. */
  public static Optional<LfPermission> find(String word) {
    return Arrays.stream(values())
        .filter(permission -> permission.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** What {@code grants} may name. */
  public static List<String> words() {
    return Arrays.stream(values()).map(LfPermission::word).toList();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
