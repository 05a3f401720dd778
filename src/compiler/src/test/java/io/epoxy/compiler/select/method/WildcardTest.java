package io.epoxy.compiler.select.method;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against what Python's fnmatch answers. The resource's first line holds texts, each further one a
 * pattern and the texts that it matches.
 */
class WildcardTest {
  private static List<String> lines() throws IOException {
    return Resources.readLines(
        Resources.getResource("io/epoxy/compiler/select/fnmatch.txt"), UTF_8);
  }

  static Stream<Arguments> patterns() throws IOException {
    List<String> lines = lines();
    List<String> texts = Splitter.on('\t').splitToList(lines.get(0));
    return lines.stream()
        .skip(1)
        .map(line -> Splitter.on('\t').splitToList(line))
        .map(words -> Arguments.of(words.get(0), words.subList(1, words.size()), texts));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void matchesWhatFnmatchMatches(String pattern, List<String> expected, List<String> texts) {
    assertThat(texts.stream().filter(Wildcard.of(pattern)).toList()).isEqualTo(expected);
  }

  @Test
  void manyStarsDoNotTakeForever() {
    String text = "a".repeat(200) + "b";

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(Wildcard.of("*a".repeat(12) + "*c").test(text)).isFalse());
  }
}
