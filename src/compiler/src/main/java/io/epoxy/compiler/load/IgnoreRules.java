package io.epoxy.compiler.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The patterns of .dbtignore, which are git's: the last one that matches decides. */
final class IgnoreRules {
  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(Pattern pattern, boolean ignores) {}

  static IgnoreRules of(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      boolean negated = text.startsWith("!");
      rules.add(new Rule(pattern(negated ? text.substring(1) : text), !negated));
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

  private static Pattern pattern(String glob) {
    String text = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = text.indexOf('/') >= 0;
    if (text.startsWith("/")) {
      text = text.substring(1);
    }
    StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' && text.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (c == '*' && text.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return Pattern.compile(regex.append("(?:/.*)?").toString(), Pattern.DOTALL);
  }
}
