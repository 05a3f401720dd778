package io.epoxy.launcher.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.Sets;
import io.epoxy.bundle.archive.BundleContents;
import io.epoxy.bundle.archive.BundleWriter;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EarlierFiles;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.launcher.deploy.DeployOptions;
import io.epoxy.launcher.deploy.DeployedProject;
import io.epoxy.launcher.deploy.ProjectDeployment;
import io.epoxy.launcher.doctor.Examination;
import io.epoxy.launcher.iam.ProjectPolicies;
import io.epoxy.launcher.runs.ProjectRuns;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.JobJar;
import io.epoxy.launcher.target.Pause;
import io.epoxy.launcher.target.WrittenFormats;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command about the project's Glue job and its runs. It says nothing but what it is asked for, so
 * that programs can read it.
 */
final class GlueCommand {
  /** What deploying takes for itself; the other flags are those of each run. */
  private static final Set<Flag> OWN =
      Sets.immutableEnumSet(
          Flag.ADOPT,
          Flag.AFTER,
          Flag.BUNDLE,
          Flag.DRY_RUN,
          Flag.NO_SCHEDULE,
          Flag.SCHEDULE,
          Flag.WORKFLOW);

  private final CommandSyntax syntax;
  private final LocalRunner runner;
  private final Surroundings surroundings;

  GlueCommand(CommandSyntax syntax, LocalRunner runner, Surroundings surroundings) {
    this.syntax = syntax;
    this.runner = runner;
    this.surroundings = surroundings;
  }

  static boolean is(CommandSyntax syntax) {
    return switch (syntax) {
      case RUNS, STATUS, LOGS, CANCEL, ARTIFACTS, DEPLOY, DESTROY, DOCTOR, IAM -> true;
      default -> false;
    };
  }

  /**
   * Runs it.
   *
   * @throws EpoxyException when project or profile is wrong, or AWS refuses
   */
  ExitCode run(FlagValues flags, Folders folders, String id, RunListener listener) {
    // The command does not matter to what is read.
    Invocation reading = new Invocation(id, Command.PARSE, flags, syntax.text());
    Project project = runner.loadProject(reading, folders);
    Target target = runner.loadTarget(reading, folders);
    if (syntax == CommandSyntax.DEPLOY || syntax == CommandSyntax.DESTROY) {
      return deploy(project, target, folders, flags, listener);
    }
    if (syntax == CommandSyntax.IAM) {
      return policies(project, target, runner.findPlaces(reading, folders), flags, listener);
    }
    GlueSettings settings = GlueSettings.of(target, project.name());
    if (syntax == CommandSyntax.DOCTOR) {
      return new Examination(listener, surroundings.clock())
          .run(
              settings,
              target,
              runner.findPlaces(reading, folders),
              Sha256.of(JobJar.forGlue(JobJar.locate(runner), settings.capacity().glueVersion())),
              isJson(flags));
    }
    Optional<String> run = flags.text(Flag.RUN_ID);
    ProjectRuns.Form form = isJson(flags) ? ProjectRuns.Form.JSON : ProjectRuns.Form.TEXT;
    try (ProjectRuns runs = new ProjectRuns(settings, listener, surroundings.clock())) {
      return switch (syntax) {
        case RUNS -> runs.list(flags.number(Flag.LIMIT).orElseThrow(), form);
        case STATUS -> runs.status(run, form);
        case LOGS ->
            runs.logs(
                run,
                flags.text(Flag.STREAM).orElseThrow(),
                flags.isOn(Flag.FOLLOW) ? Optional.of(Pause.sleeping()) : Optional.empty(),
                form);
        case CANCEL -> runs.cancel(run, form);
        case ARTIFACTS ->
            runs.artifacts(run, folders.target().orElseGet(project::targetFolder), form);
        default -> throw new EpoxyException(ErrorCode.INTERNAL, "no command of Glue: " + syntax);
      };
    }
  }

  private static boolean isJson(FlagValues flags) {
    return flags.text(Flag.OUTPUT).filter("json"::equals).isPresent();
  }

  private ExitCode policies(
      Project project,
      Target target,
      ProjectPlaces places,
      FlagValues flags,
      RunListener listener) {
    Map<String, Map<String, Object>> all =
        new ProjectPolicies(settings(project, target), target, places).documents();
    Optional<String> name = flags.text(Flag.POLICY);
    if (name.isPresent() && !all.containsKey(name.get())) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "Invalid value for '[POLICY]': '"
              + name.get()
              + "' is not one of "
              + all.keySet().stream().map(known -> "'" + known + "'").collect(joining(", "))
              + ".");
    }
    Object answer = name.isPresent() ? all.get(name.get()) : all;
    listener.on(
        new RunEvent.Output(surroundings.clock().instant(), PlainJson.indentedText(answer)));
    return ExitCode.OK;
  }

  /** With what the project's own text asks of the job. */
  private static GlueSettings settings(Project project, Target target) {
    return GlueSettings.of(
        target,
        project.name(),
        WrittenFormats.in(BundleWriter.files(BundleContents.of(project)).values()));
  }

  private ExitCode deploy(
      Project project, Target target, Folders folders, FlagValues flags, RunListener listener) {
    DeployOptions options =
        new DeployOptions(
            flags.text(Flag.SCHEDULE),
            flags.text(Flag.AFTER),
            flags.text(Flag.WORKFLOW),
            flags.text(Flag.BUNDLE),
            flags.isOn(Flag.DRY_RUN) ? DeployOptions.Effect.SHOW : DeployOptions.Effect.APPLY,
            flags.isOn(Flag.ADOPT) ? DeployOptions.Ownership.ADOPT : DeployOptions.Ownership.OURS,
            flags.isOn(Flag.NO_SCHEDULE)
                ? DeployOptions.OldSchedule.GOES
                : DeployOptions.OldSchedule.STAYS);
    GlueSettings settings = settings(project, target);
    settings.conflicts().forEach(text -> warn(text, listener));
    try (ProjectDeployment deployment =
        new ProjectDeployment(settings, Pause.sleeping(), listener, surroundings.clock())) {
      if (syntax == CommandSyntax.DESTROY) {
        deployment.destroy(options.workflow(), options.effect());
        return ExitCode.OK;
      }
      Path artifacts = folders.target().orElseGet(project::targetFolder);
      deployment.deploy(
          new DeployedProject(
              project,
              target,
              surroundings.env(),
              JobJar.locate(runner),
              flags.without(OWN),
              EarlierFiles.find(Command.BUILD, folders, artifacts)),
          options);
      return ExitCode.OK;
    }
  }

  private void warn(String text, RunListener listener) {
    listener.on(
        new RunEvent.Message(
            surroundings.clock().instant(), RunEvent.Level.WARN, "ProfileConfConflict", text));
  }
}
