package io.epoxy.job.command;

import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.EventTag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The way from a run to its listener: one event at a time, secrets taken out, and held back until
 * it is certain that this JVM can do the work (else a second one starts and tells the same again).
 * Thread-safe.
 */
public final class Events {
  private final RunListener listener;
  private final SecretScrubber scrubber;

  /** Events that dbt's JSON log shows with nothing in {@code data} (its core_types.proto). */
  private static final Set<String> FIELDLESS =
      Set.of(
          "BuildingCatalog",
          "CollectFreshnessReturnSignature",
          "FreshnessCheckComplete",
          "MFCumulativeTypeParamsDeprecation",
          "MFTimespineWithoutYamlConfigurationDeprecation",
          "MicrobatchMacroOutsideOfBatchesDeprecation",
          "ModelParamUsageDeprecation",
          "NoNodesSelected",
          "NothingToDo",
          "PartialParsingNotEnabled",
          "ProjectFlagsMovedDeprecation",
          "SourceFreshnessProjectHooksNotRun");

  /**
   * Warnings that dbt fires without asking {@code --warn-error}, unless the project wants all of
   * them asked (dbt-core 1.12, {@code fire_event} without {@code force_warn_or_error_handling}).
   */
  private static final Set<String> UNASKED =
      Set.of(
          "FreshnessConfigProblem",
          "GetMetaKeyWarning",
          "MicrobatchModelNoEventTimeInputs",
          "Note",
          "SelectExcludeIgnoredWithSelectorWarning",
          "SemanticValidationFailure",
          "SpacesInResourceNameDeprecation",
          "WarnStateTargetEqual");

  private final WarnErrors warnErrors;
  private final boolean asksForAll;
  private final Deprecations deprecations;
  private final Clock clock;
  private final ThreadLocal<NodeAtWork> atWork = new ThreadLocal<>();
  private final List<RunEvent> held = new ArrayList<>();
  private boolean holding = true;

  /**
   * Events of one command.
   *
   * @param flags what becomes of warnings
   */
  public Events(RunListener listener, SecretScrubber scrubber, FlagValues flags, Clock clock) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.scrubber = Objects.requireNonNull(scrubber, "scrubber");
    this.warnErrors = WarnErrors.of(flags);
    this.asksForAll =
        BehaviourFlags.isOn(flags.values(), "require_all_warnings_handled_by_warn_error");
    this.deprecations = new Deprecations(flags);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public Clock clock() {
    return clock;
  }

  public synchronized void emit(RunEvent event) {
    RunEvent clean = scrubber.hasSecrets() ? scrub(event) : event;
    if (holding) {
      held.add(clean);
    } else {
      listener.on(clean);
    }
  }

  /** Puts a command's result on standard output, line by line. */
  void output(String text) {
    text.lines().forEach(line -> emit(new RunEvent.Output(clock.instant(), line)));
  }

  public void message(RunEvent.Level level, String name, String text) {
    message(level, name, text, Map.of("msg", text));
  }

  /**
   * As {@link #message(RunEvent.Level, String, String)}, with fields of its own for the JSON log.
   *
   * @throws EpoxyException for a warning that {@code --warn-error} makes an error
   */
  public void message(RunEvent.Level level, String name, String text, Map<String, Object> fields) {
    Map<String, Object> data = FIELDLESS.contains(name) ? Map.of() : fields;
    if (level != RunEvent.Level.WARN) {
      emit(said(level, name, text, data));
    } else if (Deprecations.is(name)) {
      deprecation(name, text, data);
    } else {
      warning(name, deprecations.worded(name, text), data);
    }
  }

  private RunEvent.Message said(
      RunEvent.Level level, String name, String text, Map<String, Object> data) {
    return new RunEvent.Message(
        clock.instant(), thread(), Optional.ofNullable(atWork.get()), level, name, text, data);
  }

