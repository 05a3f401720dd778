package io.epoxy.launcher.cli;

import io.epoxy.bundle.artifact.RunMetadata;
import io.epoxy.bundle.console.ConsoleListener;
import io.epoxy.bundle.console.ConsoleOptions;
import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.console.ConsoleOptions.Format;
import io.epoxy.bundle.console.LogFile;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The console and dbt.log of one command, as its flags want them. */
final class Logs implements RunListener, AutoCloseable {
  private static final String NONE = "none";

  private final Optional<ConsoleListener> console;
  private final Optional<LogFile> file;
  private final Settings settings;

  /**
   * What the logs depend on.
   *
   * @param targetPath the folder of artifacts as it is shown
   * @param terminal whether standard output shows colours
   * @param folder of dbt.log
   */
  record Settings(
      FlagValues flags,
      String targetPath,
      Colours terminal,
      Map<String, String> env,
      Path folder,
      String invocationId,
      PrintStream out,
      Clock clock) {}

  private Logs(Settings settings, Optional<ConsoleListener> console, Optional<LogFile> file) {
    this.settings = settings;
    this.console = console;
    this.file = file;
  }

  /** A folder that cannot be written costs the log file, not the command; it is told. */
  static Logs open(Settings settings) {
    Optional<ConsoleListener> console =
        level(settings.flags(), Flag.LOG_LEVEL)
            .map(
                level ->
                    new ConsoleListener(
                        console(settings, level), settings.invocationId(), settings.out()));
    Optional<RunEvent.Level> fileLevel = fileLevel(settings.flags());
    if (fileLevel.isEmpty()) {
      return new Logs(settings, console, Optional.empty());
    }
    Path path = settings.folder().resolve("dbt.log");
    try {
      LogFile file =
          new LogFile(
              file(settings, fileLevel.get()),
              settings.invocationId(),
              path,
              settings.flags().number(Flag.LOG_FILE_MAX_BYTES).orElseThrow());
      return new Logs(settings, console, Optional.of(file));
    } catch (IOException e) {
      Logs logs = new Logs(settings, console, Optional.empty());
      logs.tellOf(e);
      return logs;
    }
  }

  @Override
  public void on(RunEvent event) {
    console.ifPresent(listener -> listener.on(event));
    file.ifPresent(listener -> listener.on(event));
  }

  @Override
  public void close() {
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException e) {
        tellOf(e);
      }
    }
  }

  private void tellOf(IOException e) {
    RunEvent.Message told =
        new RunEvent.Message(
            settings.clock().instant(),
            RunEvent.Level.WARN,
            "SystemCouldNotWrite",
            "Could not write to " + settings.folder().resolve("dbt.log") + ": " + e);
    console.ifPresent(listener -> listener.on(told));
  }

  /** As dbt: quiet beats debug, and both beat {@code --log-level}. */
  private static Optional<RunEvent.Level> level(FlagValues flags, Flag flag) {
    String word = flags.text(flag).orElseThrow();
    if (word.equals(NONE)) {
      return Optional.empty();
    }
    if (flags.isOn(Flag.QUIET)) {
      return Optional.of(RunEvent.Level.ERROR);
    }
    return Optional.of(
        flags.isOn(Flag.DEBUG)
            ? RunEvent.Level.DEBUG
            : RunEvent.Level.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  /** dbt.log does not heed {@code --quiet}. */
  private static Optional<RunEvent.Level> fileLevel(FlagValues flags) {
    String word = flags.text(Flag.LOG_LEVEL_FILE).orElse("debug");
    if (word.equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        flags.isOn(Flag.DEBUG)
            ? RunEvent.Level.DEBUG
            : RunEvent.Level.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private static ConsoleOptions console(Settings settings, RunEvent.Level level) {
    return options(
        settings,
        format(settings.flags().text(Flag.LOG_FORMAT).orElseThrow(), Format.TEXT),
        colours(settings.flags(), Flag.USE_COLORS).orElse(settings.terminal()),
        level);
  }

  private static ConsoleOptions file(Settings settings, RunEvent.Level level) {
    return options(
        settings,
        format(settings.flags().text(Flag.LOG_FORMAT_FILE).orElseThrow(), Format.DEBUG),
        colours(settings.flags(), Flag.USE_COLORS_FILE).orElse(Colours.OFF),
        level);
  }

  private static ConsoleOptions options(
      Settings settings, Format format, Colours colours, RunEvent.Level level) {
    return new ConsoleOptions(
        format,
        colours,
        level,
        settings.flags().number(Flag.PRINTER_WIDTH).orElse(ConsoleOptions.DEFAULT_WIDTH),
        settings.targetPath(),
        RunMetadata.customEnv(settings.env()));
  }

  private static Optional<Colours> colours(FlagValues flags, Flag flag) {
    return flags.values().containsKey(flag.dbtName())
        ? Optional.of(flags.isOn(flag) ? Colours.ON : Colours.OFF)
        : Optional.empty();
  }

  private static Format format(String word, Format byDefault) {
    return switch (word) {
      case "text" -> Format.TEXT;
      case "debug" -> Format.DEBUG;
      case "json" -> Format.JSON;
      default -> byDefault;
    };
  }
}
