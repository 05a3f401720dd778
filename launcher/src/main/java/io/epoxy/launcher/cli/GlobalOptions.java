package io.epoxy.launcher.cli;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Flags that stand before or after the command. Null means not given; {@link Flags} decides. */
final class GlobalOptions {
  @Option(
      names = "--project-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder of dbt_project.yml; else the working folder and its parents.")
  private String projectDir;

  @Option(
      names = "--profiles-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder of profiles.yml; else the project, then ~/.dbt.")
  private String profilesDir;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Overrides the profile that dbt_project.yml names.")
  private String profile;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Which output of the profile to use.")
  private String target;

  @Option(
      names = "--vars",
      paramLabel = "YAML",
      scope = ScopeType.INHERIT,
      description = "Variables, for example '{start: 2015}'; they win over dbt_project.yml.")
  private String vars;

  @Option(
      names = "--threads",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "How many nodes run at once; else the profile says.")
  private Integer threads;

  @Option(
      names = "--target-path",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where artifacts go; else dbt_project.yml's target-path, or target.")
  private String targetPath;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "Lines for people, or one JSON object per line.")
  private String logFormat;

  @Option(
      names = "--log-level",
      paramLabel = "debug|info|warn|error|none",
      scope = ScopeType.INHERIT,
      description = "Which lines are printed; info by default.")
  private String logLevel;

  @Option(
      names = {"-q", "--quiet"},
      negatable = true,
      scope = ScopeType.INHERIT,
      description = "Only errors and what the command is asked to print.")
  private Boolean quiet;

  @Option(
      names = {"-d", "--debug"},
      negatable = true,
      scope = ScopeType.INHERIT,
      description = "Print debug lines too.")
  private Boolean debug;

  @Option(
      names = "--use-colors",
      negatable = true,
      scope = ScopeType.INHERIT,
      description = "Colours; by default on a terminal only.")
  private Boolean useColors;

  @Option(
      names = "--printer-width",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "To which width result lines are padded; 80 by default.")
  private Integer printerWidth;

  Optional<String> projectDir() {
    return Optional.ofNullable(projectDir);
  }

  Optional<String> profilesDir() {
    return Optional.ofNullable(profilesDir);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  Optional<String> target() {
    return Optional.ofNullable(target);
  }

  Optional<String> vars() {
    return Optional.ofNullable(vars);
  }

  OptionalInt threads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  Optional<String> targetPath() {
    return Optional.ofNullable(targetPath);
  }

  Optional<String> logFormat() {
    return Optional.ofNullable(logFormat);
  }

  Optional<String> logLevel() {
    return Optional.ofNullable(logLevel);
  }

  Optional<Boolean> quiet() {
    return Optional.ofNullable(quiet);
  }

  Optional<Boolean> debug() {
    return Optional.ofNullable(debug);
  }

  Optional<Boolean> useColors() {
    return Optional.ofNullable(useColors);
  }

  Optional<Integer> printerWidth() {
    return Optional.ofNullable(printerWidth);
  }
}
