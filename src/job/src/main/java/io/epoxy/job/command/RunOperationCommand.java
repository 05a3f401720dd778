package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.compiler.AdHoc;
import io.epoxy.engine.MissingPartException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code run-operation}: calls a macro, or runs one statement. Spark is started when it is asked
 * for something (dbt-core 1.12 {@code task/run_operation.py}).
 */
final class RunOperationCommand {
  private final CommandContext context;
  private final FlagValues flags;

  RunOperationCommand(CommandContext context) {
    this.context = context;
    this.flags = context.invocation().flags();
  }

  ExitCode run() {
    Optional<String> macro = flags.text(Flag.MACRO).filter(name -> !name.isEmpty());
    Optional<String> sql = flags.text(Flag.SQL).filter(text -> !text.isEmpty());
    refuseBoth(macro, sql);
    if (sql.map(AdHoc::isTemplate).orElse(true)) {
      context.artifacts().writeGraphSummary(context.manifest());
    }
    Instant start = now();
    Optional<String> error = Optional.empty();
    try (LazyEngine engine = new LazyEngine(context)) {
      AdHoc adHoc = context.compiler().adHoc(context.manifest(), engine.warehouse());
      if (sql.isPresent()) {
        runSql(adHoc, engine, sql.get());
      } else {
        MacroName name = MacroName.of(macro.orElseThrow());
        adHoc.run(name.packageName(), name.name(), flags.data(Flag.ARGS));
      }
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    } catch (EpoxyException e) {
      error = Optional.of(headed(e));
      context
          .events()
          .message(
              RunEvent.Level.ERROR,
              "RunningOperationCaughtError",
              "Encountered an error while running operation: " + error.get(),
              Map.of("exc", error.get()));
    }
    NodeResult result = result(id(macro), start, now(), error);
    sql.ifPresent(text -> tellEnd(result));
    context.artifacts().writeRunResults(List.of(result));
    return error.isPresent() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void refuseBoth(Optional<String> macro, Optional<String> sql) {
    if (macro.isEmpty() && sql.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT, "Either a macro name or --sql must be passed to run-operation");
    }
    if (macro.isPresent() && sql.isPresent()) {
      throw new EpoxyException(
          ErrorCode.PROJECT, "Cannot specify both a macro name and --sql for run-operation");
    }
    if (sql.isPresent() && !flags.data(Flag.ARGS).isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "--args cannot be used with --sql; pass arguments directly in the SQL");
    }
  }

  private void runSql(AdHoc adHoc, LazyEngine engine, String sql) {
    String statement = sql;
    if (AdHoc.isTemplate(sql)) {
      Manifest more = adHoc.withInline(sql);
      statement = context.compiler().compile(more, adHoc.inlineId(), engine.warehouse()).sql();
    }
    tell(RunEvent.Level.INFO, "1 of 1 START executing " + AdHoc.INLINE, "RUN");
    engine.warehouse().query(statement);
  }

  private void tellEnd(NodeResult result) {
    String seconds = String.format(Locale.ROOT, " in %.2fs", result.executionSeconds());
    boolean ok = result.status() == RunStatus.SUCCESS;
    tell(
        ok ? RunEvent.Level.INFO : RunEvent.Level.ERROR,
        "1 of 1 " + (ok ? "OK executed " : "ERROR executing ") + AdHoc.INLINE,
        (ok ? "OK" : "ERROR") + seconds);
  }

  private void tell(RunEvent.Level level, String text, String status) {
    StringBuilder line = new StringBuilder(text).append(' ');
    int width = flags.number(Flag.PRINTER_WIDTH).orElseThrow();
    while (line.length() < width) {
      line.append('.');
    }
    context.events().message(level, "Note", line + " [" + status + "]");
  }

  /** Of the macro; one that is nowhere is an error of the command, as in dbt. */
  private UniqueId id(Optional<String> macro) {
    if (macro.isEmpty()) {
      return UniqueId.of(
          ResourceType.SQL_OPERATION, context.manifest().projectName(), AdHoc.INLINE);
    }
    MacroName name = MacroName.of(macro.get());
    return context
        .compiler()
        .adHoc(context.manifest(), new LazyEngine(context).warehouse())
        .findMacro(name.packageName(), name.name())
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.COMPILATION,
                    "dbt could not find a macro with the name '"
                        + name.name()
                        + "' in any package. This can happen when calling a macro that does not"
                        + " exist. Check for typos and/or install package dependencies with \"dbt"
                        + " deps\"."));
  }

  private NodeResult result(UniqueId id, Instant start, Instant end, Optional<String> error) {
    return new NodeResult(
        id,
        error.isEmpty() ? RunStatus.SUCCESS : RunStatus.ERROR,
        List.of(new Timing("compile", start, start), new Timing("execute", start, end)),
        "MainThread",
        NodeRun.seconds(start, end),
        Map.of(),
        error,
        OptionalLong.of(error.isEmpty() ? 0 : 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The error below its heading. What a macro raises by {@code exceptions} is in dbt the text of a
   * runtime error; what goes wrong in a template stands below its own heading.
   */
  private static String headed(EpoxyException e) {
    String text = e.describe().strip();
    String heading = e.code().heading();
    if (!text.startsWith(heading)) {
      return heading + "\n  " + text.replace("\n", "\n  ");
    }
    return isRaised(e)
        ? ErrorCode.PROJECT.heading() + "\n  " + text.replace("\n", "\n  ")
        : heading + text.substring(text.indexOf('\n'));
  }

  private static boolean isRaised(EpoxyException e) {
    for (Throwable at = e.getCause(); at != null; at = at.getCause()) {
      if (at instanceof EpoxyException) {
        return true;
      }
    }
    return false;
  }

  private Instant now() {
    return context.events().clock().instant();
  }

  /** {@code macro} or {@code package.macro}. */
  private record MacroName(Optional<String> packageName, String name) {
    static MacroName of(String text) {
      int dot = text.indexOf('.');
      return dot < 0
          ? new MacroName(Optional.empty(), text)
          : new MacroName(Optional.of(text.substring(0, dot)), text.substring(dot + 1));
    }
  }
}
