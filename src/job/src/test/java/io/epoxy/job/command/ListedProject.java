package io.epoxy.job.command;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.FlagWords;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of a project on which {@code ls} is run as often as wanted; it is parsed once. */
final class ListedProject {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final Path folder;
  private final Optional<Path> state;
  private final Map<Map<String, Object>, CommandContext> parsed = new HashMap<>();
  private final List<RunEvent> events = new ArrayList<>();

  ListedProject(Path folder, Optional<Path> state) {
    this.folder = folder;
    this.state = state;
  }

  static Path copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that {@code ls} prints. */
  List<String> lines(List<String> words) {
    FlagValues flags = flags(words);
    CommandContext project = parsed.computeIfAbsent(flags.data(Flag.VARS), vars -> parse(flags));
    events.clear();
    new ListCommand(
            new CommandContext(
                invocation(flags),
                project.setting(),
                project.events(),
                project.compiler(),
                project.manifest(),
                project.artifacts(),
                project.startedAt(),
                project.parseTime(),
                project.retry()))
        .run();
    return events.stream()
        .filter(RunEvent.Output.class::isInstance)
        .map(event -> ((RunEvent.Output) event).line())
        .toList();
  }

  /** The ids that {@code ls} lists, sorted. */
  List<String> ids(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--list-output", "json", "--output-keys", "unique_id"));
    return lines(all).stream()
        .map(line -> ((Map<?, ?>) PlainJson.read(line)).get("unique_id").toString())
        .sorted()
        .toList();
  }

  /** What was warned about in the last listing. */
  List<String> warnings() {
    return events.stream()
        .filter(RunEvent.Message.class::isInstance)
        .map(RunEvent.Message.class::cast)
        .filter(message -> message.level() == RunEvent.Level.WARN)
        .map(RunEvent.Message::text)
        .toList();
  }

  /** Writes manifest.json of the project as it is into a folder. */
  void writeState(Path to) {
    lines(List.of());
    try {
      Files.createDirectories(to);
      Files.copy(folder.resolve("target/manifest.json"), to.resolve("manifest.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project, parsed without flags. */
  CommandContext open() {
    return parse(FlagValues.NONE);
  }

  /** The project, parsed with the flags of a command line. */
  CommandContext open(List<String> words) {
    return parse(flags(words));
  }

  private CommandContext parse(FlagValues flags) {
    Events sink = new Events(events::add, new SecretScrubber(Map.of()), flags, CLOCK);
    sink.release();
    Folders folders = new Folders(folder, folder, Optional.empty(), state, Optional.empty());
    RunSetting setting = RunSetting.here(folders, Map.of());
    ProjectCompiler compiler =
        ProjectCompiler.open(
            CommandRun.compilerOptions(invocation(flags), setting, CLOCK.instant())
                .withMessages(sink.sink()));
    return CommandContext.open(invocation(flags), setting, sink, compiler, CLOCK.instant());
  }

  private static Invocation invocation(FlagValues flags) {
    return new Invocation("00000000-0000-0000-0000-000000000000", Command.LS, flags, "ls");
  }

  /** As the launcher's parser: a flag, then its values up to the next flag. */
  private static FlagValues flags(List<String> words) {
    FlagValues flags = FlagValues.NONE;
    Flag flag = null;
    List<String> list = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        Flag next = Flag.valueOf(named(word.substring(2)));
        list = next == flag ? list : new ArrayList<>();
        flag = next;
      } else if (flag.kind() == FlagKind.LIST) {
        list.add(word);
        flags = flags.with(flag, list);
      } else {
        Object value =
            flag.kind() == FlagKind.DATA
                ? ProjectCompiler.parseYaml("--vars", word)
                : FlagWords.read(flag, word);
        flags = flags.with(flag, value);
      }
    }
    if (!flags.list(Flag.MODELS).isEmpty()) {
      flags = flags.with(Flag.SELECT, flags.list(Flag.MODELS));
      flags = flags.with(Flag.RESOURCE_TYPES, List.of("model"));
    }
    return flags;
  }

  private static String named(String word) {
    String name = word.replace('-', '_').toUpperCase(Locale.ROOT);
    return name.endsWith("RESOURCE_TYPE") ? name + "S" : name;
  }
}
