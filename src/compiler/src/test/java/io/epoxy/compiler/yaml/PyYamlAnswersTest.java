package io.epoxy.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of pyyaml.txt is read as CPython's PyYAML read it; the file says how. */
final class PyYamlAnswersTest {
  private static final String ARROW = " => ";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  static Stream<String> answers() throws IOException {
    try (InputStream in = PyYamlAnswersTest.class.getResourceAsStream("pyyaml.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isReadAsPyYamlReadsIt(String line) {
    int arrow = line.lastIndexOf(ARROW);
    String text = line.substring(0, arrow).translateEscapes();
    String expected = line.substring(arrow + ARROW.length());

    if (expected.startsWith("E")) {
      String said = answer(text);
      assertThat(said).startsWith("E");
      if (expected.length() > 1) {
        int blank = expected.indexOf(' ');
        assertThat(said)
            .contains("Syntax error near line " + expected.substring(1, blank) + " ")
            .endsWith(expected.substring(blank + 1));
      }
    } else {
      assertThat(answer(text)).isEqualTo(expected);
    }
  }

  private static String answer(String text) {
    try {
      StringBuilder out = new StringBuilder();
      YamlReader.read("f.yml", text, warning -> {})
          .ifPresentOrElse(node -> write(node, out), () -> out.append('n'));
      return out.toString();
    } catch (EpoxyException e) {
      return "E" + e.getMessage().replace("\n", " / ");
    }
  }

  private static void write(YamlNode node, StringBuilder out) {
    if (node instanceof YamlMap map) {
      out.append('{');
      map.entries()
          .forEach(
              (key, value) -> {
                quote(key, out);
                out.append(':');
                write(value, out);
                out.append(',');
              });
      out.append('}');
    } else if (node instanceof YamlList list) {
      out.append('[');
      for (YamlNode item : list.items()) {
        write(item, out);
        out.append(',');
      }
      out.append(']');
    } else if (node.data() instanceof String value) {
      quote(value, out);
    } else {
      out.append(scalar(node.data()));
    }
  }

  private static String scalar(Object value) {
    if (value == null) {
      return "n";
    }
    if (value instanceof Boolean truth) {
      return truth ? "bT" : "bF";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "i" + value;
    }
    if (value instanceof Double number) {
      return "f" + (number.isNaN() ? "nan" : Long.toHexString(Double.doubleToLongBits(number)));
    }
    return "d" + iso(value);
  }

  private static String iso(Object value) {
    if (value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof OffsetDateTime zoned) {
      return iso(zoned.toLocalDateTime()) + zoned.getOffset().toString().replace("Z", "+00:00");
    }
    LocalDateTime time = (LocalDateTime) value;
    String fraction = time.getNano() == 0 ? "" : String.format(".%06d", time.getNano() / 1000);
    return SECONDS.format(time) + fraction;
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c < 127 && List.of('"', '\\').indexOf(c) < 0;
      out.append(plain ? Character.toString(c) : String.format("\\u%04x", (int) c));
    }
    out.append('"');
  }
}
