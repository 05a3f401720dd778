package io.epoxy.compiler.state;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import io.epoxy.model.graph.UniqueId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The artifacts of an earlier run, as far as they were found.
 *
 * @param manifest of the state folder
 * @param statuses which resources ended with which status, by the status' text in run_results.json
 * @param sourcesThen when each source was last loaded, by the state folder's sources.json
 * @param sourcesNow the same by the target folder's
 */
public record PreviousState(
    Optional<PreviousManifest> manifest,
    Optional<ListMultimap<String, UniqueId>> statuses,
    Optional<Map<UniqueId, Instant>> sourcesThen,
    Optional<Map<UniqueId, Instant>> sourcesNow) {

  /** No state folder was named. */
  public static final PreviousState NONE =
      new PreviousState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public PreviousState {
    Objects.requireNonNull(manifest, "manifest");
    statuses = statuses.map(ImmutableListMultimap::copyOf);
    sourcesThen = sourcesThen.map(ImmutableMap::copyOf);
    sourcesNow = sourcesNow.map(ImmutableMap::copyOf);
  }

  /**
   * An earlier manifest.
   *
   * @param resources each as the manifest shows it
   * @param macros the text of each
   */
  public record PreviousManifest(
      Map<UniqueId, ShownResource> resources, Map<UniqueId, String> macros) {
    public PreviousManifest {
      resources = ImmutableMap.copyOf(resources);
      macros = ImmutableMap.copyOf(macros);
    }
  }
}
