package io.epoxy.launcher.doctor;

import io.epoxy.aws.AwsClients;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.List;

/** What {@code doctor} does: examines, and tells what it found. */
public final class Examination {
  private final RunListener listener;
  private final Clock clock;

  public Examination(RunListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Examines a project's account.
   *
   * @param jobJar the SHA-256 of this version's job jar, which names it in S3
   * @param json one list of objects instead of lines
   * @return FAILED when a run would fail
   */
  public ExitCode run(
      GlueSettings settings, Target target, ProjectPlaces places, String jobJar, boolean json) {
    List<Finding> findings;
    try (AwsClients clients =
        settings.region().map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment)) {
      findings = new Doctor(clients, settings, target, places, jobJar).examine();
    }
    if (json) {
      print(PlainJson.text(findings.stream().map(Finding::tree).toList()));
    } else {
      findings.forEach(finding -> print(finding.line()));
    }
    return findings.stream().anyMatch(one -> one.verdict() == Finding.Verdict.PROBLEM)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private void print(String line) {
    listener.on(new RunEvent.Output(clock.instant(), line));
  }
}
