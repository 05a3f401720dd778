package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.shape.Shapes;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packages that a project asks for: packages.yml or dependencies.yml, and package-lock.yml,
 * which counts when it is there (dbt-core 1.12 {@code config/project.py}).
 *
 * @param name the file that asks
 * @param wanted how many packages it asks for, or the lock file has
 * @param locked names of the lock file's packages, as far as it has them
 * @param rendered the entries with the values of env_var() and var()
 * @param written the entries as they stand
 */
record PackagesFile(
    String name, int wanted, List<String> locked, List<?> rendered, List<YamlNode> written) {
  private static final String PACKAGES = "packages.yml";
  private static final String DEPENDENCIES = "dependencies.yml";
  private static final String LOCK = "package-lock.yml";
  private static final String LOCK_HASH = "sha1_hash";

  /**
   * Reads and checks the files.
   *
   * @param scope renders packages.yml; dependencies.yml is not rendered
   */
  static PackagesFile read(Path root, YamlScope scope, MessageSink messages) {
    YamlMap packages = map(root, PACKAGES, messages);
    YamlMap dependencies = map(root, DEPENDENCIES, messages);
    boolean byDependencies = dependencies.find("packages").isPresent();
    if (byDependencies && packages.find("packages").isPresent()) {
      throw error(
          "The 'packages' key cannot be specified in both packages.yml and dependencies.yml",
          dependencies.locationOf("packages"));
    }
    if (packages.find("projects").isPresent()) {
      throw error(
          "The 'projects' key cannot be specified in packages.yml",
          packages.locationOf("projects"));
    }
    String name = byDependencies ? DEPENDENCIES : PACKAGES;
    YamlMap source = byDependencies ? dependencies : packages;
    if (!byDependencies) {
      checkKeys(source, name, "packages");
    }
    List<?> wanted = entries(source, byDependencies ? Optional.empty() : Optional.of(scope), name);
    YamlMap lock = map(root, LOCK, messages);
    List<String> locked = new ArrayList<>();
    for (YamlNode entry : lock.list("packages")) {
      if (entry instanceof YamlMap map) {
        map.text("name").ifPresent(locked::add);
      }
    }
    int inLock = lock.list("packages").size();
    return new PackagesFile(
        name, inLock > 0 ? inLock : wanted.size(), locked, wanted, source.list("packages"));
  }

  private static YamlMap map(Path root, String name, MessageSink messages) {
    Path file = root.resolve(name);
    return Files.exists(file)
        ? YamlReader.readMap(name, FileFinder.read(file, name), YamlReader.warnings(messages))
        : YamlMap.empty(SourceLocation.ofFile(name));
  }

  /**
   * Reads and checks a lock file, which is rendered as packages.yml is; its entries are what is
   * wanted.
   */
  static PackagesFile readLock(Path root, YamlScope scope, MessageSink messages) {
    YamlMap lock = map(root, LOCK, messages);
    checkKeys(lock, LOCK, "packages", LOCK_HASH);
    List<?> entries = entries(lock, Optional.of(scope), LOCK);
    return new PackagesFile(LOCK, entries.size(), List.of(), entries, lock.list("packages"));
  }

  private static void checkKeys(YamlMap source, String name, String... known) {
    for (String key : source.entries().keySet()) {
      if (!List.of(known).contains(key)) {
        throw malformed(
            name,
            "Additional properties are not allowed ('"
                + key
                + "' was unexpected)"
                + Suggestion.of(key, List.of(known)),
            source.locationOf(key));
      }
    }
  }

  private static List<?> entries(YamlMap source, Optional<YamlScope> scope, String name) {
    Optional<YamlNode> node = source.find("packages");
    if (node.isEmpty() || node.get().data() == null) {
      return List.of();
    }
    SourceLocation place = node.get().location();
    Object data =
        scope.isEmpty()
            ? node.get().data()
            : scope.get().render(node.get().data(), "packages", place);
    if (!(data instanceof List<?> entries)) {
      throw malformed(name, TemplateValues.repr(data) + " is not of type 'array'", place);
    }
    List<YamlNode> nodes = source.list("packages");
    for (int i = 0; i < entries.size(); i++) {
      SourceLocation at = i < nodes.size() ? nodes.get(i).location() : place;
      Optional<String> complaint = complaint(entries.get(i));
      if (complaint.isPresent()) {
        throw malformed(name, complaint.get(), at);
      }
    }
    return entries;
  }

  private static Optional<String> complaint(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      return Optional.of(unfit(entry));
    }
    for (String kind : List.of("package", "local", "git")) {
      if ("".equals(map.get(kind))) {
        String what = kind.equals("package") ? "hub" : kind;
        return Optional.of(
            "A " + what + " package is missing the value. It is a required property.");
      }
    }
    if (map.get("package") instanceof String hub) {
      if (!Python.isTruthy(map.get("version"))) {
        return Optional.of(
            hub
                + " is missing the version. When installing from the Hub package index, version is a"
                + " required property");
      }
      if (!hub.contains("/")) {
        return Optional.of(
            hub
                + " was not found in the package index. Packages on the index require a namespace,"
                + " e.g dbt-labs/dbt_utils");
      }
    }
    boolean fits = Shapes.find("packages").orElseThrow().check(entry).isEmpty();
    return fits ? Optional.empty() : Optional.of(unfit(entry));
  }

  private static String unfit(Object entry) {
    return TemplateValues.repr(entry)
        + " is not valid under any of the given schemas. An entry is one of"
        + " {package, version}, {git, revision}, {local}, {tarball, name}, {private}.";
  }

  private static EpoxyException malformed(String name, String reason, SourceLocation place) {
    return error(
        "The "
            + name
            + " file in this project is malformed. Please double check\nthe contents of this file"
            + " and fix any errors before retrying.\n\nYou can find more information on the syntax for this file"
            + " here:\nhttps://docs.getdbt.com/docs/package-management\n\nValidator Error:\n"
            + reason,
        place);
  }

  private static EpoxyException error(String sentence, SourceLocation place) {
    return new EpoxyException(ErrorCode.PROJECT, sentence, place);
  }
}
