package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.macro.AdapterTypes;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Flag;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads profiles.yml and renders one output of one profile. */
public final class ProfileLoader {
  private static final long DEFAULT_THREADS = 1;

  private final RunSettings settings;
  private final Request request;

  public ProfileLoader(RunSettings settings, Request request) {
    this.settings = settings;
    this.request = request;
  }

  /**
   * What is asked for.
   *
   * @param profilesDir the folder of profiles.yml; else the project's
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
   * @param projectFlags where dbt_project.yml sets flags
   */
  public Target load(Optional<String> projectProfile, Optional<SourceLocation> projectFlags) {
    String name = request.profile().or(() -> projectProfile).orElseThrow(() -> noProfile(folder()));
    return load(name, projectFlags);
  }

  /**
   * As {@link #load}; but where nothing names a profile, the only one that there is.
   *
   * @throws EpoxyException also when there are several, with their names
   */
  public Target loadOnly(Optional<String> projectProfile, Optional<SourceLocation> projectFlags) {
    String name =
        request.profile().or(() -> projectProfile).orElseGet(() -> onlyOf(names(), folder()));
    return load(name, projectFlags);
  }

  private List<String> names() {
    Path file = file();
    return Files.isRegularFile(file)
        ? read(file, shown(file)).entries().keySet().stream()
            .filter(name -> !name.equals("config"))
            .toList()
        : List.of();
  }

