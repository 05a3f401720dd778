package io.epoxy.jinja.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One case of a file in the form of cases.json.
 *
 * @param mode {@code text}, {@code native} (the outcome is its repr) or {@code permissive}; files
 *     from outside have only the first
 * @param expected the outcome; empty for a case that must fail
 * @param message what the failure must say, where that is known
 * @param line where the failure must be, or 0
 */
record ConformanceCase(
    String name,
    String mode,
    String template,
    JsonNode context,
    List<MacroSource> macros,
    Optional<String> expected,
    Optional<String> message,
    int line) {

  /** A macro file of one package. */
  record MacroSource(String packageName, String sql) {}

  static List<ConformanceCase> read(InputStream json) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(json)) {
      List<MacroSource> macros = new ArrayList<>();
      for (JsonNode macro : node.path("macros")) {
        macros.add(new MacroSource(macro.get("package").asText(), macro.get("sql").asText()));
      }
      cases.add(
          new ConformanceCase(
              node.get("name").asText(),
              node.path("mode").asText("text"),
              node.get("template").asText(),
              node.path("context"),
              macros,
              Optional.ofNullable(node.get("expected")).map(JsonNode::asText),
              Optional.ofNullable(node.get("message")).map(JsonNode::asText),
              node.path("line").asInt()));
    }
    return cases;
  }
}