  private void warning(String name, String text, Map<String, Object> data) {
    if (!asksForAll && UNASKED.contains(name)) {
      emit(said(RunEvent.Level.WARN, name, text, data));
      return;
    }
    switch (warnErrors.decide(name)) {
      case ERROR ->
          throw new EpoxyException(ErrorCode.COMPILATION, EventTag.of(name) + ": " + text);
      case SILENCE -> {}
      case WARN -> emit(said(RunEvent.Level.WARN, name, text, data));
    }
  }

  private synchronized void deprecation(String name, String text, Map<String, Object> data) {
    if (deprecations.isTold(name)) {
      warning(name, deprecations.worded(name, text), data);
    }
    deprecations.count(name);
  }

  /** Tells which deprecations the command met, at its end. */
  void summarizeDeprecations() {
    deprecations
        .summary()
        .ifPresent(
            text ->
                emit(
                    new RunEvent.Message(
                        clock.instant(),
                        RunEvent.Level.WARN,
                        Deprecations.SUMMARY,
                        text,
                        Map.of("msg", text))));
  }

  /** Where the compiler's messages go. */
  MessageSink sink() {
    return new MessageSink() {
      @Override
      public void message(Level level, String name, String text) {
        message(level, name, text, Map.of("msg", text));
      }

      @Override
      public void message(Level level, String name, String text, Map<String, Object> data) {
        switch (level) {
          case DEBUG -> Events.this.message(RunEvent.Level.DEBUG, name, text, data);
          case INFO -> Events.this.message(RunEvent.Level.INFO, name, text, data);
          case WARN -> Events.this.message(RunEvent.Level.WARN, name, text, data);
          case PRINT -> emit(new RunEvent.Output(clock.instant(), text));
        }
      }
    };
  }

  /** From now on what this thread says belongs to a node, until {@link #rest}. */
  void work(NodeAtWork node) {
    atWork.set(node);
    emit(new RunEvent.NodeAdvanced(clock.instant(), thread(), node));
  }

  /** This thread is at no node. */
  void rest() {
    atWork.remove();
  }

  /** This thread's name as dbt has it. */
  static String thread() {
    String name = Thread.currentThread().getName();
    return name.startsWith("Thread-") ? name : RunEvent.Message.MAIN_THREAD;
  }

  /** What is to become of warnings. */
  WarnErrors warnErrors() {
    return warnErrors;
  }

  /** Passes on what was held back, and everything from now on at once. */
  public synchronized void release() {
    holding = false;
    held.forEach(listener::on);
    held.clear();
  }

  private RunEvent scrub(RunEvent event) {
    if (event instanceof RunEvent.Message message) {
      return new RunEvent.Message(
          message.at(),
          message.thread(),
          message.work(),
          message.level(),
          message.name(),
          scrubber.scrub(message.text()),
          scrubber.scrub(message.data()));
    }
    if (event instanceof RunEvent.Output output) {
      return new RunEvent.Output(output.at(), scrubber.scrub(output.line()));
    }
    if (event instanceof RunEvent.CommandFailed failed) {
      return new RunEvent.CommandFailed(
          failed.at(), failed.heading(), scrubber.scrub(failed.text()));
    }
    if (event instanceof RunEvent.RunCutShort cut) {
      return new RunEvent.RunCutShort(cut.at(), cut.node(), scrub(cut.result()));
    }
    if (event instanceof RunEvent.NodeFinished end) {
      return new RunEvent.NodeFinished(
          end.at(), end.thread(), end.index(), end.total(), end.node(), scrub(end.result()));
    }
    if (event instanceof RunEvent.RunFinished end) {
      return new RunEvent.RunFinished(
          end.at(),
          end.elapsedSeconds(),
          end.nodes(),
          end.results().stream().map(this::scrub).toList(),
          end.interrupted(),
          end.ending());
    }
    return event;
  }

  /** The result with secrets taken out of its message and SQL. */
  NodeResult scrub(NodeResult result) {
    return new NodeResult(
        result.uniqueId(),
        result.status(),
        result.timings(),
        result.threadId(),
        result.executionSeconds(),
        result.adapterResponse(),
        result.message().map(scrubber::scrub),
        result.failures(),
        result.compiledCode().map(scrubber::scrub),
        result.relationName(),
        result.batchResults());
  }
}
