package io.epoxy.job.command;

import io.epoxy.engine.governance.ConfigPlaces;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SnapshotNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks a config's words up in the files where they can have been written: the node's own, the
 * property file that describes it, dbt_project.yml. A resolved config does not tell its source.
 *
 * @param project the folder that paths of the root package are relative to
 * @param name the root package
 */
record ConfigSearch(Path project, String name) implements ConfigPlaces {
  private static final String PROJECT_FILE = "dbt_project.yml";

  /** A part of a file that can configure a node. */
  private record Section(String path, String text, int start, int end) {}

  @Override
  public SourceLocation find(Node node, String config, List<String> words) {
    List<Section> sections = sections(node);
    // What a template or YAML has changed ({@code yes} is true) is not there as it is now.
    for (int length = words.size(); length >= 0; length--) {
      List<String> way = new ArrayList<>(List.of(config));
      way.addAll(words.subList(0, length));
      Optional<SourceLocation> place =
          sections.stream().flatMap(section -> find(section, way).stream()).findFirst();
      if (place.isPresent()) {
        return place.get();
      }
    }
    return node.info().location();
  }

  /** From the config that wins to the one that every other wins over. */
  private List<Section> sections(Node node) {
    List<Section> sections = new ArrayList<>();
    if (node.info().packageName().equals(name)) {
      String own = node.info().originalFilePath();
      if (isYaml(own)) {
        sections.addAll(items(own, node.name()));
      } else if (node instanceof SnapshotNode) {
        sections.addAll(from(own, "snapshot\\s+" + bare(node.name())));
      } else if (!own.endsWith(".csv")) {
        sections.addAll(from(own, ""));
      }
      node.info()
          .patchPath()
          .map(path -> path.substring(path.indexOf("://") + 3))
          .ifPresent(path -> sections.addAll(items(path, node.name())));
    }
    sections.addAll(
        from(PROJECT_FILE, "(?m)^['\"]?" + node.resourceType().dbtName() + "s['\"]?\\s*:").stream()
            .map(ConfigSearch::untilNextKey)
            .toList());
    return sections;
  }

  private static boolean isYaml(String path) {
    return path.endsWith(".yml") || path.endsWith(".yaml");
  }

  private List<Section> from(String path, String begin) {
    Optional<String> text = read(path);
    Matcher place = Pattern.compile(begin).matcher(text.orElse(""));
    return text.isPresent() && place.find()
        ? List.of(new Section(path, text.get(), place.start(), text.get().length()))
        : List.of();
  }

  private static Section untilNextKey(Section all) {
    Matcher next = Pattern.compile("(?m)^[^\\s#]").matcher(all.text());
    return next.find(all.start() + 1)
        ? new Section(all.path(), all.text(), all.start(), next.start())
        : all;
  }

  /** The items of a property file that have the name: as far as their lines are indented. */
  private List<Section> items(String path, String item) {
    String text = read(path).orElse("");
    List<Section> items = new ArrayList<>();
    Matcher place =
        Pattern.compile("(?m)^([ -]*)['\"]?name['\"]?\\s*:\\s*['\"]?" + bare(item)).matcher(text);
    while (place.find()) {
      int column = place.group(1).length();
      Matcher next =
          Pattern.compile("(?m)^ {0," + Math.max(0, column - 1) + "}[^ \\n#]").matcher(text);
      int end = column > 0 && next.find(place.end()) ? next.start() : text.length();
      items.add(new Section(path, text, start(text, place.start(), column), end));
    }
    return items;
  }

  /** The line of an item's dash; its name need not be its first key. */
  private static int start(String text, int line, int column) {
    int start = 0;
    Matcher dash =
        Pattern.compile("(?m)^ *- *(?=[^ -])").matcher(text.substring(0, line + column + 1));
    while (dash.find()) {
      start = dash.end() - dash.start() == column ? dash.start() : start;
    }
    return start;
  }

  /** One word after the other, each where it is first. */
  private static Optional<SourceLocation> find(Section section, List<String> way) {
    int at = section.start();
    int from = at;
    for (String word : way) {
      Matcher place =
          Pattern.compile(bare(word), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(section.text())
              .region(from, section.end())
              .useTransparentBounds(true);
      if (!place.find()) {
        return Optional.empty();
      }
      at = place.start();
      from = place.end();
    }
    return Optional.of(at(section.path(), section.text(), at));
  }

  private static String bare(String word) {
    return "(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])";
  }

  private static SourceLocation at(String path, String text, int index) {
    String before = text.substring(0, index);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new SourceLocation(path, line, index - before.lastIndexOf('\n'));
  }

  private Optional<String> read(String path) {
    Path file = project.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot read " + file + ": " + e, null, e);
    }
  }
}
