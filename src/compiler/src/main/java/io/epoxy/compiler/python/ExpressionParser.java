package io.epoxy.compiler.python;

import io.epoxy.compiler.python.Expression.Argument;
import io.epoxy.compiler.python.Expression.Argument.Form;
import io.epoxy.compiler.python.Expression.Sequence;
import io.epoxy.compiler.python.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Python's expressions (The Python Language Reference 3.12, chapter 6). Operators are not ordered
 * by precedence: which calls there are does not depend on it.
 */
final class ExpressionParser {
  /** Words that cannot be names. */
  static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private static final Set<String> CONSTANTS = Set.of("False", "None", "True");
  private static final Set<String> BINARY =
      Set.of(
          "+", "-", "*", "/", "//", "%", "@", "**", "&", "|", "^", "<<", ">>", "<", ">", "<=", ">=",
          "==", "!=");
  private static final Set<String> SIGNS = Set.of("+", "-", "~");
  private static final int MAX_DEPTH = 200;

  private final TokenStream tokens;
  private int depth;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** One or more expressions, starred ones among them; several are a tuple. */
  Expression several() throws PythonSyntaxError {
    return several(tokens.isName("yield") ? yielded() : starred());
  }

  private Expression several(Expression first) throws PythonSyntaxError {
    if (!tokens.isOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.acceptOperator(",") && startsExpression()) {
      items.add(starred());
    }
    return new Sequence(Sequence.Kind.TUPLE, items);
  }

  /** The targets of for: what may stand before {@code in}. */
  Expression targets() throws PythonSyntaxError {
    List<Expression> items = new ArrayList<>(List.of(target()));
    boolean tuple = false;
    while (tokens.acceptOperator(",")) {
      tuple = true;
      if (tokens.isName("in")) {
        break;
      }
      items.add(target());
    }
    return tuple ? new Sequence(Sequence.Kind.TUPLE, items) : items.get(0);
  }

  private Expression target() throws PythonSyntaxError {
    tokens.acceptOperator("*");
    return primary();
  }

