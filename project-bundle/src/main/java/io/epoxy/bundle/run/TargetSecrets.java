package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps secrets of a profile on the machine where they are. */
public final class TargetSecrets {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|secret|token|credential|private_key|access_key).*"
              + "|pass|pwd");

  private final List<String> secrets;

  private TargetSecrets(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * Leaves out every key, nested ones too, that is named like a secret (password, token ...) or
   * whose value holds the value of a DBT_ENV_SECRET variable.
   *
   * @param env the environment that the profile was rendered with
   */
  public static Target strip(Target target, Map<String, String> env) {
    List<String> secrets =
        env.entrySet().stream()
            .filter(entry -> EnvNames.isSecret(entry.getKey()) && !entry.getValue().isBlank())
            .map(Map.Entry::getValue)
            .collect(ImmutableList.toImmutableList());
    Map<String, Object> kept = new TargetSecrets(secrets).strip(target.values());
    return new Target(
        target.profileName(),
        target.name(),
        target.type(),
        target.schema(),
        target.threads(),
        kept);
  }

  private Map<String, Object> strip(Map<?, ?> values) {
    Map<String, Object> kept = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!SECRET_NAME.matcher(name).matches() && !isSecret(value)) {
            kept.put(name, stripValue(value));
          }
        });
    return kept;
  }

  private Object stripValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return strip(map);
    }
    if (value instanceof List<?> list) {
      List<Object> kept = new ArrayList<>();
      list.stream().filter(item -> !isSecret(item)).forEach(item -> kept.add(stripValue(item)));
      return kept;
    }
    return value;
  }

  private boolean isSecret(Object value) {
    if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
      return false;
    }
    String text = value.toString();
    return secrets.stream().anyMatch(text::contains);
  }
}
