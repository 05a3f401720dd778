package io.epoxy.jinja.statement;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.expression.CallExpression;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Expression.Position;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.expression.Literal;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Token;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.syntax.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tags one by one, from their name on. */
final class TagParser {
  private final StatementParser statements;
  private final ExpressionParser expressions;
  private final TokenStream stream;
  private final TargetParser targets;
  private final SignatureParser signatures;
  private final MacroNames names;
  private int openLoops;

  TagParser(StatementParser statements, MacroNames names) {
    this.statements = statements;
    this.expressions = statements.expressions();
    this.stream = statements.stream();
    this.targets = new TargetParser(expressions);
    this.signatures = new SignatureParser(expressions, targets);
    this.names = names;
  }

  /** Whether the tag is a known one; if so, the end of its last braces is current afterwards. */
  boolean parse(Token tag) {
    if (names.tags().containsKey(tag.text())) {
      registeredMacro(tag);
      return true;
    }
    switch (tag.text()) {
      case "if" -> condition(tag);
      case "for" -> loop(tag);
      case "set" -> set(tag);
      case "macro" -> macro(tag);
      case "call" -> call(tag);
      case "filter" -> filter(tag);
      case "do" -> perform(tag);
      case "with" -> with(tag);
      case "print" -> print(tag);
      case "autoescape" -> autoescape(tag);
      case "break", "continue" -> jump(tag);
      case "include", "import", "from", "extends", "block" -> throw unavailable(tag);
      default -> {
        return false;
      }
    }
    return true;
  }

  private JinjaException unavailable(Token tag) {
    return stream.fail(
        tag,
        "The tag '"
            + tag.text()
            + "' is not available: dbt has no template loader. Call a macro instead.");
  }

  private static Position at(Token tag) {
    return tag.position();
  }

  private void condition(Token tag) {
    stream.advance();
    Walker.Strictness outer = statements.enter(Walker.Strictness.DEFER);
    Expression test = statements.check(expressions.tupleWithoutConditional());
    statements.out().tag("if", new Header.Condition(at(tag), test));
    statements.body("elif", "else", "endif");
    while (stream.current().isName("elif")) {
      Token branch = stream.advance();
      Expression next = statements.check(expressions.tupleWithoutConditional());
      statements.out().tag("elif", new Header.Condition(at(branch), next));
      statements.body("elif", "else", "endif");
    }
    if (stream.skipIfName("else")) {
      statements.out().mark("else");
      statements.body("endif");
    }
    statements.enter(outer);
    stream.expectName("endif");
    statements.out().mark("endif");
  }

  private void loop(Token tag) {
    stream.advance();
    Target target = targets.target(TargetParser.Rule.VARIABLES);
    refuseLoop(target, tag);
    stream.expectName("in");
    Expression items = statements.check(expressions.tupleWithoutConditional());
    statements.assigned(target);
    Walker.Strictness outer = statements.enter(Walker.Strictness.FAIL);
    Optional<Expression> filter =
        stream.skipIfName("if")
            ? Optional.of(statements.check(expressions.expression()))
            : Optional.empty();
    boolean recursive = stream.skipIfName("recursive");
    Header.Recursion recursion = recursive ? Header.Recursion.RECURSIVE : Header.Recursion.NONE;
    statements.out().tag("for", new Header.Loop(at(tag), target, items, filter, recursion));
    openLoops++;
    statements.body("endfor", "else");
    openLoops--;
    if (stream.skipIfName("else")) {
      statements.out().mark("else");
      statements.body("endfor");
    }
    statements.enter(outer);
    stream.expectName("endfor");
    statements.out().mark("endfor");
  }

  private void refuseLoop(Target target, Token at) {
    if (target instanceof Target.Variable variable && variable.name().equals("loop")) {
      throw stream.fail(at, "Can't assign to special loop variable in for-loop target");
    }
    if (target instanceof Target.Several several) {
      several.targets().forEach(one -> refuseLoop(one, at));
    }
  }

  private void set(Token tag) {
    stream.advance();
    Target target = targets.target(TargetParser.Rule.MEMBERS);
    if (openLoops > 0) {
      refuseLoop(target, tag);
    }
    if (stream.skipIf(TokenType.ASSIGN)) {
      Expression value = statements.check(expressions.tuple());
      statements.assigned(target);
      statements.out().tag("set", new Header.Assignment(at(tag), target, value));
      return;
    }
    Walker.Strictness outer = statements.enter(Walker.Strictness.FAIL);
    List<FilterExpression> filters = new ArrayList<>();
    while (stream.skipIf(TokenType.PIPE)) {
      filters.add(nextFilter());
    }
    statements.out().tag("setblock", new Header.Capture(at(tag), target, filters));
    statements.body("endset");
    statements.enter(outer);
    statements.assigned(target);
    stream.expectName("endset");
    statements.out().mark("endset");
  }

  /** A filter whose input is the body of a tag; the literal stands for it. */
  private FilterExpression nextFilter() {
    Literal body = new Literal(stream.current().position(), "");
    return statements.check(expressions.filter(body));
  }

