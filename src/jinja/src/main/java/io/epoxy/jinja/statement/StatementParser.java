package io.epoxy.jinja.statement;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Lexer;
import io.epoxy.jinja.syntax.Token;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.syntax.TokenType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a whole template in the order of its text, as jinja2 3.1's {@code parser.py} does, and
 * writes it again for Jinjava's scanner. The tags themselves are read by {@link TagParser}.
 */
public final class StatementParser {
  /** Tags inside each other; it keeps the stack small. */
  private static final int MAX_DEPTH = 100;

  private final TokenStream stream;
  private final ExpressionParser expressions;
  private final SourceBuilder out = new SourceBuilder();
  private final Walker walker;
  private final TagParser tags;
  private final Deque<String> openTags = new ArrayDeque<>();
  private final Deque<List<String>> endTags = new ArrayDeque<>();
  private final List<UsedNames> openMacros = new ArrayList<>();
  private final Set<Integer> topLevelMacros = new HashSet<>();
  private Walker.Strictness strictness = Walker.Strictness.FAIL;

  private StatementParser(Lexer lexer, Library library, MacroNames names) {
    this.stream = new TokenStream(lexer);
    this.expressions = new ExpressionParser(stream);
    this.walker = new Walker(lexer.template(), library);
    this.tags = new TagParser(this, names);
  }

  /**
   * Parses a template.
   *
   * @param names of macros
   * @throws JinjaException of kind SYNTAX
   */
  public static ParsedSource parse(Lexer lexer, Library library, MacroNames names) {
    StatementParser parser = new StatementParser(lexer, library, names);
    parser.statements();
    return new ParsedSource(
        parser.out.source(),
        parser.out.headers(),
        parser.topLevelMacros,
        parser.walker.calls(),
        parser.walker.unknown());
  }

  TokenStream stream() {
    return stream;
  }

  ExpressionParser expressions() {
    return expressions;
  }

  SourceBuilder out() {
    return out;
  }

  /** Up to the end of the template, or to a tag that ends the innermost open one. */
  private void statements() {
    while (!stream.current().is(TokenType.END)) {
      Token token = stream.advance();
      switch (token.type()) {
        case DATA -> out.output(new Header.Text(token.position(), token.text()));
        case VARIABLE_BEGIN -> output(token);
        case BLOCK_BEGIN -> {
          if (atEndTag()) {
            return;
          }
          statement();
          stream.expect(TokenType.BLOCK_END);
        }
        default -> throw new IllegalStateException("token " + token.type() + " outside of tags");
      }
    }
  }

  private boolean atEndTag() {
    Token token = stream.current();
    return !endTags.isEmpty() && token.is(TokenType.NAME) && endTags.peek().contains(token.text());
  }

  private void output(Token open) {
    Expression value = check(expressions.tuple());
    stream.expect(TokenType.VARIABLE_END);
    out.output(new Header.Output(open.position(), value));
  }

  private void statement() {
    Token token = stream.current();
    if (!token.is(TokenType.NAME)) {
      throw stream.fail(token, "tag name expected");
    }
    if (openTags.size() >= MAX_DEPTH) {
      throw stream.fail(token, "tags are nested too deeply");
    }
    openTags.push(token.text());
    if (!tags.parse(token)) {
      openTags.pop();
      throw nesting(token.text(), token, endTags.isEmpty() ? List.of() : endTags.peek());
    }
    openTags.pop();
  }

  /**
   * The body of a tag, from the end of its head on. Afterwards the end tag's name is current.
   *
   * @throws JinjaException when the template ends first
   */
  void body(String... ends) {
    stream.skipIf(TokenType.COLON);
    stream.expect(TokenType.BLOCK_END);
    endTags.push(List.of(ends));
    statements();
    if (stream.current().is(TokenType.END)) {
      throw nesting(null, stream.current(), endTags.peek());
    }
    endTags.pop();
  }

  /** jinja2's {@code _fail_ut_eof}. */
  private JinjaException nesting(String unknown, Token at, List<String> looking) {
    StringBuilder message = new StringBuilder();
    message.append(
        unknown == null
            ? "Unexpected end of template."
            : "Encountered unknown tag '" + unknown + "'.");
    if (!looking.isEmpty()) {
      String wanted = "'" + String.join("' or '", looking) + "'";
      boolean expected =
          unknown != null && endTags.stream().anyMatch(ends -> ends.contains(unknown));
      message.append(
          expected
              ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently"
                  + " looking for "
                  + wanted
                  + "."
              : " Jinja was looking for the following tags: " + wanted + ".");
    }
    if (!openTags.isEmpty()) {
      message.append(" The innermost block that needs to be closed is '");
      message.append(openTags.peek()).append("'.");
    }
    return stream.fail(at, message.toString());
  }

  /** Looks through an expression of a tag; gives it back. */
  <E extends Expression> E check(E expression) {
    walker.visit(expression, strictness, openMacros);
    return expression;
  }

  /** Inside conditions an unknown filter is an error only when it is reached. */
  Walker.Strictness enter(Walker.Strictness inside) {
    Walker.Strictness outer = strictness;
    strictness = inside;
    return outer;
  }

  /** Tells the open macros that their bodies set a variable. */
  void assigned(Target target) {
    if (target instanceof Target.Variable variable) {
      openMacros.forEach(used -> used.assigned(variable.name()));
    } else if (target instanceof Target.Several several) {
      several.targets().forEach(this::assigned);
    }
  }

  boolean isTopLevel() {
    return openTags.size() == 1;
  }

  void addTopLevelMacro(int index) {
    topLevelMacros.add(index);
  }

  /** The body of a macro or call block, and what it uses. */
  UsedNames macroBody(String end) {
    UsedNames used = new UsedNames();
    openMacros.add(used);
    Walker.Strictness outer = enter(Walker.Strictness.FAIL);
    body(end);
    strictness = outer;
    openMacros.remove(openMacros.size() - 1);
    return used;
  }
}
