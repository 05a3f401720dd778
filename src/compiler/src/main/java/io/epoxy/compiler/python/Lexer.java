package io.epoxy.compiler.python;

import io.epoxy.compiler.python.Token.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's lexical analysis (The Python Language Reference 3.12, chapter 2) of a text whose lines
 * end in a line feed. For one use.
 */
final class Lexer {
  private static final Pattern PREFIX =
      Pattern.compile("(?i)(?:r|u|b|f|br|rb|fr|rf)?(?:'''|\"\"\"|'|\")");
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
              + "|(?:\\d(?:_?\\d)*\\.?(?:\\d(?:_?\\d)*)?|\\.\\d(?:_?\\d)*)"
              + "(?:[eE][+-]?\\d(?:_?\\d)*)?[jJ]?");
  private static final Pattern OPERATOR =
      Pattern.compile(
          "\\*\\*=|//=|>>=|<<=|\\.\\.\\.|\\*\\*|//|>>|<<|<=|>=|==|!=|->|:=|\\+=|-=|\\*=|/=|%=|&=|\\|="
              + "|\\^=|@=|[-+*/%@&|^~<>()\\[\\]{},:;.=]");
  private static final int TAB = 8;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private final Deque<Token> brackets = new ArrayDeque<>();
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
  }

  List<Token> tokens() throws PythonSyntaxError {
    indentation();
    while (at < text.length()) {
      step();
    }
    if (!brackets.isEmpty()) {
      Token open = brackets.peek();
      throw open.error("'" + open.text() + "' was never closed");
    }
    if (!tokens.isEmpty() && last().type() != Type.NEWLINE) {
      add(Type.NEWLINE, "");
    }
    while (indents.pop() > 0) {
      add(Type.DEDENT, "");
    }
    add(Type.END, "");
    return tokens;
  }

  private void step() throws PythonSyntaxError {
    char c = text.charAt(at);
    if (c == '\n') {
      if (brackets.isEmpty()) {
        add(Type.NEWLINE, "");
      }
      nextLine();
      if (brackets.isEmpty()) {
        indentation();
      }
    } else if (c == ' ' || c == '\t' || c == '\f') {
      at++;
    } else if (c == '#') {
      comment();
    } else if (c == '\\') {
      continuation();
    } else {
      token();
    }
  }

  private void token() throws PythonSyntaxError {
    Matcher string = at(PREFIX);
    Matcher number = at(NUMBER);
    char c = text.charAt(at);
    if (string.lookingAt()) {
      string(string.group());
    } else if ((c == '.' || c >= '0' && c <= '9') && number.lookingAt()) {
      number(number.group());
    } else if (isNameStart(text.codePointAt(at))) {
      int start = at;
      while (at < text.length() && isNamePart(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
      addFrom(start, Type.NAME);
    } else {
      operator();
    }
  }

  private void number(String digits) throws PythonSyntaxError {
    int start = at;
    at += digits.length();
    if (at < text.length() && isNameStart(text.codePointAt(at)) && !isKeywordAhead()) {
      throw error("invalid decimal literal");
    }
    boolean leading = digits.length() > 1 && digits.matches("0[0-9_]*[1-9][0-9_]*");
    if (leading) {
      throw error(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal"
              + " integers");
    }
    addFrom(start, Type.NUMBER);
  }

  /** Python still reads {@code 1if x else y}. */
  private boolean isKeywordAhead() {
    return List.of("and", "else", "for", "if", "in", "is", "not", "or").stream()
        .anyMatch(word -> text.startsWith(word, at));
  }

  private void operator() throws PythonSyntaxError {
    Matcher operator = at(OPERATOR);
    if (!operator.lookingAt()) {
      int c = text.codePointAt(at);
      throw error(
          c < 0x80
              ? "invalid syntax"
              : String.format("invalid character '%s' (U+%04X)", Character.toString(c), c));
    }
    int start = at;
    at += operator.group().length();
    addFrom(start, Type.OPERATOR);
    bracket(last());
  }

  private void bracket(Token token) throws PythonSyntaxError {
    int opening = "([{".indexOf(token.text());
    int closing = ")]}".indexOf(token.text());
    if (token.text().length() != 1 || opening < 0 && closing < 0) {
      return;
    }
    if (opening >= 0) {
      brackets.push(token);
      return;
    }
    if (brackets.isEmpty()) {
      throw token.error("unmatched '" + token.text() + "'");
    }
    Token open = brackets.pop();
    if ("([{".indexOf(open.text()) != closing) {
      String where = open.line() == token.line() ? "" : " on line " + open.line();
      throw token.error(
          "closing parenthesis '"
              + token.text()
              + "' does not match opening parenthesis '"
              + open.text()
              + "'"
              + where);
    }
  }

  /** At the start of a line: the blanks before its first token. Empty lines do not count. */
  private void indentation() throws PythonSyntaxError {
    int width = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ') {
        width++;
      } else if (c == '\t') {
        width = (width / TAB + 1) * TAB;
      } else if (c == '\f') {
        width = 0;
      } else if (c == '#') {
        comment();
        continue;
      } else if (c == '\n') {
        nextLine();
        width = 0;
        continue;
      } else {
        break;
      }
      at++;
    }
    if (at >= text.length()) {
      return;
    }
    if (width > indents.peek()) {
      indents.push(width);
      add(Type.INDENT, "");
    }
    while (width < indents.peek()) {
      indents.pop();
      add(Type.DEDENT, "");
    }
    if (width != indents.peek()) {
      throw error("unindent does not match any outer indentation level");
    }
  }

  private void comment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void continuation() throws PythonSyntaxError {
    if (at + 1 >= text.length()) {
      throw error("unexpected EOF while parsing");
    }
    if (text.charAt(at + 1) != '\n') {
      throw error("unexpected character after line continuation character");
    }
    at++;
    nextLine();
  }

  private void string(String opening) throws PythonSyntaxError {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    String quote =
        opening.substring(
            opening.endsWith("'''") || opening.endsWith("\"\"\"")
                ? opening.length() - 3
                : opening.length() - 1);
    String letters = opening.toLowerCase(Locale.ROOT);
    boolean formatted = letters.indexOf('f') >= 0;
    boolean raw = letters.indexOf('r') >= 0;
    List<List<Token>> fields = new ArrayList<>();
    at += opening.length();
    while (!text.startsWith(quote, at)) {
      boolean whole = quote.length() == 3;
      if (at >= text.length() || !whole && text.charAt(at) == '\n') {
        throw new PythonSyntaxError(
            whole
                ? "unterminated triple-quoted string literal (detected at line " + line + ")"
                : "unterminated string literal (detected at line " + line + ")",
            startLine,
            startColumn);
      }
      inString(formatted, raw, fields);
    }
    at += quote.length();
    tokens.add(
        new Token(
            formatted ? Type.FORMATTED : Type.STRING,
            text.substring(start, at),
            start,
            startLine,
            startColumn,
            fields));
  }

  private void inString(boolean formatted, boolean raw, List<List<Token>> fields)
      throws PythonSyntaxError {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      at++;
      c = text.charAt(at);
      if (formatted && (c == '{' || c == '}')) {
        return; // a brace is not escaped so
      }
      if (formatted && !raw && text.startsWith("N{", at)) {
        at = Math.max(at, text.indexOf('}', at)); // the name of a character
      }
      c = c == '\n' ? '\n' : ' ';
    } else if (formatted && (c == '{' || c == '}')) {
      if (text.startsWith(String.valueOf(c).repeat(2), at)) {
        at += 2;
      } else if (c == '}') {
        throw error("f-string: single '}' is not allowed");
      } else {
        field(fields);
      }
      return;
    }
    if (c == '\n') {
      nextLine();
    } else {
      at++;
    }
  }

  /** Between the braces of an f-string: an expression, perhaps a conversion and a format. */
  private void field(List<List<Token>> fields) throws PythonSyntaxError {
    int before = tokens.size();
    at++;
    Token open = new Token(Type.OPERATOR, "{", at - 1, line, at - lineStart, List.of());
    int depth = brackets.size();
    brackets.push(open);
    while (true) {
      if (at >= text.length()) {
        throw open.error("f-string: expecting '}'");
      }
      boolean outside = brackets.size() == depth + 1;
      char c = text.charAt(at);
      boolean conversion = c == '!' && !text.startsWith("!=", at);
      if (outside && (c == '}' || c == ':' || conversion)) {
        break;
      }
      step();
    }
    brackets.pop();
    List<Token> inside = new ArrayList<>(tokens.subList(before, tokens.size()));
    tokens.subList(before, tokens.size()).clear();
    if (!inside.isEmpty() && inside.get(inside.size() - 1).isOperator("=")) {
      inside.remove(inside.size() - 1); // f"{x=}" shows the expression, too
    }
    if (inside.isEmpty()) {
      throw open.error("f-string: valid expression required before '}'");
    }
    inside.add(new Token(Type.END, "", at, line, at - lineStart + 1, List.of()));
    fields.add(inside);
    if (text.charAt(at) == '!') {
      at++;
      while (at < text.length() && isNamePart(text.codePointAt(at))) {
        at++;
      }
    }
    format(fields, open);
  }

  private void format(List<List<Token>> fields, Token open) throws PythonSyntaxError {
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      while (at < text.length() && text.charAt(at) != '}') {
        if (text.charAt(at) == '{') {
          field(fields);
        } else if (text.charAt(at) == '\n') {
          nextLine();
        } else {
          at++;
        }
      }
    }
    if (at >= text.length() || text.charAt(at) != '}') {
      throw open.error("f-string: expecting '}'");
    }
    at++;
  }

  private void nextLine() {
    at++;
    line++;
    lineStart = at;
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private static boolean isNameStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isNamePart(int c) {
    return c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private Token last() {
    return tokens.get(tokens.size() - 1);
  }

  private void addFrom(int start, Type type) {
    tokens.add(
        new Token(type, text.substring(start, at), start, line, start - lineStart + 1, List.of()));
  }

  private void add(Type type, String content) {
    tokens.add(new Token(type, content, at, line, at - lineStart + 1, List.of()));
  }

  private PythonSyntaxError error(String message) {
    return new PythonSyntaxError(message, line, at - lineStart + 1);
  }
}
