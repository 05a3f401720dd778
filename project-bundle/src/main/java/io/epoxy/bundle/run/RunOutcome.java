package io.epoxy.bundle.run;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a run ended: the small file that a job writes last. */
public record RunOutcome(ExitCode exitCode) {
  private static final String EXIT_CODE = "exit_code";

  public RunOutcome {
    Objects.requireNonNull(exitCode, "exitCode");
  }

  /** {@code {"exit_code":1}}. */
  public byte[] encode() {
    return PlainJson.text(Map.of(EXIT_CODE, exitCode.number())).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws EpoxyException with code BUNDLE when it is something else
   */
  public static RunOutcome decode(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    Optional<ExitCode> code = Optional.empty();
    try {
      if (PlainJson.read(text) instanceof Map<?, ?> fields
          && fields.get(EXIT_CODE) instanceof Long number) {
        code = ExitCode.find(Math.toIntExact(number));
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unreadable(text, e);
    }
    return new RunOutcome(code.orElseThrow(() -> unreadable(text, null)));
  }

  private static EpoxyException unreadable(String text, Throwable cause) {
    return new EpoxyException(
        ErrorCode.BUNDLE, "cannot read how the run ended: '" + text + "'", null, cause);
  }
}
