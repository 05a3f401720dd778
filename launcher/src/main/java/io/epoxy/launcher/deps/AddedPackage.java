package io.epoxy.launcher.deps;

import com.google.common.base.Splitter;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code --add-package}: writes one entry to packages.yml, in the place of an older one. */
final class AddedPackage {
  private final DepsSettings.NewPackage added;
  private final PackageReader reader;
  private final DepsLog log;

  AddedPackage(DepsSettings.NewPackage added, PackageReader reader, DepsLog log) {
    this.added = added;
    this.reader = reader;
    this.log = log;
  }

  void write(Path root) {
    Path file = file(root);
    if (!Files.exists(file)) {
      log.info("Formatting", "Created packages.yml", Map.of("msg", "Created packages.yml"));
    }
    Map<String, Object> content = new LinkedHashMap<>(reader.readYaml(file));
    List<Object> kept = new ArrayList<>();
    if (content.get("packages") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (isSame(entry)) {
          log.info(
              "DepsFoundDuplicatePackage",
              "Found duplicate package in packages.yml, removing: " + shown(entry),
              Map.of("removed_package", entry));
        } else {
          kept.add(entry);
        }
      }
    }
    kept.add(entry());
    content.put("packages", kept);
    replace(file, reader.writeYaml(content), root);
    String version = added.version().orElse("");
    log.info(
        "DepsAddPackage",
        "Added new package " + added.name() + "@" + version + " to " + file,
        Map.of(
            "package_name", added.name(),
            "version", version,
            "packages_filepath", file.toString()));
  }

  /** Writes the file, or leaves it as it was when it would be wrong. */
  private void replace(Path file, String text, Path root) {
    Optional<String> before = read(file);
    Deps.write(file, text);
    try {
      reader.read(root);
    } catch (EpoxyException e) {
      Deps.write(file, before.orElseGet(() -> reader.writeYaml(Map.of("packages", List.of()))));
      throw e;
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw DependencyError.external("Cannot read " + file + ": " + e, e);
    }
  }

  /** The texts and numbers of an entry as Python shows a dict, in dbt's message. */
  private static String shown(Object entry) {
    return ((Map<?, ?>) entry)
        .entrySet().stream()
            .filter(
                field -> field.getValue() instanceof String || field.getValue() instanceof Number)
            .map(field -> quoted(field.getKey()) + ": " + quoted(field.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    if (value instanceof Number) {
      return text;
    }
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }

  /** dependencies.yml when the packages stand there. */
  private Path file(Path root) {
    Path dependencies = root.resolve("dependencies.yml");
    return reader.readYaml(dependencies).containsKey("packages")
        ? dependencies
        : root.resolve("packages.yml");
  }

  private Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(added.source().equals("hub") ? "package" : added.source(), added.name());
    added
        .version()
        .ifPresent(
            text ->
                entry.put(
                    added.source().equals("git") ? "revision" : "version",
                    text.contains(",") ? Splitter.on(',').splitToList(text) : text));
    return entry;
  }

  /** By name in any spelling, as a whole word of its path or URL (dbt's rule). */
  private boolean isSame(Object entry) {
    if (!(entry instanceof Map<?, ?> fields)) {
      return false;
    }
    for (String key : List.of("package", "git", "local", "tarball", "private")) {
      if (fields.get(key) instanceof String place) {
        return names().stream().anyMatch(name -> isWord(name, place));
      }
    }
    return false;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    String last = added.name().substring(added.name().lastIndexOf('/') + 1);
    for (String name : List.of(added.name(), last)) {
      names.add(name);
      names.add(name.replace('_', '-'));
      names.add(name.replace('-', '_'));
    }
    return names;
  }

  private static boolean isWord(String name, String place) {
    int start = place.indexOf(name);
    if (start < 0) {
      return false;
    }
    int end = start + name.length();
    boolean opens = start == 0 || "/.".indexOf(place.charAt(start - 1)) >= 0;
    boolean closes = end == place.length() || "/.".indexOf(place.charAt(end)) >= 0;
    return opens && closes;
  }
}