  private boolean startsExpression() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case NAME ->
          !KEYWORDS.contains(token.text())
              || CONSTANTS.contains(token.text())
              || Set.of("not", "lambda", "await").contains(token.text());
      case NUMBER, STRING, FORMATTED -> true;
      case OPERATOR -> Set.of("(", "[", "{", "-", "+", "~", "*", "...").contains(token.text());
      default -> false;
    };
  }

  private Expression starred() throws PythonSyntaxError {
    return tokens.acceptOperator("*") ? other(binary()) : named();
  }

  /** An expression, perhaps {@code name := expression}. */
  Expression named() throws PythonSyntaxError {
    Expression first = single();
    if (first instanceof Expression.Name && tokens.acceptOperator(":=")) {
      return other(first, single());
    }
    return first;
  }

  /** An expression without commas around it. */
  Expression single() throws PythonSyntaxError {
    if (++depth > MAX_DEPTH) {
      throw tokens.peek().error("too many nested parentheses");
    }
    Expression result = tokens.isName("lambda") ? lambda() : conditional();
    depth--;
    return result;
  }

  private Expression conditional() throws PythonSyntaxError {
    Expression then = binary();
    if (!tokens.acceptName("if")) {
      return then;
    }
    Expression test = binary();
    if (!tokens.acceptName("else")) {
      throw tokens.peek().error("expected 'else' after 'if' expression");
    }
    return other(test, then, single());
  }

  private Expression lambda() throws PythonSyntaxError {
    tokens.expectName("lambda");
    List<Expression> parts = new ArrayList<>();
    while (!tokens.isOperator(":")) {
      if (!tokens.acceptOperator("*") && !tokens.acceptOperator("**")) {
        tokens.acceptOperator("/");
      }
      if (tokens.is(Type.NAME)) {
        identifier();
        if (tokens.acceptOperator("=")) {
          parts.add(single());
        }
      }
      if (!tokens.acceptOperator(",")) {
        break;
      }
    }
    tokens.expectOperator(":");
    parts.add(single());
    return new Expression.Other(parts);
  }

  private Expression yielded() throws PythonSyntaxError {
    tokens.expectName("yield");
    if (tokens.acceptName("from")) {
      return other(single());
    }
    return startsExpression() ? other(several()) : Expression.Other.NONE;
  }

  private Expression binary() throws PythonSyntaxError {
    Expression first = unary();
    if (!atBinaryOperator()) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (atBinaryOperator()) {
      Token operator = tokens.next();
      if (operator.isName("is")) {
        tokens.acceptName("not");
      } else if (operator.isName("not")) {
        tokens.expectName("in");
      }
      parts.add(unary());
    }
    return new Expression.Other(parts);
  }

  private boolean atBinaryOperator() {
    Token token = tokens.peek();
    return token.type() == Type.OPERATOR && BINARY.contains(token.text())
        || token.type() == Type.NAME
            && Set.of("and", "or", "in", "is", "not").contains(token.text());
  }

  private Expression unary() throws PythonSyntaxError {
    boolean prefixed = false;
    while (tokens.is(Type.OPERATOR) && SIGNS.contains(tokens.peek().text())
        || tokens.isName("not")
        || tokens.isName("await")) {
      tokens.next();
      prefixed = true;
    }
    Expression operand = primary();
    return prefixed ? other(operand) : operand;
  }

  /** An atom with what is called on it. */
  Expression primary() throws PythonSyntaxError {
    Token first = tokens.peek();
    Expression value = atom();
    while (true) {
      if (tokens.acceptOperator(".")) {
        value = new Expression.Attribute(value, identifier());
      } else if (tokens.isOperator("(")) {
        value = new Expression.Call(value, arguments(), first.line(), first.column());
      } else if (tokens.acceptOperator("[")) {
        value = other(value, subscript());
      } else {
        return value;
      }
    }
  }

  String identifier() throws PythonSyntaxError {
    Token name = tokens.peek();
    if (name.type() != Type.NAME || KEYWORDS.contains(name.text())) {
      throw tokens.invalid();
    }
    return tokens.next().text();
  }

  private Expression subscript() throws PythonSyntaxError {
    List<Expression> parts = new ArrayList<>();
    do {
      boolean empty = true;
      for (int part = 0; part < 3; part++) {
        if (startsExpression()) {
          parts.add(starred());
          empty = false;
        }
        if (!tokens.acceptOperator(":")) {
          break;
        }
        empty = false;
      }
      if (empty) {
        throw tokens.invalid();
      }
    } while (tokens.acceptOperator(",") && !tokens.isOperator("]"));
    tokens.expectOperator("]");
    return new Expression.Other(parts);
  }

  /** In parentheses. */
  List<Argument> arguments() throws PythonSyntaxError {
    tokens.expectOperator("(");
    List<Argument> arguments = new ArrayList<>();
    while (!tokens.acceptOperator(")")) {
      arguments.add(argument());
      if (!tokens.acceptOperator(",")) {
        if (!tokens.acceptOperator(")")) {
          throw tokens.peek().error("invalid syntax. Perhaps you forgot a comma?");
        }
        break;
      }
    }
    return arguments;
  }

  private Argument argument() throws PythonSyntaxError {
    Form form = Form.POSITIONAL;
    Optional<String> name = Optional.empty();
    if (tokens.acceptOperator("*")) {
      form = Form.STAR;
    } else if (tokens.acceptOperator("**")) {
      form = Form.DOUBLE_STAR;
    } else if (tokens.is(Type.NAME) && tokens.peekSecond().isOperator("=")) {
      form = Form.KEYWORD;
      name = Optional.of(identifier());
      tokens.next();
    }
    Token first = tokens.peek();
    Expression value = form == Form.POSITIONAL ? named() : single();
    if (form == Form.POSITIONAL && atComprehension()) {
      value = comprehension(value);
    }
    return new Argument(form, name, value, tokens.textFrom(first));
  }

  private boolean atComprehension() {
    return tokens.isName("for") || tokens.isName("async");
  }

  private Expression comprehension(Expression... heads) throws PythonSyntaxError {
    List<Expression> parts = new ArrayList<>(List.of(heads));
    while (atComprehension()) {
      tokens.acceptName("async");
      tokens.expectName("for");
      parts.add(targets());
      tokens.expectName("in");
      parts.add(binary());
      while (tokens.acceptName("if")) {
        parts.add(tokens.isName("lambda") ? lambda() : binary());
      }
    }
    return new Expression.Other(parts);
  }

  private Expression atom() throws PythonSyntaxError {
    Token token = tokens.peek();
    switch (token.type()) {
      case NAME:
        if (CONSTANTS.contains(token.text())) {
          tokens.next();
          return Expression.Other.NONE;
        }
        return new Expression.Name(identifier());
      case NUMBER:
        tokens.next();
        return Expression.Other.NONE;
      case STRING, FORMATTED:
        return strings();
      case OPERATOR:
        return switch (token.text()) {
          case "(" -> parenthesized();
          case "[" -> list();
          case "{" -> braces();
          case "..." -> {
            tokens.next();
            yield Expression.Other.NONE;
          }
          default -> throw tokens.invalid();
        };
      default:
        throw tokens.invalid();
    }
  }

  /** Literals beside each other are one. */
  private Expression strings() throws PythonSyntaxError {
    List<Expression> fields = new ArrayList<>();
    boolean formatted = false;
    while (tokens.is(Type.STRING) || tokens.is(Type.FORMATTED)) {
      Token token = tokens.next();
      formatted |= token.type() == Type.FORMATTED;
      for (List<Token> field : token.fields()) {
        TokenStream inside = tokens.of(field);
        fields.add(new ExpressionParser(inside).several());
        if (!inside.is(Type.END)) {
          throw inside.peek().error("f-string: invalid syntax");
        }
      }
    }
    return formatted ? new Expression.Formatted(fields) : Expression.Other.NONE;
  }

  private Expression parenthesized() throws PythonSyntaxError {
    tokens.expectOperator("(");
    if (tokens.acceptOperator(")")) {
      return new Sequence(Sequence.Kind.TUPLE, List.of());
    }
    Expression first = tokens.isName("yield") ? yielded() : starred();
    Expression value = atComprehension() ? comprehension(first) : several(first);
    close(")");
    return value;
  }

  private Expression list() throws PythonSyntaxError {
    tokens.expectOperator("[");
    List<Expression> items = new ArrayList<>();
    while (!tokens.isOperator("]")) {
      items.add(starred());
      if (items.size() == 1 && atComprehension()) {
        Expression all = comprehension(items.get(0));
        close("]");
        return all;
      }
      if (!tokens.acceptOperator(",")) {
        break;
      }
    }
    close("]");
    return new Sequence(Sequence.Kind.LIST, items);
  }

  private Expression braces() throws PythonSyntaxError {
    tokens.expectOperator("{");
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    boolean dict = tokens.isOperator("}");
    while (!tokens.isOperator("}")) {
      if (tokens.acceptOperator("**")) {
        dict = true;
        values.add(binary());
      } else {
        keys.add(starred());
        if (tokens.acceptOperator(":")) {
          dict = true;
          values.add(single());
        }
      }
      if (keys.size() == 1 && atComprehension()) {
        keys.addAll(values);
        Expression all = comprehension(keys.toArray(Expression[]::new));
        close("}");
        return all;
      }
      if (!tokens.acceptOperator(",")) {
        break;
      }
    }
    close("}");
    return dict ? new Expression.Dict(keys, values) : new Expression.Other(keys);
  }

  private void close(String bracket) throws PythonSyntaxError {
    if (!tokens.acceptOperator(bracket)) {
      throw tokens
          .peek()
          .error(
              startsExpression()
                  ? "invalid syntax. Perhaps you forgot a comma?"
                  : "invalid syntax");
    }
  }

  private static Expression other(Expression... parts) {
    return new Expression.Other(List.of(parts));
  }
}
