package io.epoxy.compiler.python;

import io.epoxy.compiler.python.Expression.Sequence;
import io.epoxy.compiler.python.PythonSource.Function;
import io.epoxy.compiler.python.PythonSource.Returned;
import io.epoxy.compiler.python.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Python's statements (The Python Language Reference 3.12, chapters 7 and 8). For one use. */
final class StatementParser {
  private static final Set<String> ASSIGNMENTS =
      Set.of("+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", "<<=", ">>=", "**=");
  private static final int MAX_DEPTH = 100;

  private final TokenStream tokens;
  private final ExpressionParser parser;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<String> imports = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private int functionsAround;
  private int depth;

  /** What the last statement returned; empty when it was no return. */
  private Optional<Returned> returned = Optional.empty();

  StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.parser = new ExpressionParser(tokens);
  }

  PythonSource file() throws PythonSyntaxError {
    boolean empty = tokens.is(Type.END);
    while (!tokens.is(Type.END)) {
      if (tokens.is(Type.INDENT)) {
        throw tokens.peek().error("unexpected indent");
      }
      statement();
    }
    return new PythonSource(expressions, imports, functions, empty);
  }

  private void statement() throws PythonSyntaxError {
    returned = Optional.empty();
    Token first = tokens.peek();
    if (first.isOperator("@")) {
      decorated();
      return;
    }
    if (first.type() == Type.NAME && compound(first)) {
      return;
    }
    simple();
    while (tokens.acceptOperator(";")) {
      if (!tokens.is(Type.NEWLINE)) {
        simple();
      }
    }
    if (!tokens.accept(Type.NEWLINE)) {
      throw tokens.invalid();
    }
  }

  private boolean compound(Token first) throws PythonSyntaxError {
    switch (first.text()) {
      case "if", "while" -> test();
      case "for" -> loop();
      case "try" -> attempt();
      case "with" -> with();
      case "def" -> function(List.of(), Scope.VISIBLE);
      case "class" -> type(List.of());
      case "async" -> async(List.of());
      case "match" -> {
        if (!match()) {
          return false;
        }
      }
      default -> {
        return false;
      }
    }
    returned = Optional.empty();
    return true;
  }

  private void decorated() throws PythonSyntaxError {
    List<Expression> decorators = new ArrayList<>();
    while (tokens.acceptOperator("@")) {
      decorators.add(parser.named());
      newline();
    }
    if (tokens.isName("def")) {
      function(decorators, Scope.VISIBLE);
    } else if (tokens.isName("class")) {
      type(decorators);
    } else if (tokens.isName("async")) {
      async(decorators);
    } else {
      throw tokens.invalid();
    }
    returned = Optional.empty();
  }

  private void test() throws PythonSyntaxError {
    boolean choice = tokens.next().isName("if");
    expressions.add(parser.named());
    block("'" + (choice ? "if" : "while") + "' statement");
    while (choice && tokens.acceptName("elif")) {
      expressions.add(parser.named());
      block("'elif' statement");
    }
    otherwise();
  }

  private void otherwise() throws PythonSyntaxError {
    if (tokens.acceptName("else")) {
      block("'else' statement");
    }
  }

  private void loop() throws PythonSyntaxError {
    tokens.expectName("for");
    expressions.add(parser.targets());
    tokens.expectName("in");
    expressions.add(parser.several());
    block("'for' statement");
    otherwise();
  }

  private void attempt() throws PythonSyntaxError {
    tokens.expectName("try");
    block("'try' statement");
    boolean handled = false;
    while (tokens.acceptName("except")) {
      handled = true;
      tokens.acceptOperator("*");
      if (!tokens.isOperator(":")) {
        expressions.add(parser.several());
        if (tokens.acceptName("as")) {
          parser.identifier();
        }
      }
      block("'except' statement");
    }
    otherwise();
    if (tokens.acceptName("finally")) {
      block("'finally' statement");
    } else if (!handled) {
      throw tokens.peek().error("expected 'except' or 'finally' block");
    }
  }

  /** The items may stand in parentheses, which a tuple may do as well. */
  private void with() throws PythonSyntaxError {
    tokens.expectName("with");
    boolean open = tokens.isTargetsInParentheses();
    if (open) {
      tokens.next();
    }
    do {
      if (open && tokens.isOperator(")")) {
        break;
      }
      expressions.add(parser.single());
      if (tokens.acceptName("as")) {
        expressions.add(parser.primary());
      }
    } while (tokens.acceptOperator(","));
    if (open) {
      tokens.expectOperator(")");
    }
    block("'with' statement");
  }

  private void async(List<Expression> decorators) throws PythonSyntaxError {
    tokens.expectName("async");
    if (tokens.isName("def")) {
      function(decorators, Scope.TRANSPARENT);
    } else if (tokens.isName("for")) {
      loop();
    } else if (tokens.isName("with")) {
      with();
    } else {
      throw tokens.invalid();
    }
  }

  private void type(List<Expression> decorators) throws PythonSyntaxError {
    tokens.expectName("class");
    parser.identifier();
    typeParameters();
    if (tokens.isOperator("(")) {
      parser.arguments().forEach(argument -> expressions.add(argument.value()));
    }
    block("class definition");
    expressions.addAll(decorators);
  }

  /** Whether a function is one of those that are told of, and hides those inside of it. */
  private enum Scope {
    VISIBLE,
    TRANSPARENT
  }

  private void function(List<Expression> decorators, Scope scope) throws PythonSyntaxError {
    tokens.expectName("def");
    Token name = tokens.peek();
    parser.identifier();
    typeParameters();
    List<String> plain = parameters();
    List<Expression> returns = new ArrayList<>();
    if (tokens.acceptOperator("->")) {
      returns.add(parser.single());
    }
    boolean told = scope == Scope.VISIBLE && functionsAround == 0;
    int place = functions.size();
    functionsAround += scope == Scope.VISIBLE ? 1 : 0;
    block("function definition");
    functionsAround -= scope == Scope.VISIBLE ? 1 : 0;
    if (told) {
      functions.add(place, new Function(name.text(), plain, returned, name.line(), name.column()));
    }
    expressions.addAll(decorators);
    expressions.addAll(returns);
  }

  private void typeParameters() throws PythonSyntaxError {
    if (tokens.acceptOperator("[")) {
      do {
        if (!tokens.acceptOperator("*")) {
          tokens.acceptOperator("**");
        }
        parser.identifier();
        if (tokens.acceptOperator(":")) {
          parser.single();
        }
      } while (tokens.acceptOperator(",") && !tokens.isOperator("]"));
      tokens.expectOperator("]");
    }
  }

  /** The names of the plain parameters; annotations and defaults are collected. */
  private List<String> parameters() throws PythonSyntaxError {
    List<String> plain = new ArrayList<>();
    boolean starred = false;
    if (!tokens.acceptOperator("(")) {
      throw tokens.peek().error("expected '('");
    }
    while (!tokens.isOperator(")")) {
      if (tokens.acceptOperator("/")) {
        plain.clear();
      } else if (tokens.acceptOperator("*")) {
        starred = true;
        if (!tokens.isOperator(",")) {
          parameter();
        }
      } else if (tokens.acceptOperator("**")) {
        starred = true;
        parameter();
      } else {
        String name = parameter();
        if (!starred) {
          plain.add(name);
        }
      }
      if (!tokens.acceptOperator(",")) {
        break;
      }
    }
    tokens.expectOperator(")");
    return plain;
  }

  private String parameter() throws PythonSyntaxError {
    String name = parser.identifier();
    if (tokens.acceptOperator(":")) {
      tokens.acceptOperator("*");
      expressions.add(parser.single());
    }
    if (tokens.acceptOperator("=")) {
      expressions.add(parser.single());
    }
    return name;
  }

  /** {@code match} is a name unless a subject and a block follow. */
  private boolean match() throws PythonSyntaxError {
    if (!tokens.isBlockHeadOfName()) {
      return false;
    }
    tokens.expectName("match");
    expressions.add(parser.several());
    tokens.expectOperator(":");
    newline();
    if (!tokens.accept(Type.INDENT)) {
      throw tokens.peek().error("expected an indented block after 'match' statement");
    }
    while (!tokens.accept(Type.DEDENT)) {
      tokens.expectName("case");
      pattern();
      if (tokens.acceptName("if")) {
        expressions.add(parser.named());
      }
      block("'case' statement");
    }
    return true;
  }

  /** Patterns call nothing: they are passed over. */
  private void pattern() throws PythonSyntaxError {
    int open = 0;
    while (open > 0 || !tokens.isOperator(":") && !tokens.isName("if")) {
      Token token = tokens.next();
      if (token.type() == Type.NEWLINE || token.type() == Type.END) {
        throw token.error("expected ':'");
      }
      if (token.type() == Type.OPERATOR) {
        open += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
      }
    }
  }

  private void block(String after) throws PythonSyntaxError {
    Token head = tokens.peek();
    tokens.expectOperator(":");
    if (++depth > MAX_DEPTH) {
      throw head.error("too many statically nested blocks");
    }
    if (!tokens.accept(Type.NEWLINE)) {
      statement();
    } else if (!tokens.accept(Type.INDENT)) {
      throw tokens
          .peek()
          .error("expected an indented block after " + after + " on line " + head.line());
    } else {
      while (!tokens.accept(Type.DEDENT)) {
        if (tokens.is(Type.INDENT)) {
          throw tokens.peek().error("unexpected indent");
        }
        statement();
      }
    }
    depth--;
  }

  private void newline() throws PythonSyntaxError {
    if (!tokens.accept(Type.NEWLINE)) {
      throw tokens.invalid();
    }
  }

  private void simple() throws PythonSyntaxError {
    returned = Optional.empty();
    Token first = tokens.peek();
    if (first.type() != Type.NAME || !keyword(first)) {
      expression();
    }
  }

  private boolean keyword(Token first) throws PythonSyntaxError {
    switch (first.text()) {
      case "pass", "break", "continue" -> tokens.next();
      case "global", "nonlocal" -> names();
      case "return" -> returns();
      case "del" -> {
        tokens.next();
        expressions.add(parser.several());
      }
      case "raise" -> raise();
      case "assert" -> {
        tokens.next();
        expressions.add(parser.single());
        if (tokens.acceptOperator(",")) {
          expressions.add(parser.single());
        }
      }
      case "import" -> imports();
      case "from" -> importsFrom();
      case "type" -> {
        return alias();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code type} is a name unless it is followed by one. */
  private boolean alias() throws PythonSyntaxError {
    Token second = tokens.peekSecond();
    if (second.type() != Type.NAME || ExpressionParser.KEYWORDS.contains(second.text())) {
      return false;
    }
    tokens.next();
    parser.identifier();
    typeParameters();
    tokens.expectOperator("=");
    expressions.add(parser.single());
    return true;
  }

  private void names() throws PythonSyntaxError {
    tokens.next();
    do {
      parser.identifier();
    } while (tokens.acceptOperator(","));
  }

  private void returns() throws PythonSyntaxError {
    tokens.next();
    if (tokens.is(Type.NEWLINE) || tokens.isOperator(";")) {
      returned = Optional.of(Returned.ONE_VALUE);
      return;
    }
    Expression value = parser.several();
    expressions.add(value);
    boolean tuple = value instanceof Sequence sequence && sequence.kind() == Sequence.Kind.TUPLE;
    returned = Optional.of(tuple ? Returned.TUPLE : Returned.ONE_VALUE);
  }

  private void raise() throws PythonSyntaxError {
    tokens.next();
    if (!tokens.is(Type.NEWLINE) && !tokens.isOperator(";")) {
      expressions.add(parser.single());
      if (tokens.acceptName("from")) {
        expressions.add(parser.single());
      }
    }
  }

  private void imports() throws PythonSyntaxError {
    tokens.next();
    do {
      imports.add(dotted());
      if (tokens.acceptName("as")) {
        parser.identifier();
      }
    } while (tokens.acceptOperator(","));
  }

  private String dotted() throws PythonSyntaxError {
    StringBuilder name = new StringBuilder(parser.identifier());
    while (tokens.acceptOperator(".")) {
      name.append('.').append(parser.identifier());
    }
    return name.toString();
  }

  private void importsFrom() throws PythonSyntaxError {
    tokens.next();
    while (tokens.acceptOperator(".") || tokens.acceptOperator("...")) {
      // the dots of a relative import
    }
    if (!tokens.isName("import")) {
      imports.add(dotted());
    }
    tokens.expectName("import");
    if (tokens.acceptOperator("*")) {
      return;
    }
    boolean open = tokens.acceptOperator("(");
    do {
      if (open && tokens.isOperator(")")) {
        break;
      }
      parser.identifier();
      if (tokens.acceptName("as")) {
        parser.identifier();
      }
    } while (tokens.acceptOperator(","));
    if (open) {
      tokens.expectOperator(")");
    }
  }

  /** An expression statement or an assignment of any kind. */
  private void expression() throws PythonSyntaxError {
    expressions.add(parser.several());
    if (tokens.acceptOperator(":")) {
      expressions.add(parser.single());
      if (tokens.acceptOperator("=")) {
        expressions.add(parser.several());
      }
      return;
    }
    if (tokens.is(Type.OPERATOR) && ASSIGNMENTS.contains(tokens.peek().text())) {
      tokens.next();
      expressions.add(parser.several());
      return;
    }
    while (tokens.acceptOperator("=")) {
      expressions.add(parser.several());
    }
  }
}
