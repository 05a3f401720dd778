package io.epoxy.compiler.context;

import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;

/** Makes the errors that dbt's template functions raise; the code survives as the cause. */
final class CallError {
  private CallError() {}

  static JinjaException compilation(String message) {
    return of(ErrorCode.COMPILATION, message);
  }

  static JinjaException of(ErrorCode code, String message) {
    return of(new EpoxyException(code, message));
  }

  static JinjaException of(EpoxyException cause) {
    return new JinjaException(
        JinjaException.Kind.RUNTIME,
        cause.getMessage(),
        JinjaException.Place.UNKNOWN,
        List.of(),
        cause);
  }
}
