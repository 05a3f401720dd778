package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of semantic-rules.txt is told in dbt's sentences, all of them at once. */
final class SemanticRulesTest {
  private static final String USUAL =
      """
      models:
        - name: ts
          time_spine: {standard_granularity_column: date_day}
          columns: [{name: date_day, granularity: day}]
      semantic_models:
        - name: orders
          model: ref('a')
          defaults: {agg_time_dimension: ordered_at}
          entities: [{name: order_id, type: primary, expr: id}]
          dimensions: [{name: ordered_at, type: time, type_params: {time_granularity: day}}]
          measures: [{name: total, agg: sum, expr: amount}]
      metrics:
        - name: revenue
          label: R
          type: simple
          type_params: {measure: total}
      """;

  /** Of nodes other than the first. */
  private static final Pattern PLACE = Pattern.compile(" \\(models/p.yml:\\d+:\\d+\\)");

  @TempDir private Path folder;

  static Stream<String> cases() throws IOException {
    String all =
        Resources.toString(
            Resources.getResource(SemanticRulesTest.class, "semantic-rules.txt"),
            StandardCharsets.UTF_8);
    return Splitter.on("### ").splitToStream(all).skip(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dbtsSentencesAreTold(String text) {
    List<String> errors = lines(text, "= ");
    TestProject project =
        new TestProject(folder)
            .file("models/a.sql", "select 1 as id")
            .file("models/ts.sql", "select 1 as date_day")
            .file("models/p.yml", yaml(text));
    if (errors.isEmpty()) {
      project.open().parse();
    } else {
      assertThatThrownBy(() -> project.open().parse())
          .isInstanceOf(EpoxyException.class)
          .extracting(e -> PLACE.matcher(e.getMessage()).replaceAll(""))
          .asString()
          .isEqualTo("Semantic Manifest validation failed.\n  " + String.join("\n  ", errors));
    }
    assertThat(project.messages())
        .containsExactlyElementsOf(lines(text, "~ ").stream().map("WARN "::concat).toList());
  }

  /** The usual file with the case's replacements and additions. */
  private static String yaml(String text) {
    String yaml = USUAL;
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (String line : Splitter.on('\n').split(text + "\n- ")) {
      if (line.startsWith("- ")) {
        if (!after.isEmpty()) {
          assertThat(yaml).contains(before.substring(1));
          yaml = yaml.replace(before.substring(1), after.substring(1));
          before.setLength(0);
          after.setLength(0);
        }
        before.append('\n').append(line.substring(2));
      } else if (line.startsWith("+ ")) {
        after.append('\n').append(line.substring(2));
      }
    }
    return yaml + String.join("\n", lines(text, "> "));
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).map(l -> l.substring(2)).toList();
  }
}
