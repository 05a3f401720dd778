package io.epoxy.job.command;

import io.epoxy.engine.governance.ConfigPlaces;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks a config's word up in the files where it can have been written: the node's own, the
 * property file that describes it, dbt_project.yml. A resolved config does not tell its source.
 *
 * @param project the folder that paths of the root package are relative to
 * @param name the root package
 */
record ConfigSearch(Path project, String name) implements ConfigPlaces {
  @Override
  public SourceLocation find(Node node, String config, String word) {
    if (!node.info().packageName().equals(name)) {
      return node.info().location();
    }
    Optional<String> properties =
        node.info().patchPath().map(path -> path.substring(path.indexOf("://") + 3));
    return find(node.info().originalFilePath(), "", config, word)
        .or(
            () ->
                properties.flatMap(
                    path -> find(path, "name\\s*:\\s*['\"]?" + bare(node.name()), config, word)))
        .or(() -> find("dbt_project.yml", "", config, word))
        .orElseGet(() -> node.info().location());
  }

  private Optional<SourceLocation> find(String path, String begin, String config, String word) {
    Path file = project.resolve(path);
    if (path.endsWith(".csv") || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = read(file);
    Matcher place =
        Pattern.compile(
                begin + ".*?" + bare(config) + (word.equals(config) ? "" : ".*?" + bare(word)),
                Pattern.DOTALL)
            .matcher(text);
    return place.find()
        ? Optional.of(at(path, text, place.end() - word.length()))
        : Optional.empty();
  }

  private static String bare(String word) {
    return "(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])";
  }

  private static SourceLocation at(String path, String text, int index) {
    String before = text.substring(0, index);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new SourceLocation(path, line, index - before.lastIndexOf('\n'));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot read " + file + ": " + e, null, e);
    }
  }
}
