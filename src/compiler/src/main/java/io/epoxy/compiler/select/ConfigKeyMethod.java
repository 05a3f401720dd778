package io.epoxy.compiler.select;

import java.util.function.Predicate;

/** {@code group:} and {@code access:}: config keys with a method of their own. */
final class ConfigKeyMethod implements SelectorMethod {
  private final String key;
  private final Match match;

  ConfigKeyMethod(String key, Match match) {
    this.key = key;
    this.match = match;
  }

  /** How the value is compared. */
  enum Match {
    EXACT,
    WILDCARD
  }

  @Override
  public String name() {
    return key;
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    String wanted = criterion.value();
    return candidate ->
        candidate
            .info()
            .config()
            .string(key)
            .filter(
                own -> match == Match.EXACT ? own.equals(wanted) : Wildcard.matches(own, wanted))
            .isPresent();
  }
}
