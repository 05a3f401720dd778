package io.epoxy.compiler.context.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are CPython 3.11's for functions of these signatures. */
final class PythonSignatureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(a)            | 2 |     | f() takes 1 positional argument but 2 were given",
        "f()             | 1 |     | f() takes 0 positional arguments but 1 was given",
        "C.m(self)       | 1 |     | C.m() takes 1 positional argument but 2 were given",
        "C.m(self, a)    | 2 |     | C.m() takes 2 positional arguments but 3 were given",
        "f(a, b=)        | 3 |     | f() takes from 1 to 2 positional arguments but 3 were given",
        "f(a, b)         | 0 |     | f() missing 2 required positional arguments: 'a' and 'b'",
        "f(a, b, c)      | 0 |     | f() missing 3 required positional arguments: 'a', 'b', and 'c'",
        "f(a, b, c)      | 1 | c   | f() missing 1 required positional argument: 'b'",
        "f(a, *)         | 0 | x   | f() missing 1 required positional argument: 'a'",
        "f(a, b=)        | 1 | x   | f() got an unexpected keyword argument 'x'",
        "f(a, b=)        | 1 | a   | f() got multiple values for argument 'a'",
      })
  void refuses(String signature, int positional, String keywords, String sentence) {
    assertThatThrownBy(
            () -> PythonSignature.of(signature.strip()).check(arguments(positional, keywords)))
        .isInstanceOf(JinjaException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f()                 | 0 |",
        "f(a)                | 1 |",
        "f(a)                | 0 | a",
        "f(a, b=)            | 1 | b",
        "C.m(self, a=, b=)   | 0 |",
        "C.m(self, a, *)     | 3 | x y",
      })
  void takes(String signature, int positional, String keywords) {
    Arguments given = arguments(positional, keywords);

    assertThat(
            PythonSignature.checked(signature.strip(), called -> called.equals(given)).call(given))
        .isEqualTo(true);
  }

  @Test
  void aCallThatIsRefusedIsNotMade() {
    assertThatThrownBy(
            () ->
                PythonSignature.checked(
                        "f()",
                        called -> {
                          throw new AssertionError("called");
                        })
                    .call(Arguments.of(1L)))
        .isInstanceOf(JinjaException.class);
  }

  private static Arguments arguments(int positional, String keywords) {
    List<Object> values = Arrays.asList(new Object[positional]);
    Map<String, Object> named =
        keywords == null
            ? Map.of()
            : Arrays.stream(keywords.split(" "))
                .collect(Collectors.toMap(name -> name, name -> (Object) 1L));
    return new Arguments(values, named);
  }
}
