package io.epoxy.launcher.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param advice what to do
 */
record Finding(String check, Verdict verdict, String text, Optional<String> advice) {
  /** How it stands. */
  enum Verdict {
    OK,
    /** Neither good nor bad, but good to know. */
    NOTE,
    WARNING,
    /** A run would fail. */
    PROBLEM
  }

  Finding {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(advice, "advice");
  }

  static Finding of(String check, Verdict verdict, String text) {
    return new Finding(check, verdict, text, Optional.empty());
  }

  static Finding problem(String check, String text, String advice) {
    return new Finding(check, Verdict.PROBLEM, text, Optional.of(advice));
  }

  String word() {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("check", check);
    tree.put("verdict", word());
    tree.put("text", text);
    tree.put("advice", advice.orElse(null));
    return tree;
  }

  /** For people: a line, and what to do below it. */
  String line() {
    String line = String.format(Locale.ROOT, "%-8s %-15s %s", word(), check, text);
    return line + advice.map(what -> "\n" + " ".repeat(25) + what).orElse("");
  }
}