  private void macro(Token tag) {
    stream.advance();
    String name = targets.name().text();
    Signature signature = signature();
    statements.assigned(new Target.Variable(names.prefix() + name));
    define(tag, name, signature, "endmacro");
  }

  private Signature signature() {
    Signature signature = signatures.signature();
    signature.defaults().forEach(statements::check);
    return signature;
  }

  /** What a body uses, which decides whether its own parameter {@code caller} is allowed. */
  private MacroFacts facts(Token tag, Signature signature, UsedNames used) {
    MacroFacts facts = used.facts(signature);
    int caller = signature.names().indexOf("caller");
    if (facts.caller() && caller >= 0 && !signature.hasDefault(caller)) {
      throw stream.fail(
          tag,
          "When defining macros or call blocks the special \"caller\" argument must be omitted or be"
              + " given a default.");
    }
    return facts;
  }

  private void define(Token tag, String name, Signature signature, String end) {
    boolean top = statements.isTopLevel();
    int index = statements.out().open("macro");
    int outerLoops = openLoops;
    openLoops = 0;
    UsedNames used = statements.macroBody(end);
    openLoops = outerLoops;
    stream.expectName(end);
    statements.out().mark("endmacro");
    statements
        .out()
        .fill(
            index,
            new Header.Macro(
                at(tag), name, names.prefix() + name, signature, facts(tag, signature, used)));
    if (top) {
      statements.addTopLevelMacro(index);
    }
  }

  private void registeredMacro(Token tag) {
    stream.advance();
    Token first = targets.name();
    Signature signature = Signature.EMPTY;
    if (stream.current().is(TokenType.LEFT_PAREN)) {
      signature = signature();
    }
    while (!stream.current().is(TokenType.BLOCK_END)
        && !stream.current().is(TokenType.COLON)
        && !stream.current().is(TokenType.END)) {
      stream.advance();
    }
    String header = stream.source().substring(first.start(), stream.current().start()).strip();
    String name = names.tags().get(tag.text()).apply(header);
    define(tag, name, signature, "end" + tag.text());
  }

  private void call(Token tag) {
    stream.advance();
    Signature signature = stream.current().is(TokenType.LEFT_PAREN) ? signature() : Signature.EMPTY;
    Expression callee = statements.check(expressions.expression());
    if (!(callee instanceof CallExpression call)) {
      throw stream.fail(tag, "expected call");
    }
    int index = statements.out().open("call");
    int outerLoops = openLoops;
    openLoops = 0;
    UsedNames used = statements.macroBody("endcall");
    openLoops = outerLoops;
    stream.expectName("endcall");
    statements.out().mark("endcall");
    statements
        .out()
        .fill(index, new Header.Call(at(tag), signature, call, facts(tag, signature, used)));
  }

  private void filter(Token tag) {
    stream.advance();
    Walker.Strictness outer = statements.enter(Walker.Strictness.FAIL);
    List<FilterExpression> filters = new ArrayList<>();
    filters.add(nextFilter());
    while (stream.skipIf(TokenType.PIPE)) {
      filters.add(nextFilter());
    }
    statements.out().tag("filter", new Header.Filters(at(tag), filters));
    statements.body("endfilter");
    statements.enter(outer);
    stream.expectName("endfilter");
    statements.out().mark("endfilter");
  }

  private void perform(Token tag) {
    stream.advance();
    Expression value = statements.check(expressions.tuple());
    statements.out().tag("do", new Header.Do(at(tag), value));
  }

  private void with(Token tag) {
    stream.advance();
    List<Target> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.current().is(TokenType.BLOCK_END)) {
      if (!names.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      names.add(targets.target(TargetParser.Rule.VARIABLES));
      stream.expect(TokenType.ASSIGN);
      values.add(statements.check(expressions.expression()));
    }
    names.forEach(statements::assigned);
    statements.out().tag("with", new Header.With(at(tag), names, values));
    Walker.Strictness outer = statements.enter(Walker.Strictness.FAIL);
    statements.body("endwith");
    statements.enter(outer);
    stream.expectName("endwith");
    statements.out().mark("endwith");
  }

  private void print(Token tag) {
    stream.advance();
    List<Expression> values = new ArrayList<>();
    while (!stream.current().is(TokenType.BLOCK_END)) {
      if (!values.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      values.add(statements.check(expressions.expression()));
    }
    statements.out().tag("print", new Header.Print(at(tag), values));
  }

  private void autoescape(Token tag) {
    stream.advance();
    Expression on = statements.check(expressions.expression());
    statements.out().tag("autoescape", new Header.Autoescape(at(tag), on));
    statements.body("endautoescape");
    stream.expectName("endautoescape");
    statements.out().mark("endautoescape");
  }

  private void jump(Token tag) {
    stream.advance();
    if (openLoops == 0 && stream.current().is(TokenType.BLOCK_END)) {
      throw stream.fail(
          tag, tag.isName("break") ? "'break' outside loop" : "'continue' not properly in loop");
    }
    statements.out().tag(tag.text(), new Header.Jump(at(tag)));
  }
}
