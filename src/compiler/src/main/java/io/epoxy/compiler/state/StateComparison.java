package io.epoxy.compiler.state;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.UniqueId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What selection can ask of an earlier run. Each question fails when its artifact is missing. */
public final class StateComparison {
  /** No state folder was named: every question fails. */
  public static final StateComparison NONE = new StateComparison(PreviousState.NONE, null);

  private final PreviousState previous;
  private final Changes changes;

  /**
   * A comparison.
   *
   * @param changes of the manifest; null when the state has none
   */
  private StateComparison(PreviousState previous, Changes changes) {
    this.previous = previous;
    this.changes = changes;
  }

  public static StateComparison of(
      PreviousState previous, CurrentProject current, ComparisonOptions options) {
    return new StateComparison(
        previous,
        previous.manifest().map(manifest -> new Changes(manifest, current, options)).orElse(null));
  }

  /**
   * What changed since the state's manifest.
   *
   * @throws EpoxyException when there is none
   */
  public Changes changes() {
    if (changes == null) {
      throw missing("Got a state selector method, but no comparison manifest");
    }
    return changes;
  }

  /**
   * The resources that ended with a status.
   *
   * @throws EpoxyException when the state has no run_results.json
   */
  public Set<UniqueId> withStatus(String status) {
    return new LinkedHashSet<>(
        previous.statuses().orElseThrow(() -> missing("No comparison run_results")).get(status));
  }

  /**
   * The sources that were loaded since; a source that had no time then counts, too.
   *
   * @throws EpoxyException when the state folder or the target folder has no sources.json
   */
  public Set<UniqueId> fresherSources() {
    Map<UniqueId, Instant> then =
        previous
            .sourcesThen()
            .orElseThrow(
                () -> missing("No previous state comparison freshness results in sources.json"));
    Map<UniqueId, Instant> now =
        previous
            .sourcesNow()
            .orElseThrow(
                () -> missing("No current state comparison freshness results in sources.json"));
    Set<UniqueId> fresher = new LinkedHashSet<>();
    now.forEach(
        (id, loaded) -> {
          if (!then.containsKey(id) || loaded.isAfter(then.get(id))) {
            fresher.add(id);
          }
        });
    return fresher;
  }

  private static EpoxyException missing(String sentence) {
    return new EpoxyException(
        ErrorCode.SELECTION, sentence + ". Name the folder of an earlier run with --state");
  }
}
