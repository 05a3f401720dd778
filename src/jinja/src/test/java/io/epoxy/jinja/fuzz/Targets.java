package io.epoxy.jinja.fuzz;

import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.lib.PythonFunctions;
import io.epoxy.jinja.lib.PythonModules;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Lexer;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.value.PyTuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is fuzzed. Each takes any bytes and lets only a fault out: {@link JinjaException} is an
 * answer, every other exception or error is not.
 */
final class Targets {
  private static final JinjaEngine ENGINE =
      new JinjaEngineBuilder()
          .limits(new Limits(100_000, 100_000, 20_000, 60, 16 << 20, Duration.ofSeconds(2)))
          .macroTag("test", header -> "test_" + header)
          .build();

  private static final Set<String> TAGS = Set.of("macro", "test", "set", "docs");

  private Targets() {}

  /** The source pass and Jinjava's tree: text that mostly is no template, or one with noise. */
  static void parse(byte[] data) {
    parseText(text(data));
  }

  static void parseText(String source) {
    try {
      ENGINE.parse("fuzz.sql", source);
    } catch (JinjaException e) {
      check(e);
    }
  }

  /** Blocks lie in the text one after the other. */
  static void blocks(byte[] data) {
    String source = text(data);
    try {
      int from = 0;
      for (Block block : ENGINE.findBlocks("fuzz.sql", source, TAGS)) {
        int at = source.indexOf(block.fullText(), from);
        if (at < 0) {
          throw new AssertionError("not in the text: " + block);
        }
        from = at + block.fullText().length();
      }
    } catch (JinjaException e) {
      check(e);
    }
  }

  static void expression(byte[] data) {
    Choices choices = new Choices(data);
    String source = choices.oneIn(4) ? text(data) : Grammar.expression(choices);
    try {
      TokenStream stream = new TokenStream(new Lexer("fuzz.sql", "{{" + source + "}}"));
      stream.advance();
      new ExpressionParser(stream).tuple();
    } catch (JinjaException e) {
      check(e);
    }
    evaluate("{{ " + source + " }}");
  }

  static void render(byte[] data) {
    evaluate(Grammar.template(new Choices(data)));
  }

  static void evaluate(String source) {
    try {
      ENGINE.parse("fuzz.sql", source).render(names());
    } catch (JinjaException e) {
      check(e);
    }
    try {
      ENGINE.parse("fuzz.yml", source).evaluate(names());
    } catch (JinjaException e) {
      check(e);
    }
  }

  /** Half of the inputs are bytes as they are, half are made by the grammar. */
  private static String text(byte[] data) {
    return data.length > 0 && data[0] % 2 == 0
        ? new String(data, StandardCharsets.UTF_8)
        : Grammar.template(new Choices(data));
  }

  private static void check(JinjaException e) {
    String message = e.getMessage();
    if (message == null || message.startsWith("internal: ")) {
      throw new AssertionError("a fault of ours", e);
    }
  }

  private static Scope names() {
    Map<String, Object> names = new LinkedHashMap<>(PythonFunctions.all());
    names.put("modules", new LinkedHashMap<>(PythonModules.all()));
    names.put("x", 3L);
    names.put("s", "Some text, more text\n\tand é");
    names.put("d", new LinkedHashMap<>(Map.of("a", 1L, "b", List.of(2L), 3L, "c")));
    names.put("n", BigInteger.TWO.pow(70));
    names.put("f", 2.5);
    names.put("l", new ArrayList<>(List.of(3L, 1L, 2L)));
    names.put("t", PyTuple.of("a", 1L, 2.5));
    names.put("dec", new BigDecimal("1.10"));
    names.put("day", new PyDate(LocalDate.of(2024, 2, 29)));
    names.put("moment", new PyDateTime(LocalDateTime.of(2024, 2, 29, 1, 2, 3), Optional.empty()));
    names.put("big", "ab".repeat(3000));
    return Scope.of(names);
  }
}
