package io.epoxy.jinja.text;

/** Takes comments and tags out of HTML as markupsafe 3 does, in linear time. */
public final class MarkupTags {
  private static final String OPEN = "<!--";
  private static final String CLOSE = "-->";

  private MarkupTags() {}

  /** Comments first, since they may hold tags; what is not closed stays. */
  public static String remove(String text) {
    return withoutTags(withoutComments(text));
  }

  /** What stands around a comment may form the start of another one. */
  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      out.append(text.charAt(at++));
      if (endsWithOpen(out)) {
        int end = afterClose(text, at);
        if (end < 0) {
          return out.append(text, at, text.length()).toString();
        }
        out.setLength(out.length() - OPEN.length());
        at = end;
      }
    }
    return out.toString();
  }

  private static boolean endsWithOpen(StringBuilder out) {
    int start = out.length() - OPEN.length();
    return start >= 0 && out.charAt(out.length() - 1) == '-' && out.indexOf(OPEN, start) == start;
  }

  /** The dashes that open a comment may close it too. */
  private static int afterClose(String text, int at) {
    if (text.startsWith(">", at)) {
      return at + 1;
    }
    if (text.startsWith("->", at)) {
      return at + 2;
    }
    int close = text.indexOf(CLOSE, at);
    return close < 0 ? -1 : close + CLOSE.length();
  }

  private static String withoutTags(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    int start = text.indexOf('<');
    while (start >= 0) {
      int end = text.indexOf('>', start);
      if (end < 0) {
        break;
      }
      out.append(text, done, start);
      done = end + 1;
      start = text.indexOf('<', done);
    }
    return out.append(text, done, text.length()).toString();
  }
}
