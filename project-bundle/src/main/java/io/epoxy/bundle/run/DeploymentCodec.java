package io.epoxy.bundle.run;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Deployment} as JSON, what it points to first, its version in the field {@code format}.
 */
public final class DeploymentCodec {
  private static final long VERSION = 1;
  private static final String BUNDLE_VERSION = "bundle_version_id";

  private DeploymentCodec() {}

  public static byte[] encode(Deployment deployment) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", VERSION);
    tree.put("bundle_key", deployment.request().bundleKey());
    tree.put("bundle_sha256", deployment.request().bundleSha256());
    tree.put(BUNDLE_VERSION, deployment.bundleVersion().orElse(null));
    tree.put("request", RecordJson.tree(deployment.request()));
    return PlainJson.text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote. Unknown fields are ignored.
   *
   * @param where names the object in the complaint
   * @throws EpoxyException with code BUNDLE when it is something else
   */
  public static Deployment decode(byte[] content, String where) {
    try {
      Map<?, ?> tree = (Map<?, ?>) PlainJson.read(new String(content, StandardCharsets.UTF_8));
      if (!Long.valueOf(VERSION).equals(tree.get("format"))) {
        throw new IllegalArgumentException(
            "it has format "
                + tree.get("format")
                + ", this version of Epoxy reads format "
                + VERSION);
      }
      return new Deployment(
          RecordJson.record(RunRequest.class, tree.get("request")),
          Optional.ofNullable((String) tree.get(BUNDLE_VERSION)));
    } catch (RuntimeException e) {
      // Records and java.time have their own exceptions; all of them say that the content is wrong.
      throw new EpoxyException(
          ErrorCode.BUNDLE,
          "Cannot read " + where + ": " + e.getMessage() + ". Deploy again.",
          null,
          e);
    }
  }
}
