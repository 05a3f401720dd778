package io.epoxy.job.command;

import io.epoxy.bundle.run.ClusterTrouble;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.Versions;
import io.epoxy.compiler.CompilerOptions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.PythonText;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One command from its first event to its exit code. User errors become a {@code CommandFailed}
 * event; a fault of ours becomes one too, with its stack trace in the log file.
 */
public final class CommandRun {
  private final Invocation invocation;
  private final RunSetting setting;
  private final Events events;

  public CommandRun(Invocation invocation, RunSetting setting, RunListener listener, Clock clock) {
    this.invocation = invocation;
    this.setting = setting;
    this.events =
        new Events(listener, new SecretScrubber(setting.env()), invocation.flags(), clock);
  }

  /** Runs it. */
  public ExitCode run() {
    Instant startedAt = events.clock().instant();
    events.emit(new RunEvent.RunStarted(startedAt, invocation.id(), Versions.current().dbt()));
    reportArguments();
    ExitCode exit = ExitCode.COULD_NOT_RUN;
    try {
      new FlagDeprecations(invocation.flags(), setting.env()).tell(events);
      exit = command(startedAt);
      if (exit != ExitCode.NEEDS_MORE) {
        events.release();
      }
    } catch (EpoxyException e) {
      failed(e.code().heading(), e.describe());
    } catch (OutOfMemoryError e) {
      failed("Runtime Error", e + "\n  " + ClusterTrouble.DRIVER_MEMORY.advice());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed("Internal Error", internal(e));
    }
    if (exit != ExitCode.NEEDS_MORE) {
      events.summarizeDeprecations();
    }
    return exit;
  }

  /** For the log: the flags, as dbt writes them. */
  private void reportArguments() {
    Map<String, Object> words = new LinkedHashMap<>();
    invocation.flags().values().forEach((name, value) -> words.put(name, PythonText.str(value)));
    words.put("invocation_command", invocation.commandLine());
    events.message(
        RunEvent.Level.DEBUG,
        "MainReportArgs",
        "running dbt with arguments " + PythonText.repr(words),
        Map.of("args", words));
  }

  private ExitCode command(Instant startedAt) {
    CompilerOptions options = options(invocation, startedAt);
    if (invocation.command() == Command.RETRY) {
      Path target =
          setting
              .folders()
              .target()
              .orElseGet(() -> ProjectCompiler.loadProjectAlone(options).targetFolder());
      return retry(Retry.read(invocation, setting.folders(), target), startedAt);
    }
    if (invocation.command() == Command.DEBUG) {
      return new DebugCommand(invocation, setting, events, options).run();
    }
    ProjectCompiler compiler = ProjectCompiler.open(options);
    tellAdapter(compiler);
    if (invocation.command() == Command.PARSE) {
      return new ParseCommand(invocation, setting, events, compiler, startedAt).run();
    }
    return run(CommandContext.open(invocation, setting, events, compiler, startedAt));
  }

  private static ExitCode run(CommandContext context) {
    switch (context.invocation().command()) {
      case LS:
        return new ListCommand(context).run();
      case COMPILE:
        return new CompileCommand(context).run();
      case SHOW:
        return new ShowCommand(context).run();
      case RUN_OPERATION:
        return new RunOperationCommand(context).run();
      case CLONE:
        return new CloneCommand(context).run();
      case DOCS_GENERATE:
        return new DocsCommand(context).run();
      case SOURCE_FRESHNESS:
        return new FreshnessCommand(context).run();
      case LINT:
        return new LintCommand(context).run();
      case LF_PLAN:
        return new GovernanceCommand(context).plan();
      case LF_APPLY:
        return new GovernanceCommand(context).apply();
      case LF_AUDIT:
        return new GovernanceCommand(context).audit();
      case RUN:
      case TEST:
      case SEED:
      case SNAPSHOT:
      case BUILD:
        return new ExecuteCommand(context).run();
      default:
        throw new IllegalStateException(context.invocation().command().dbtName());
    }
  }

  private ExitCode retry(Retry retry, Instant startedAt) {
    ProjectCompiler compiler = ProjectCompiler.open(options(retry.invocation(), startedAt));
    tellAdapter(compiler);
    RunSetting again = setting.withFolders(retry.folders(setting.folders()));
    boolean isOver = retry.hasNothingToCall();
    CommandContext context =
        CommandContext.open(
            isOver ? invocation : retry.invocation(), again, events, compiler, startedAt);
    return isOver ? ExitCode.OK : run(context.retrying(retry));
  }

  private void tellAdapter(ProjectCompiler compiler) {
    events.emit(
        new RunEvent.AdapterRegistered(
            events.clock().instant(), compiler.target().type(), Versions.current().epoxy()));
  }

  private CompilerOptions options(Invocation of, Instant startedAt) {
    return compilerOptions(of, setting, startedAt).withMessages(events.sink());
  }

  /** What the compiler is told of this command; messages go nowhere until the caller says where. */
  public static CompilerOptions compilerOptions(
      Invocation invocation, RunSetting setting, Instant startedAt) {
    Folders folders = setting.folders();
    return new CompilerOptions(
        folders.project(),
        Optional.of(folders.profiles()),
        invocation.profile(),
        invocation.target(),
        invocation.vars(),
        setting.env(),
        setting.givenTarget(),
        invocation.id(),
        startedAt,
        invocation.command().dbtName(),
        invocation.fullRefresh() ? CompilerOptions.FullRefresh.ON : CompilerOptions.FullRefresh.OFF,
        invocation.threads(),
        flags(invocation, folders),
        MessageSink.NONE);
  }

  private static Map<String, Object> flags(Invocation invocation, Folders folders) {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put("PROJECT_DIR", folders.project().toString());
    flags.put("PROFILES_DIR", folders.profiles().toString());
    folders.target().ifPresent(path -> flags.put("TARGET_PATH", path.toString()));
    invocation
        .flags()
        .values()
        .forEach((name, value) -> flags.put(name.toUpperCase(Locale.ROOT), value));
    flags.put("WHICH", invocation.command().dbtName());
    flags.put("INVOCATION_COMMAND", invocation.commandLine());
    return flags;
  }

  private void failed(String heading, String text) {
    events.release();
    events.emit(new RunEvent.CommandFailed(events.clock().instant(), heading, text));
  }

  private String internal(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    Optional<Path> log = ErrorLog.append(setting.folders().project(), trace.toString());
    return "A fault of Epoxy itself: "
        + e
        + log.map(path -> "\n  The stack trace is in " + path + "; please report it.").orElse("");
  }
}
