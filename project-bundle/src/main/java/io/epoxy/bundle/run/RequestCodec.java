package io.epoxy.bundle.run;

import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link RunRequest} as JSON, its version in the field {@code format}. A new optional field needs
 * no new version, because unknown fields are ignored and missing ones are empty.
 */
public final class RequestCodec {
  private static final String FORMAT = "format";
  private static final long VERSION = 1;

  private RequestCodec() {}

  public static byte[] encode(RunRequest request) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FORMAT, VERSION);
    tree.putAll(RecordJson.tree(request));
    return PlainJson.text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks the hash, then reads. Unknown fields are ignored.
   *
   * @throws EpoxyException with code BUNDLE when hash, format or content is wrong
   */
  public static RunRequest decode(byte[] content, String expectedSha256) {
    String sha256 = Sha256.of(content);
    if (!sha256.equals(expectedSha256)) {
      throw wrong("its sha256 is " + sha256 + ", not " + expectedSha256 + " as submitted", null);
    }
    try {
      Object tree = PlainJson.read(new String(content, StandardCharsets.UTF_8));
      Object format = tree instanceof Map<?, ?> fields ? fields.get(FORMAT) : null;
      if (!Long.valueOf(VERSION).equals(format)) {
        throw new IllegalArgumentException(
            "it has format "
                + format
                + ", this job reads format "
                + VERSION
                + "; launcher and job jar must be of one version");
      }
      return RecordJson.record(RunRequest.class, tree);
    } catch (RuntimeException e) {
      // Records and java.time have their own exceptions; all of them say that the content is wrong.
      throw wrong(e.getMessage(), e);
    }
  }

  private static EpoxyException wrong(String why, Throwable cause) {
    return new EpoxyException(ErrorCode.BUNDLE, "cannot read the run request: " + why, null, cause);
  }
}
