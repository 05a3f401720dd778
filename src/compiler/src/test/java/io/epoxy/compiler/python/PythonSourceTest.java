package io.epoxy.compiler.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.epoxy.compiler.python.PythonSource.Function;
import io.epoxy.compiler.python.PythonSource.Returned;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonSourceTest {
  @Test
  void functionsTellTheirPlainParametersAndWhatTheyReturn() throws PythonSyntaxError {
    PythonSource source =
        PythonSource.parse(
            """
            def one(a, b: int = 3, *rest, c, **more) -> int:
                def inside(x): return x
                return a
            class T(Base, metaclass=M):
                def two(p, /, q):
                    return (p, q)
            async def three(x):
                def four(y):
                    match y:
                        case 1: return y
            """);
    assertThat(source.functions()).extracting(Function::name).containsExactly("one", "two", "four");
    assertThat(source.functions())
        .extracting(Function::parameters)
        .extracting(Object::toString)
        .containsExactly("[a, b]", "[q]", "[y]");
    assertThat(source.functions())
        .extracting(Function::returned)
        .containsExactly(
            Optional.of(Returned.ONE_VALUE), Optional.of(Returned.TUPLE), Optional.empty());
  }

  @Test
  void importsAreTheirModules() throws PythonSyntaxError {
    PythonSource source =
        PythonSource.parse(
            "import a.b as c, d\nfrom e.f import (g as h,\n  i,)\nfrom . import j\nfrom ..k import *");
    assertThat(source.imports()).containsExactly("a.b", "d", "e.f", "k");
  }

  @Test
  void aFileOfCommentsIsEmpty() throws PythonSyntaxError {
    assertThat(PythonSource.parse("\n  # only this\n\n").isEmpty()).isTrue();
    assertThat(PythonSource.parse("pass").isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 'a' \"b\" r'\\\\' b'' f'{y!r:>{w}}' f\"{ {'a': 1}['a'] }\"",
        "x: int = 1; y += 2; del x, y; assert x, 'no'",
        "a, *b = c = yield_ = 1_000.5e-3j",
        "x = rf'\\{y}\\}}' + f'\\N{DIGIT ONE}{z}' + a[:, ]",
        "if (n := f(x)) > 1: pass\nelif x:\n  pass\nelse: pass",
        "for x, (y, z) in a, b:\n\tbreak\nelse:\n\tpass",
        "try:\n  pass\nexcept* (A, B) as e:\n  raise X from e\nfinally:\n  pass",
        "with (open(a) as b, c):\n  pass\nwith (a, b): pass\nasync def f():\n  async with x as y: await z",
        "match x:\n  case [1, *_] | {'k': v} if v > 1:\n    pass\nmatch = 1\nmatch[x]: int = 3",
        "x = [i async for i in y if i if not j for j in k]\nz = {**a, 'b': 1}\nw = {*a, 1}",
        "f(*a, b, *c, d=1, **e)\ng(x for x in y)\nh(lambda a, *b, c=1, **d: (a, b))",
        "x = a[1:2, ::3, ...] if b is not c and d not in e else not f",
        "@a.b(c)\n@d\nclass E: x = 1",
        "def f[T: int, *U](x): return\ntype X = int",
        "x = 1 + \\\n    2\nprint(1if x else 2)",
        "x = '''a\n'b'\n''' + \"\"\"c\n\"\"\"",
        "def f():\n    # less\n  # even less\n    pass\n\n\n    return 1",
        "é = 'ü'\nprint(é)",
        "return_ = lambda: (yield)\nx = [*a, b]\nx = *a, b"
      })
  void whatPythonReadsIsRead(String text) throws PythonSyntaxError {
    assertThat(PythonSource.parse(text).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`def model(dbt, session)\n  return 1` ~ expected ':' ~ 1 ~ 24",
        "`def f():\nreturn 1` ~ expected an indented block after function definition on line 1 ~ 2 ~ 1",
        "`x = 1\n  y = 2` ~ unexpected indent ~ 2 ~ 3",
        "`if x:\n    a\n  b` ~ unindent does not match any outer indentation level ~ 3 ~ 3",
        "`x = f(1,\ny = 2` ~ '(' was never closed ~ 1 ~ 6",
        "`x = [1)` ~ closing parenthesis ')' does not match opening parenthesis '[' ~ 1 ~ 7",
        "`x = )` ~ unmatched ')' ~ 1 ~ 5",
        "`x = 'abc` ~ unterminated string literal (detected at line 1) ~ 1 ~ 5",
        "`x = '''abc\n` ~ unterminated triple-quoted string literal (detected at line 2) ~ 1 ~ 5",
        "`x = = 1` ~ invalid syntax ~ 1 ~ 5",
        "`print 1` ~ invalid syntax ~ 1 ~ 7",
        "`f(a b)` ~ invalid syntax. Perhaps you forgot a comma? ~ 1 ~ 5",
        "`x = 1 if 2` ~ expected 'else' after 'if' expression ~ 1 ~ 11",
        "`x = 1$` ~ invalid syntax ~ 1 ~ 6",
        "`x = f'{}'` ~ f-string: valid expression required before '}' ~ 1 ~ 7",
        "`try:\n  pass\nx = 1` ~ expected 'except' or 'finally' block ~ 3 ~ 1"
      })
  void whatIsNoPythonIsRefusedWithItsPlace(String text, String message, int line, int column) {
    PythonSyntaxError error =
        catchThrowableOfType(PythonSyntaxError.class, () -> PythonSource.parse(text));
    assertThat(error).hasMessage(message);
    assertThat(error.line()).isEqualTo(line);
    assertThat(error.column()).isEqualTo(column);
  }

  @Test
  void deepSourcesAreRefusedInsteadOfEndingTheProcess() {
    String deep = "x = " + "(".repeat(50_000) + ")".repeat(50_000);
    assertThat(catchThrowableOfType(PythonSyntaxError.class, () -> PythonSource.parse(deep)))
        .hasMessage("too many nested parentheses");
  }
}