  private static String onlyOf(List<String> names, Path folder) {
    if (names.size() > 1) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "No profile is named, and profiles.yml has these:\n - "
              + String.join("\n - ", names)
              + "\nChoose one by --profile.");
    }
    return names.stream().findFirst().orElseThrow(() -> noProfile(folder));
  }

  private Target load(String name, Optional<SourceLocation> projectFlags) {
    Path file = file();
    if (!Files.isRegularFile(file)) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Could not find profile named '"
              + name
              + "'\nno profiles.yml in "
              + folder()
              + ". Say where it is by --profiles-dir or DBT_PROFILES_DIR.");
    }
    String shown = shown(file);
    YamlMap profiles = read(file, shown);
    checkConfig(profiles, projectFlags);
    Optional<YamlNode> profile = profiles.find(name);
    if (profile.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Could not find profile named '"
              + name
              + "'\n"
              + shown
              + " has: "
              + String.join(", ", profiles.entries().keySet())
              + Suggestion.of(name, profiles.entries().keySet()),
          SourceLocation.ofFile(shown));
    }
    if (!Python.isTruthy(TemplateValues.toTemplate(profile.get().data()))) {
      throw unreadable("Profile " + name + " in profiles.yml is empty", profiles.locationOf(name));
    }
    if (!(profile.get() instanceof YamlMap map)) {
      throw noOutputs(name, profile.get().location());
    }
    return target(name, map, YamlScope.ofProfiles(settings));
  }

  private YamlMap read(Path file, String shown) {
    Optional<YamlNode> yaml;
    try {
      yaml =
          YamlReader.read(
              shown, FileFinder.read(file, shown), YamlReader.warnings(settings.messages()));
    } catch (EpoxyException e) {
      String block = e.code().heading() + "\n" + e.getMessage().indent(2).stripTrailing();
      throw unreadable(block, e.location().orElse(SourceLocation.ofFile(shown)));
    }
    if (yaml.isEmpty() || yaml.get().data() == null) {
      throw unreadable(
          "The profiles.yml file at " + file + " is empty", SourceLocation.ofFile(shown));
    }
    if (!(yaml.get() instanceof YamlMap map)) {
      throw unreadable(
          "The profiles.yml file at "
              + shown
              + " must be a dictionary of profiles, not "
              + yaml.get().typeName(),
          yaml.get().location());
    }
    return map;
  }

  private static EpoxyException unreadable(String reason, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PROFILE,
        "dbt encountered an error while trying to read your profiles.yml file.\n\n" + reason,
        place);
  }

  private void checkConfig(YamlMap profiles, Optional<SourceLocation> projectFlags) {
    boolean has = profiles.map("config").filter(map -> !map.entries().isEmpty()).isPresent();
    if (has && projectFlags.isPresent()) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Do not specify both 'config' in profiles.yml and 'flags' in dbt_project.yml. Using"
              + " 'config' in profiles.yml is deprecated.",
          profiles.locationOf("config"));
    }
    if (has) {
      settings
          .messages()
          .message(
              MessageSink.Level.WARN,
              "ProjectFlagsMovedDeprecation",
              "User config should be moved from the 'config' key in profiles.yml to the 'flags'"
                  + " key in dbt_project.yml.");
    }
  }

  private static EpoxyException noProfile(Path folder) {
    return new EpoxyException(
        ErrorCode.PROJECT,
        "dbt cannot run because no profile was specified for this dbt project.\n"
            + "To specify a profile for this project, add a line like the this to\n"
            + "your dbt_project.yml file:\n\nprofile: [profile name]\n\n"
            + "Here, [profile name] should be replaced with a profile name\n"
            + "defined in your profiles.yml file. You can find profiles.yml here:\n\n"
            + folder
            + "/profiles.yml",
        SourceLocation.ofFile("dbt_project.yml"));
  }

  private Path folder() {
    return request.projectDir().resolve(request.profilesDir().orElse(request.projectDir()));
  }

  private Path file() {
    return folder().resolve("profiles.yml");
  }

  private String shown(Path file) {
    Path project = request.projectDir().toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(project)
        ? project.relativize(absolute).toString()
        : absolute.toString();
  }

  private Target target(String name, YamlMap profile, YamlScope scope) {
    YamlMap outputs = profile.map("outputs").orElseThrow(() -> noOutputs(name, profile.location()));
    String wanted = request.target().orElseGet(() -> targetName(name, profile, scope));
    if (outputs.find(wanted).isEmpty()) {
      throw unknownTarget(name, wanted, outputs);
    }
    YamlMap output =
        outputs
            .map(wanted)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROFILE,
                        "output '"
                            + wanted
                            + "' of profile '"
                            + name
                            + "' is misconfigured in profiles.yml",
                        outputs.locationOf(wanted)));
    Map<String, Object> values = new LinkedHashMap<>();
    output.entries().forEach((key, node) -> values.put(key, render(scope, node, key)));
    return checked(name, wanted, values, output);
  }

  private static EpoxyException noOutputs(String name, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PROFILE, "outputs not specified in profile '" + name + "'", place);
  }

  private String targetName(String profile, YamlMap yaml, YamlScope scope) {
    Optional<YamlNode> target = yaml.find("target");
    if (target.isPresent()) {
      Object name = render(scope, target.get(), "target");
      if (name instanceof Long || name instanceof Boolean || name instanceof Double) {
        throw new EpoxyException(
            ErrorCode.PROFILE,
            "at path ['target_name']: " + TemplateValues.repr(name) + " is not of type 'string'",
            yaml.locationOf("target"));
      }
      return TemplateValues.str(name);
    }
    settings
        .messages()
        .message(
            MessageSink.Level.INFO,
            "MissingProfileTarget",
            "target not specified in profile '" + profile + "', using 'default'");
    return "default";
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
            + known
            + Suggestion.of(wanted, outputs.entries().keySet()).replaceFirst("^ ", "\n"),
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
      throw invalid(
          profile,
          name,
          "Runtime Error\n  Could not find adapter type "
              + type
              + "!\nEpoxy runs targets of type glue or spark.",
          output.locationOf("type"));
    }
    Object schema = values.get("schema");
    if (schema == null || schema.toString().isBlank()) {
      throw invalid(
          profile,
          name,
          "'schema' is a required property"
              + (schema == null ? "" : " and may not be empty")
              + "\n  Must specify `schema` in profile",
          schema == null ? output.location() : output.locationOf("schema"));
    }
    if (!(schema instanceof String)) {
      throw invalid(
          profile,
          name,
          Python.str(schema)
              + " is not valid under any of the given schemas: 'schema' must be text",
          output.locationOf("schema"));
    }
    Object database = values.get("database");
    if (database != null && !database.equals(schema)) {
      throw invalid(
          profile,
          name,
          "Runtime Error\n      schema: "
              + schema
              + "\n      database: "
              + database
              + "\n  On Spark, database must be omitted or have the same value as schema.",
          output.locationOf("database"));
    }
    values.remove("database");
    Object flat = values.get("root_location");
    if (flat != null && Flag.find(flat).isEmpty()) {
      throw invalid(
          profile,
          name,
          Python.repr(TemplateValues.toTemplate(flat))
              + " is not of type 'boolean'\n  'root_location' must be true or false",
          output.locationOf("root_location"));
    }
    return new Target(
        profile, name, type.toString(), schema.toString(), threads(values, output), values);
  }

  private static EpoxyException invalid(
      String profile, String target, String reason, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PROFILE,
        "Credentials in profile \"" + profile + "\", target \"" + target + "\" invalid: " + reason,
        place);
  }

  private int threads(Map<String, Object> values, YamlMap output) {
    Object threads = values.containsKey("threads") ? values.get("threads") : (Long) DEFAULT_THREADS;
    if (request.threads().isPresent()) {
      threads = (long) request.threads().getAsInt();
    }
    if (threads instanceof Long count) {
      return (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
    }
    throw new EpoxyException(
        ErrorCode.PROFILE,
        "at path ['threads']: "
            + TemplateValues.repr(threads)
            + " is not of type 'integer'\nGive a whole number of at least 1; of a text, such as"
            + " env_var() gives, the filter as_number makes one.",
        output.locationOf("threads"));
  }
}
