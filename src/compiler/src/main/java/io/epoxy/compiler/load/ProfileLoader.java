package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.macro.AdapterTypes;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads profiles.yml and renders one output of one profile. */
public final class ProfileLoader {
  private static final int DEFAULT_THREADS = 1;

  private final RunSettings settings;
  private final Request request;

  public ProfileLoader(RunSettings settings, Request request) {
    this.settings = settings;
    this.request = request;
  }

  /**
   * What is asked for.
   *
   * @param profilesDir {@code --profiles-dir}
   * @param profile {@code --profile}
   * @param target {@code --target}
   */
  public record Request(
      Path projectDir,
      Optional<Path> profilesDir,
      Optional<String> profile,
      Optional<String> target,
      OptionalInt threads) {}

  /**
   * The rendered target.
   *
   * @param projectProfile dbt_project.yml's {@code profile:}, rendered
   */
  public Target load(Optional<String> projectProfile) {
    String name =
        request
            .profile()
            .or(() -> projectProfile)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROJECT,
                        "dbt cannot run because no profile was specified for this dbt project\n"
                            + "To specify a profile for this project, add a line like the this to"
                            + " your dbt_project.yml file:\n\nprofile: [profile name]"));
    Path folder = folder();
    Path file = folder.resolve("profiles.yml");
    if (!Files.isRegularFile(file)) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Could not find profile named '"
              + name
              + "'\nno profiles.yml in "
              + folder
              + ". Say where it is by --profiles-dir or DBT_PROFILES_DIR.");
    }
    String shown = shown(file);
    YamlMap profiles =
        YamlReader.readMap(
            shown,
            FileFinder.read(file, shown),
            warning -> settings.messages().message(MessageSink.Level.WARN, warning));
    Optional<YamlMap> profile = profiles.map(name);
    if (profile.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Could not find profile named '"
              + name
              + "' in "
              + shown
              + ". It has: "
              + String.join(", ", profiles.entries().keySet()),
          SourceLocation.ofFile(shown));
    }
    return target(name, profile.get(), YamlScope.ofProfiles(settings));
  }

  /** dbt's order: flag, environment, the project when it has a profiles.yml, ~/.dbt. */
  private Path folder() {
    if (request.profilesDir().isPresent()) {
      return request.projectDir().resolve(request.profilesDir().get());
    }
    for (String variable : new String[] {"DBT_ENGINE_PROFILES_DIR", "DBT_PROFILES_DIR"}) {
      String given = settings.env().get(variable);
      if (given != null && !given.isEmpty()) {
        return request.projectDir().resolve(given);
      }
    }
    if (Files.isRegularFile(request.projectDir().resolve("profiles.yml"))) {
      return request.projectDir();
    }
    return Path.of(settings.env().getOrDefault("HOME", ".")).resolve(".dbt");
  }

  private String shown(Path file) {
    Path project = request.projectDir().toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(project)
        ? project.relativize(absolute).toString()
        : absolute.toString();
  }

  private Target target(String name, YamlMap profile, YamlScope scope) {
    YamlMap outputs =
        profile
            .map("outputs")
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROFILE,
                        "outputs not specified in profile '" + name + "'",
                        profile.location()));
    String wanted =
        request
            .target()
            .orElseGet(
                () ->
                    profile
                        .find("target")
                        .map(node -> String.valueOf(render(scope, node, "target")))
                        .orElse("default"));
    YamlMap output = outputs.map(wanted).orElseThrow(() -> unknownTarget(name, wanted, outputs));
    Map<String, Object> values = new LinkedHashMap<>();
    output.entries().forEach((key, node) -> values.put(key, render(scope, node, key)));
    return checked(name, wanted, values, output);
  }

  private static EpoxyException unknownTarget(String profile, String wanted, YamlMap outputs) {
    StringBuilder known = new StringBuilder();
    outputs.entries().keySet().forEach(key -> known.append("\n - ").append(key));
    return new EpoxyException(
        ErrorCode.PROFILE,
        "The profile '"
            + profile
            + "' does not have a target named '"
            + wanted
            + "'. The valid target names for this profile are:"
            + known,
        outputs.location());
  }

  private static Object render(YamlScope scope, YamlNode node, String key) {
    return scope.render(node.data(), key, node.location());
  }

  private Target checked(String profile, String name, Map<String, Object> values, YamlMap output) {
    Object type = values.get("type");
    if (type == null) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "required field \"type\" not found in profile " + profile + " and target " + name,
          output.location());
    }
    if (!AdapterTypes.isKnown(type.toString())) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Could not find adapter type " + type + "! Epoxy runs targets of type glue or spark.",
          output.locationOf("type"));
    }
    Object schema = values.get("schema");
    if (schema == null || schema.toString().isBlank()) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Credentials in profile \""
              + profile
              + "\", target \""
              + name
              + "\" invalid: 'schema' is a required property"
              + (schema == null ? "" : " and may not be empty"),
          schema == null ? output.location() : output.locationOf("schema"));
    }
    Object database = values.get("database");
    if (database != null && !database.toString().equals(schema.toString())) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "    schema: "
              + schema
              + "\n    database: "
              + database
              + "\nOn Spark, database must be omitted or have the same value as schema.",
          output.locationOf("database"));
    }
    values.remove("database");
    return new Target(
        profile, name, type.toString(), schema.toString(), threads(values, output), values);
  }

  private int threads(Map<String, Object> values, YamlMap output) {
    if (request.threads().isPresent()) {
      return request.threads().getAsInt();
    }
    Object threads = values.get("threads");
    if (threads == null) {
      return DEFAULT_THREADS;
    }
    try {
      int number = Integer.parseInt(threads.toString().strip());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below: neither a text nor a zero is a number of threads.
    }
    throw new EpoxyException(
        ErrorCode.PROFILE,
        "threads must be a whole number of at least 1, not '" + threads + "'",
        output.locationOf("threads"));
  }
}
