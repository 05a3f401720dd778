package io.epoxy.jinja.syntax;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.text.Blanks;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.Python;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Cuts a template into tokens as jinja2 3.1 does (its {@code lexer.py}) with dbt's settings:
 * newlines become {@code \n}, one at the end is dropped, comments vanish, raw blocks become data,
 * and a dash inside a brace strips the white space beside it. Tokens are made on demand, so that of
 * two errors the first one in the text is reported.
 */
public final class Lexer {
  /** What the tree takes for each token, roughly; measured on macro files. */
  private static final int BYTES_PER_TOKEN = 256;

  /** What surrounds the cursor. */
  private enum State {
    ROOT,
    BLOCK,
    VARIABLE
  }

  private final String template;
  private final String source;
  private final long maxTokens;
  private final Deque<Character> brackets = new ArrayDeque<>();
  private State state = State.ROOT;
  private int at;
  private int line = 1;
  private int lineStart;
  private int newline;
  private long tokens;
  private Optional<Token> pending = Optional.empty();

  /** Of a template whose size has been looked at. */
  public Lexer(String template, String text) {
    this(template, text, Limits.DEFAULT);
  }

  /**
   * Of any text.
   *
   * @throws JinjaException of kind LIMIT when the template is too large; later, when the tree that
   *     is made of its tokens would be
   */
  public Lexer(String template, String text, Limits limits) {
    checkSize(template, text, limits);
    this.template = template;
    this.source = normalized(text);
    this.newline = newlineFrom(0);
    this.maxTokens = limits.maxMemory() / BYTES_PER_TOKEN;
  }

  /**
   * Refuses a text that is too long to be looked at.
   *
   * @throws JinjaException of kind LIMIT
   */
  public static void checkSize(String template, String text, Limits limits) {
    if (text.length() > limits.maxSource()) {
      throw new JinjaException(
          JinjaException.Kind.LIMIT,
          "the template has " + text.length() + " characters, the limit is " + limits.maxSource(),
          new Place(template, 1, 1));
    }
  }

  private static String normalized(String text) {
    String unix = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    return unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
  }

  /** The text that token offsets refer to. */
  public String source() {
    return source;
  }

  public String template() {
    return template;
  }

  /** The next token; {@link TokenType#END} again and again at the end. */
  public Token next() {
    if (pending.isPresent()) {
      Token token = pending.get();
      pending = Optional.empty();
      return token;
    }
    return state == State.ROOT ? rootToken() : insideToken();
  }

  private Token rootToken() {
    while (at < source.length()) {
      int brace = nextBrace(at);
      if (brace < 0) {
        int start = at;
        at = source.length();
        return data(source.substring(start), start, at);
      }
      int start = at;
      char sign = sign(brace + 2);
      String text = source.substring(start, brace);
      String kept = sign == '-' ? Blanks.stripEnd(text) : text;
      at = brace;
      Optional<Token> token = opening(brace, sign);
      if (!kept.isEmpty()) {
        Token data = data(kept, start, brace);
        pending = token;
        return data;
      }
      if (token.isPresent()) {
        return token.get();
      }
    }
    return token(TokenType.END, null, source.length(), source.length());
  }

  private int nextBrace(int from) {
    for (int i = source.indexOf('{', from); i >= 0 && i + 1 < source.length(); ) {
      char c = source.charAt(i + 1);
      if (c == '%' || c == '{' || c == '#') {
        return i;
      }
      i = source.indexOf('{', i + 1);
    }
    return -1;
  }

