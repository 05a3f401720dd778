package io.epoxy.launcher.deps;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;

/** Errors of packages, in dbt's words (dbt-core 1.12 {@code exceptions.py}). */
final class DependencyError {
  private DependencyError() {}

  static EpoxyException of(String text) {
    return new EpoxyException(ErrorCode.DEPENDENCY, text);
  }

  static EpoxyException of(String text, Throwable cause) {
    return new EpoxyException(ErrorCode.DEPENDENCY, text, null, cause);
  }

  /** Outside the project: a download or a repository. */
  static EpoxyException external(String text, Throwable cause) {
    return new EpoxyException(ErrorCode.IO, text, null, cause);
  }
}
