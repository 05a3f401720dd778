package io.epoxy.launcher.cli;

import io.epoxy.bundle.console.ConsoleOptions;
import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.console.ConsoleOptions.Format;
import io.epoxy.bundle.run.Folders;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Settles each flag: the command line wins over the environment, and that over a default. */
final class Flags {
  private static final String PROJECT_FILE = "dbt_project.yml";

  private final GlobalOptions given;
  private final EnvironmentFlags env;
  private final Path workingFolder;

  Flags(GlobalOptions given, EnvironmentFlags env, Path workingFolder) {
    this.given = given;
    this.env = env;
    this.workingFolder = workingFolder;
  }

  Folders folders() {
    Path project =
        given
            .projectDir()
            .or(() -> env.find("PROJECT_DIR"))
            .map(this::resolve)
            .orElseGet(this::findProject);
    Optional<Path> profiles =
        given.profilesDir().or(() -> env.find("PROFILES_DIR")).map(this::resolve);
    Optional<Path> target = targetPath().map(path -> project.resolve(path).normalize());
    return new Folders(project, profiles, target);
  }

  Optional<String> profile() {
    return given.profile().or(() -> env.find("PROFILE"));
  }

  Optional<String> target() {
    return given.target().or(() -> env.find("TARGET"));
  }

  Optional<String> vars() {
    return given.vars().filter(text -> !text.isBlank());
  }

  OptionalInt threads() {
    if (given.threads().isPresent() && given.threads().getAsInt() < 1) {
      throw usage("Invalid value for '--threads': it must be at least 1.");
    }
    return given.threads();
  }

  boolean fullRefresh(FullRefreshOption option) {
    return option.given().or(() -> env.findSwitch("FULL_REFRESH")).orElse(false);
  }

  List<String> resourceTypes(ResourceTypeOptions option) {
    if (option == ResourceTypeOptions.NONE || !option.types().isEmpty()) {
      return option.types();
    }
    return env.find("RESOURCE_TYPES")
        .map(types -> List.of(types.strip().split("\\s+", -1)))
        .orElse(List.of());
  }

  ConsoleOptions console(Colours terminal) {
    String format = given.logFormat().or(() -> env.find("LOG_FORMAT")).orElse("default");
    requireOneOf("--log-format", format, List.of("text", "debug", "json", "default"));
    Optional<Boolean> colours = given.useColors().or(() -> env.findSwitch("USE_COLORS"));
    return new ConsoleOptions(
        format.equals("json") ? Format.JSON : Format.TEXT,
        colours.map(on -> on ? Colours.ON : Colours.OFF).orElse(terminal),
        minimumLevel(),
        width(),
        targetPath().orElse("target"));
  }

  /** As dbt: quiet beats debug, and both beat {@code --log-level}. */
  private RunEvent.Level minimumLevel() {
    if (given.quiet().or(() -> env.findSwitch("QUIET")).orElse(false)) {
      return RunEvent.Level.ERROR;
    }
    if (given.debug().or(() -> env.findSwitch("DEBUG")).orElse(false)) {
      return RunEvent.Level.DEBUG;
    }
    String level = given.logLevel().or(() -> env.find("LOG_LEVEL")).orElse("info");
    requireOneOf("--log-level", level, List.of("debug", "info", "warn", "error", "none"));
    return level.equals("none")
        ? RunEvent.Level.ERROR
        : RunEvent.Level.valueOf(level.toUpperCase(Locale.ROOT));
  }

  private int width() {
    int width =
        given
            .printerWidth()
            .or(() -> env.find("PRINTER_WIDTH").map(Flags::wholeNumber))
            .orElse(ConsoleOptions.DEFAULT_WIDTH);
    if (width < 1) {
      throw usage("Invalid value for '--printer-width': it must be at least 1.");
    }
    return width;
  }

  private Optional<String> targetPath() {
    return given.targetPath().or(() -> env.find("TARGET_PATH"));
  }

  private Path resolve(String path) {
    return workingFolder.resolve(path).normalize();
  }

  /** dbt-core 1.12 {@code cli/resolvers.py}: the nearest parent with a project, else here. */
  private Path findProject() {
    Path folder = workingFolder;
    while (folder != null) {
      if (Files.exists(folder.resolve(PROJECT_FILE))) {
        return folder;
      }
      folder = folder.getParent();
    }
    return workingFolder;
  }

  /** Complains as click does about a word that is none of the choices. */
  static void requireOneOf(String flag, String value, List<String> choices) {
    if (!choices.contains(value)) {
      String list = "'" + String.join("', '", choices) + "'";
      throw usage("Invalid value for '" + flag + "': '" + value + "' is not one of " + list + ".");
    }
  }

  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new EpoxyException(ErrorCode.USAGE, "'" + text + "' is not a valid integer.", null, e);
    }
  }

  private static EpoxyException usage(String text) {
    return new EpoxyException(ErrorCode.USAGE, text);
  }
}
