package io.epoxy.compiler.load;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The patterns of .dbtignore, which are gitignore's as Python's pathspec reads them: the last one
 * that matches decides. A pattern that names a folder covers all that lies in it; {@code dir/}
 * covers nothing else.
 */
final class IgnoreRules {
  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(Pattern pattern, boolean ignores) {}

  static IgnoreRules of(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String text = CharMatcher.whitespace().trimFrom(line);
      if (text.isEmpty() || text.startsWith("#") || text.equals("/")) {
        continue;
      }
      boolean negated = text.startsWith("!");
      pattern(negated ? text.substring(1) : text)
          .ifPresent(pattern -> rules.add(new Rule(pattern, !negated)));
    }
    return new IgnoreRules(rules);
  }

  /** Whether a file, relative to the project's root, is to be left out. */
  boolean matches(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      if (rule.pattern().matcher(path).matches()) {
        ignored = rule.ignores();
      }
    }
    return ignored;
  }

  private static Optional<Pattern> pattern(String text) {
    if (text.equals("**/")) {
      return Optional.of(Pattern.compile(".+/.*", Pattern.DOTALL));
    }
    List<String> parts = new ArrayList<>();
    for (String part : Splitter.on('/').split(text)) {
      boolean repeated =
          part.equals("**") && !parts.isEmpty() && parts.get(parts.size() - 1).equals("**");
      if (!repeated) {
        parts.add(part);
      }
    }
    boolean folder = parts.size() > 1 && parts.get(parts.size() - 1).isEmpty();
    boolean anchored = parts.get(0).isEmpty();
    if (anchored) {
      parts.remove(0);
    } else if (parts.size() == (folder ? 2 : 1) && !parts.get(0).equals("**")) {
      parts.add(0, "**");
    }
    if (folder) {
      parts.set(parts.size() - 1, "**");
    }
    return regex(parts).map(regex -> Pattern.compile(regex, Pattern.DOTALL));
  }

  private static Optional<String> regex(List<String> parts) {
    StringBuilder regex = new StringBuilder();
    int last = parts.size() - 1;
    boolean slash = false;
    for (int i = 0; i <= last; i++) {
      if (parts.get(i).equals("**")) {
        regex.append(anyFolders(i, last));
        slash = i > 0;
        continue;
      }
      Optional<String> part = segment(parts.get(i));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      regex.append(slash ? "/" : "").append(part.get()).append(i == last ? "(?:/.*)?" : "");
      slash = true;
    }
    return Optional.of(regex.toString());
  }

  private static String anyFolders(int at, int last) {
    if (at == 0) {
      return last == 0 ? "[^/]+(?:/.*)?" : "(?:.+/)?";
    }
    return at == last ? "/.*" : "(?:/.+)?";
  }

  /** One part of a path; empty when it ends in a backslash that escapes nothing. */
  private static Optional<String> segment(String glob) {
    if (glob.equals("*")) {
      return Optional.of("[^/]+");
    }
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      int end = c == '[' ? endOfSet(glob, at) : -1;
      if (end > 0) {
        regex.append(set(glob.substring(at + 1, end)));
        at = end + 1;
        continue;
      }
      if (c == '\\') {
        at++;
        if (at == glob.length()) {
          return Optional.empty();
        }
        c = glob.charAt(at);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
      }
      at++;
    }
    return Optional.of(regex.toString());
  }

  /** Where the bracket closes; a bracket right after the opening one is an item. */
  private static int endOfSet(String glob, int open) {
    int from = open + 1;
    if (from < glob.length() && glob.charAt(from) == '!') {
      from++;
    }
    if (from < glob.length() && glob.charAt(from) == ']') {
      from++;
    }
    return glob.indexOf(']', from);
  }

  private static String set(String items) {
    boolean negated = items.startsWith("!");
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    for (char c : items.substring(negated ? 1 : 0).toCharArray()) {
      set.append(c == '-' || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
    }
    return set.append(']').toString();
  }
}
