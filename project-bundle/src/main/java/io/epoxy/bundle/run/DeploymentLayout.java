package io.epoxy.bundle.run;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the deployments of a job lie: keys of an object store, without a leading slash.
 *
 * @param prefix without slashes at its ends; empty for the root of the bucket
 */
public record DeploymentLayout(String prefix, String job) {
  private static final Pattern POINTER = Pattern.compile("(?:(.*)/)?current/([^/]+)\\.json");

  public DeploymentLayout {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(job, "job");
  }

  /**
   * The layout that a pointer's key belongs to.
   *
   * @throws EpoxyException with code USAGE when it is no such key
   */
  public static DeploymentLayout ofPointer(String key) {
    Matcher pointer = POINTER.matcher(key);
    if (!pointer.matches()) {
      throw new EpoxyException(
          ErrorCode.USAGE, "'" + key + "' is not the key of a deployment (.../current/<job>.json)");
    }
    return new DeploymentLayout(Objects.requireNonNullElse(pointer.group(1), ""), pointer.group(2));
  }

  /** What runs now. */
  public String pointer() {
    return below("current/" + job + ".json");
  }

  /** Every deployment, with its closing slash. */
  public String history() {
    return below("deployments/" + job + "/");
  }

  /** The deployment of one bundle, to go back to. */
  public String deployment(String bundleSha256) {
    return history() + bundleSha256 + ".json";
  }

  private String below(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
