package io.epoxy.jinja.text;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** markupsafe's escape and its way back. */
public final class Html {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|quot|apos|amp|nbsp));");

  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "quot", "\"", "apos", "'", "amp", "&", "nbsp", "\u00a0");

  private Html() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  /** The text of numeric references and of those that escaping makes; other names stay. */
  public static String unescape(String text) {
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
  }

  private static String meaning(MatchResult match) {
    if (match.group(3) != null) {
      return NAMED.get(match.group(3));
    }
    int code =
        match.group(1) != null
            ? Integer.parseInt(match.group(1))
            : Integer.parseInt(match.group(2), 16);
    return Character.isValidCodePoint(code) ? Character.toString(code) : "\ufffd";
  }
}
