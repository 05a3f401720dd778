package io.epoxy.jinja.syntax;

/** The kinds of token, with the words that jinja2 has for them in messages. */
public enum TokenType {
  ADD("+"),
  ASSIGN("="),
  COLON(":"),
  COMMA(","),
  DIVIDE("/"),
  DOT("."),
  EQUAL("=="),
  FLOOR_DIVIDE("//"),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  LEFT_BRACE("{"),
  LEFT_BRACKET("["),
  LEFT_PAREN("("),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  MODULO("%"),
  MULTIPLY("*"),
  NOT_EQUAL("!="),
  PIPE("|"),
  POWER("**"),
  RIGHT_BRACE("}"),
  RIGHT_BRACKET("]"),
  RIGHT_PAREN(")"),
  SEMICOLON(";"),
  SUBTRACT("-"),
  TILDE("~"),
  FLOAT("float"),
  INTEGER("integer"),
  NAME("name"),
  STRING("string"),
  DATA("template data / text"),
  BLOCK_BEGIN("begin of statement block"),
  BLOCK_END("end of statement block"),
  VARIABLE_BEGIN("begin of print statement"),
  VARIABLE_END("end of print statement"),
  END("end of template");

  private final String description;

  TokenType(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }
}
