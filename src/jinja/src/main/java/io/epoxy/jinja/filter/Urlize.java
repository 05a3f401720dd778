package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.text.Html;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code urlize}: links and mail addresses in plain text become HTML (jinja2 3.1 utils.py). */
final class Urlize {
  private static final Pattern WORD = Pattern.compile("\\s+|\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  /** With a scheme or www and any domain; a bare domain of an old kind; or an address in digits. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?:(?:https?://|www\\.)(?:(?:[\\w%-]+\\.)+)?(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
              + "|(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)"
              + "|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}"
              + "|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}]))"
              + "(?::\\d{1,5})?(?:[/?#]\\S*)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern MAIL =
      Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern SCHEME =
      Pattern.compile("[\\w.+-]{2,}:/{0,2}", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern OPENING = Pattern.compile("(?:[(<]|&lt;)+");
  private static final Pattern CLOSING = Pattern.compile("(?:[)>.,\\n]|&gt;)+$");

  private static final List<List<String>> PAIRS =
      List.of(List.of("(", ")"), List.of("<", ">"), List.of("&lt;", "&gt;"));

  private final int most;
  private final String attributes;
  private final List<String> schemes;

  private Urlize(int most, String attributes, List<String> schemes) {
    this.most = most;
    this.attributes = attributes;
    this.schemes = schemes;
  }

  static Object apply(Object value, Arguments a, Context context) {
    Object limit = a.get(0, "trim_url_limit", null);
    Set<String> rel = new TreeSet<>(words(a.get(3, "rel", null)));
    if (Python.isTruthy(a.get(1, "nofollow", false))) {
      rel.add("nofollow");
    }
    rel.add("noopener");
    Object target = a.get(2, "target", null);
    String attributes = " rel=\"" + Html.escape(String.join(" ", rel)) + "\"";
    if (Python.isTruthy(target)) {
      attributes += " target=\"" + Html.escape(Python.str(target)) + "\"";
    }
    int most = limit == null ? Integer.MAX_VALUE : Numbers.smallInt(limit);
    Urlize urlize = new Urlize(most, attributes, schemes(a.get(4, "extra_schemes", null)));
    return urlize.all(Html.escape(Python.str(value)));
  }

  private static List<String> words(Object text) {
    return Python.isTruthy(text) ? List.of(Python.str(text).strip().split("\\s+", -1)) : List.of();
  }

  private static List<String> schemes(Object given) {
    List<String> schemes = new ArrayList<>();
    if (given == null) {
      return schemes;
    }
    for (Object scheme : Iteration.of(given)) {
      if (!SCHEME.matcher(Python.str(scheme)).matches()) {
        throw Errors.error(Python.repr(scheme) + " is not a valid URI scheme prefix.");
      }
      schemes.add(Python.str(scheme));
    }
    return schemes;
  }

  private String all(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      out.append(word(words.group()));
    }
    return out.toString();
  }

  private String word(String word) {
    Matcher opening = OPENING.matcher(word);
    int start = opening.lookingAt() ? opening.end() : 0;
    Matcher closing = CLOSING.matcher(word).region(start, word.length());
    int end = closing.find() ? closing.start() : word.length();
    String middle = word.substring(start, end);
    String tail = word.substring(end);
    for (List<String> pair : PAIRS) {
      int moved = balance(middle, tail, pair.get(0), pair.get(1));
      middle += tail.substring(0, moved);
      tail = tail.substring(moved);
    }
    return word.substring(0, start) + linked(middle) + tail;
  }

  /** How much of the tail belongs to the middle, whose brackets it closes. */
  private static int balance(String middle, String tail, String open, String close) {
    int opened = count(middle, open);
    int moved = 0;
    if (opened > count(middle, close)) {
      for (int i = Math.min(opened, count(tail, close)); i > 0; i--) {
        moved = tail.indexOf(close, moved) + close.length();
      }
    }
    return moved;
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private String linked(String text) {
    if (LINK.matcher(text).matches()) {
      boolean full = text.startsWith("https://") || text.startsWith("http://");
      return "<a href=\""
          + (full ? "" : "https://")
          + text
          + "\""
          + attributes
          + ">"
          + cut(text)
          + "</a>";
    }
    if (text.startsWith("mailto:") && MAIL.matcher(text.substring(7)).matches()) {
      return "<a href=\"" + text + "\">" + text.substring(7) + "</a>";
    }
    boolean mail =
        text.indexOf('@') > 0
            && !text.startsWith("www.")
            && text.indexOf(':') < 0
            && MAIL.matcher(text).matches();
    if (mail) {
      return "<a href=\"mailto:" + text + "\">" + text + "</a>";
    }
    String result = text;
    for (String scheme : schemes) {
      if (!result.equals(scheme) && result.startsWith(scheme)) {
        result = "<a href=\"" + result + "\"" + attributes + ">" + result + "</a>";
      }
    }
    return result;
  }

  private String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length > most ? text.substring(0, text.offsetByCodePoints(0, most)) + "..." : text;
  }
}