  private char sign(int index) {
    char c = index < source.length() ? source.charAt(index) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  /** Goes past the opening braces; gives a token unless it was a comment or an empty raw block. */
  private Optional<Token> opening(int brace, char sign) {
    char kind = source.charAt(brace + 1);
    int inside = brace + 2 + (sign == 0 ? 0 : 1);
    if (kind == '#') {
      skipComment(inside);
      return Optional.empty();
    }
    if (kind == '%') {
      int rawBody = rawBody(inside);
      if (rawBody >= 0) {
        return raw(brace, rawBody);
      }
    }
    at = inside;
    state = kind == '%' ? State.BLOCK : State.VARIABLE;
    TokenType type = kind == '%' ? TokenType.BLOCK_BEGIN : TokenType.VARIABLE_BEGIN;
    return Optional.of(token(type, null, brace, inside));
  }

  private void skipComment(int inside) {
    int end = source.indexOf("#}", inside);
    if (end < 0 && inside >= source.length()) {
      // jinja2 does not look for the end where the text ends at once.
      at = inside;
      return;
    }
    if (end < 0) {
      throw error(inside, "Missing end of comment tag");
    }
    at = end + 2;
    if (end > inside && source.charAt(end - 1) == '-') {
      skipBlanks();
    }
  }

  /** Where the body of a raw block starts; -1 when no raw tag stands here. */
  private int rawBody(int inside) {
    int i = afterBlanks(inside);
    if (!source.startsWith("raw", i)) {
      return -1;
    }
    i = afterBlanks(i + 3);
    if (source.startsWith("-%}", i)) {
      return afterBlanks(i + 3);
    }
    return source.startsWith("%}", i) ? i + 2 : -1;
  }

  private Optional<Token> raw(int brace, int body) {
    for (int open = source.indexOf("{%", body); open >= 0; open = source.indexOf("{%", open + 1)) {
      char sign = sign(open + 2);
      int i = afterBlanks(open + 2 + (sign == 0 ? 0 : 1));
      if (!source.startsWith("endraw", i)) {
        continue;
      }
      i = afterBlanks(i + 6);
      boolean signed = i < source.length() && (source.charAt(i) == '-' || source.charAt(i) == '+');
      if (source.startsWith("%}", signed ? i + 1 : i)) {
        String text = source.substring(body, open);
        at = (signed ? i + 1 : i) + 2;
        if (signed && source.charAt(i) == '-') {
          skipBlanks();
        }
        String kept = sign == '-' ? Blanks.stripEnd(text) : text;
        return kept.isEmpty() ? Optional.empty() : Optional.of(data(kept, body, open));
      }
    }
    if (body >= source.length()) {
      at = body;
      return Optional.empty();
    }
    throw error(brace, "Missing end of raw directive");
  }

  private Token insideToken() {
    if (brackets.isEmpty() && atClosing()) {
      return closing();
    }
    while (at < source.length() && Blanks.isBlank(source.charAt(at))) {
      at++;
      if (brackets.isEmpty() && atClosing()) {
        return closing();
      }
    }
    if (at >= source.length()) {
      return token(TokenType.END, null, at, at);
    }
    int start = at;
    int c = source.codePointAt(at);
    if (c >= '0' && c <= '9') {
      NumberScanner number = NumberScanner.scan(source, at);
      if (number.value() == null) {
        throw error(
            start,
            "Exceeds the limit (4300 digits) for integer string conversion: value has "
                + source.substring(start, number.end()).replace("_", "").length()
                + " digits; use sys.set_int_max_str_digits() to increase the limit");
      }
      at = number.end();
      return token(number.type(), number.value(), start, at);
    }
    if (Casing.isNamePart(c)) {
      return name();
    }
    if (c == '\'' || c == '"') {
      return string((char) c);
    }
    return operator();
  }

  private boolean atClosing() {
    if (state == State.VARIABLE) {
      return source.startsWith("}}", at) || source.startsWith("-}}", at);
    }
    return source.startsWith("%}", at)
        || source.startsWith("-%}", at)
        || source.startsWith("+%}", at);
  }

  private Token closing() {
    int start = at;
    char first = source.charAt(at);
    at += first == '-' || first == '+' ? 3 : 2;
    int end = at;
    if (first == '-') {
      skipBlanks();
    }
    TokenType type = state == State.BLOCK ? TokenType.BLOCK_END : TokenType.VARIABLE_END;
    state = State.ROOT;
    return token(type, null, start, end);
  }

  private Token name() {
    int start = at;
    while (at < source.length() && Casing.isNamePart(source.codePointAt(at))) {
      at += Character.charCount(source.codePointAt(at));
    }
    String name = source.substring(start, at);
    if (!Casing.isIdentifier(name)) {
      throw error(start, "Invalid character in identifier");
    }
    return token(TokenType.NAME, name, start, at);
  }

  private Token string(char quote) {
    int start = at;
    int i = at + 1;
    while (i < source.length() && source.charAt(i) != quote) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= source.length()) {
      throw unexpected();
    }
    at = i + 1;
    String body = source.substring(start + 1, i);
    if (body.indexOf('\\') < 0) {
      return token(TokenType.STRING, body, start, at);
    }
    try {
      return token(TokenType.STRING, Escapes.decode(body), start, at);
    } catch (JinjaException e) {
      throw error(start, e.getMessage());
    }
  }

  private Token operator() {
    int start = at;
    TokenType type = Operator.find(source, at).orElseThrow(this::unexpected);
    at += type.description().length();
    switch (type) {
      case LEFT_BRACE -> brackets.push('}');
      case LEFT_BRACKET -> brackets.push(']');
      case LEFT_PAREN -> brackets.push(')');
      case RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN -> closeBracket(start);
      default -> {}
    }
    return token(type, null, start, at);
  }

  private void closeBracket(int start) {
    char found = source.charAt(start);
    if (brackets.isEmpty()) {
      throw error(start, "unexpected '" + found + "'");
    }
    char expected = brackets.pop();
    if (expected != found) {
      throw error(start, "unexpected '" + found + "', expected '" + expected + "'");
    }
  }

  private JinjaException unexpected() {
    String shown = source.substring(at, at + Character.charCount(source.codePointAt(at)));
    return error(
        at, "unexpected char " + Python.repr(shown) + " at " + source.codePointCount(0, at));
  }

  private void skipBlanks() {
    at = afterBlanks(at);
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < source.length() && Blanks.isBlank(source.charAt(i))) {
      i++;
    }
    return i;
  }

  private Token data(String text, int start, int end) {
    return token(TokenType.DATA, text, start, end);
  }

  private Token token(TokenType type, Object value, int start, int end) {
    advanceLine(start);
    if (++tokens > maxTokens) {
      throw new JinjaException(
          JinjaException.Kind.LIMIT,
          "the template has more than " + maxTokens + " tokens",
          new Place(template, line, start - lineStart + 1));
    }
    return new Token(type, value, line, start - lineStart + 1, start, end);
  }

  /** Offsets only grow from one token to the next, so each newline is looked for once. */
  private void advanceLine(int offset) {
    while (newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = newlineFrom(lineStart);
    }
  }

  private int newlineFrom(int offset) {
    int found = source.indexOf('\n', offset);
    return found < 0 ? Integer.MAX_VALUE : found;
  }

  private JinjaException error(int offset, String message) {
    advanceLine(offset);
    return SyntaxError.at(new Place(template, line, offset - lineStart + 1), message);
  }
}
