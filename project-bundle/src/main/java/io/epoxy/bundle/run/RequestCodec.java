package io.epoxy.bundle.run;

/** A {@link RunRequest} as JSON, its version in a field {@code format}. */
public final class RequestCodec {
  private RequestCodec() {}

  public static byte[] encode(RunRequest request) {
    throw new UnsupportedOperationException(request.toString());
  }

  /**
   * Checks the hash, then reads. Unknown fields are ignored.
   *
   * @throws io.epoxy.model.error.EpoxyException when hash, format or content is wrong
   */
  public static RunRequest decode(byte[] content, String expectedSha256) {
    throw new UnsupportedOperationException(expectedSha256 + content.length);
  }
}
