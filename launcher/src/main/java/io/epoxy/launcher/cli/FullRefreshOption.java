package io.epoxy.launcher.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether incremental models are built anew. */
final class FullRefreshOption {
  static final FullRefreshOption NONE = new FullRefreshOption();

  @Option(
      names = {"-f", "--full-refresh"},
      negatable = true,
      description = "Build incremental models anew.")
  private Boolean fullRefresh;

  Optional<Boolean> given() {
    return Optional.ofNullable(fullRefresh);
  }
}
