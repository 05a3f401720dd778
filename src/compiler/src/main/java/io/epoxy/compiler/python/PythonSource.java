package io.epoxy.compiler.python;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What a Python file holds, in the order of its text.
 *
 * @param expressions the outermost ones of all statements
 * @param imports the modules that import statements name
 * @param functions those that are defined outside of other functions
 * @param isEmpty it has no statement
 */
public record PythonSource(
    List<Expression> expressions, List<String> imports, List<Function> functions, boolean isEmpty) {
  public PythonSource {
    expressions = ImmutableList.copyOf(expressions);
    imports = ImmutableList.copyOf(imports);
    functions = ImmutableList.copyOf(functions);
  }

  /**
   * A {@code def}.
   *
   * @param parameters the plain ones: neither positional-only nor keyword-only
   * @param returned whether the last statement returns, and what
   */
  public record Function(
      String name, List<String> parameters, Optional<Returned> returned, int line, int column) {
    public Function {
      parameters = ImmutableList.copyOf(parameters);
    }
  }

  /** What a return statement gives. */
  public enum Returned {
    ONE_VALUE,
    TUPLE
  }

  /**
   * Reads a file's text.
   *
   * @throws PythonSyntaxError for text that Python would not read
   */
  public static PythonSource parse(String text) throws PythonSyntaxError {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return new StatementParser(new TokenStream(lines, new Lexer(lines).tokens())).file();
  }
}
