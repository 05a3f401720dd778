package io.epoxy.compiler.context.template;

import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;

/** Makes the errors that dbt's template functions raise; the code survives as the cause. */
public final class CallError {
  private CallError() {}

  public static JinjaException compilation(String message) {
    return of(ErrorCode.COMPILATION, message);
  }

  public static JinjaException of(ErrorCode code, String message) {
    return of(new EpoxyException(code, message));
  }

  public static JinjaException of(EpoxyException cause) {
    return new JinjaException(
        JinjaException.Kind.RUNTIME,
        cause.getMessage(),
        JinjaException.Place.UNKNOWN,
        List.of(),
        cause);
  }
}
