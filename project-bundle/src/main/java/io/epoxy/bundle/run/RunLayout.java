package io.epoxy.bundle.run;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where the files of runs lie: keys of an object store, without a leading slash.
 *
 * @param prefix without slashes at its ends; empty for the root of the bucket
 * @param invocationId names the folder of one run
 */
public record RunLayout(String prefix, String invocationId) {
  public RunLayout {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(invocationId, "invocationId");
  }

  /** The layout that a request's key belongs to. */
  public static RunLayout ofRequest(String requestKey) {
    throw new UnsupportedOperationException(requestKey);
  }

  public String bundle(String sha256) {
    throw new UnsupportedOperationException(sha256);
  }

  public String jobJar(String sha256) {
    throw new UnsupportedOperationException(sha256);
  }

  public String script(String sha256) {
    throw new UnsupportedOperationException(sha256);
  }

  public String request() {
    throw new UnsupportedOperationException();
  }

  /** The prefix of every event file, with its closing slash. */
  public String events() {
    throw new UnsupportedOperationException();
  }

  /** The key of one event file, numbered from 0 in the order of the run. */
  public String events(int number) {
    throw new UnsupportedOperationException("" + number);
  }

  /** The number of an event file; empty for any other key. */
  public OptionalInt eventNumber(String key) {
    throw new UnsupportedOperationException(key);
  }

  /** The prefix of every artifact, with its closing slash. */
  public String artifacts() {
    throw new UnsupportedOperationException();
  }

  /** The key of a file of the target folder, {@code manifest.json} for example. */
  public String artifact(String relativePath) {
    throw new UnsupportedOperationException(relativePath);
  }

  /** The key of {@link RunOutcome}, written last. */
  public String outcome() {
    throw new UnsupportedOperationException();
  }
}
