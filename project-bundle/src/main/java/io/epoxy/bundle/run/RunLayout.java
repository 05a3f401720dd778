package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of runs lie: keys of an object store, without a leading slash.
 *
 * @param prefix without slashes at its ends; empty for the root of the bucket
 * @param invocationId names the folder of one run
 */
public record RunLayout(String prefix, String invocationId) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
  private static final Pattern REQUEST = Pattern.compile("(?:(.*)/)?runs/([^/]+)/request\\.json");
  private static final Pattern RETRY = Pattern.compile("_attempt_[0-9]+$");
  private static final Pattern EVENTS = Pattern.compile("([0-9]{6})\\.jsonl");

  public RunLayout {
    Objects.requireNonNull(prefix, "prefix");
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix has no slash at its ends: " + prefix);
    }
    if (!ID.matcher(invocationId).matches()) {
      throw new IllegalArgumentException("no invocation id: " + invocationId);
    }
  }

  /**
   * The layout that a request's key belongs to.
   *
   * @throws EpoxyException with code USAGE when it is no such key
   */
  public static RunLayout ofRequest(String requestKey) {
    Matcher key = REQUEST.matcher(requestKey);
    if (!key.matches() || !ID.matcher(key.group(2)).matches()) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "'" + requestKey + "' is not the key of a run request (.../runs/<id>/request.json)");
    }
    return new RunLayout(Objects.requireNonNullElse(key.group(1), ""), key.group(2));
  }

  /**
   * The layout of a run that nobody submitted (a trigger or a workflow started it): named after
   * Glue's id of the run, alike for the run and for Glue's retries of it.
   *
   * @param jobRunId for example {@code jr_5f3e}, or {@code jr_5f3e_attempt_1}
   */
  public static RunLayout ofJobRun(String prefix, String jobRunId) {
    String first = RETRY.matcher(jobRunId).replaceFirst("");
    return new RunLayout(prefix, UUID.nameUUIDFromBytes(first.getBytes(UTF_8)).toString());
  }

  public String bundle(String sha256) {
    return below("bundles/" + sha256 + ".zip");
  }

  public String jobJar(String sha256) {
    return below("jars/epoxy-job-" + sha256 + ".jar");
  }

  /** The entry script, which Glue wants beside the jar. */
  public String script(String sha256) {
    return below("scripts/" + sha256 + ".scala");
  }

  /** An artifact of an earlier run. */
  public String earlierFile(String sha256) {
    return below("state/" + sha256 + ".json");
  }

  public String request() {
    return run("request.json");
  }

  /** The prefix of every event file, with its closing slash. */
  public String events() {
    return run("events/");
  }

  /** The key of one event file, numbered from 0 in the order of the run. */
  public String events(int number) {
    return events() + numbered(number);
  }

  /** The number of an event file; empty for any other key. */
  public OptionalInt eventNumber(String key) {
    if (!key.startsWith(events())) {
      return OptionalInt.empty();
    }
    Matcher name = EVENTS.matcher(key.substring(events().length()));
    return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
  }

  /** The prefix of every file of {@link RunJournal}, with its closing slash. */
  public String journal() {
    return run("journal/");
  }

  /** The key of one file of the journal, numbered from 0. */
  public String journal(int number) {
    return journal() + numbered(number);
  }

  /** The key of {@link Heartbeat}. */
  public String heartbeat() {
    return run("heartbeat.json");
  }

  /** The key of what says which job carries the run out. */
  public String lease() {
    return run("lease.json");
  }

  /** The prefix of every artifact, with its closing slash. */
  public String artifacts() {
    return run("artifacts/");
  }

  /**
   * The key of a file of the target folder.
   *
   * @param relativePath with forward slashes, for example {@code compiled/shop/models/a.sql}
   */
  public String artifact(String relativePath) {
    return artifacts() + relativePath;
  }

  /** The key of {@link RunOutcome}, written last. */
  public String outcome() {
    return artifact("outcome.json");
  }

  private static String numbered(int number) {
    if (number < 0 || number > 999_999) {
      throw new IllegalArgumentException("no file of a run has the number " + number);
    }
    return String.format(Locale.ROOT, "%06d.jsonl", number);
  }

  private String run(String name) {
    return below("runs/" + invocationId + "/" + name);
  }

  private String below(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
