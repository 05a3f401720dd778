package io.epoxy.acceptance.glue;

/** An error as Glue answers it: HTTP 400 with the exception's name. */
final class GlueFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  GlueFault(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
