package io.epoxy.compiler;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run builds, and where it takes the rest from.
 *
 * @param selected {@code selected_resources} of templates
 * @param deferTo {@code --defer}: a manifest whose tables stand in for those that are missing here
 * @param preference {@code --favor-state}
 */
public record RunScope(
    List<UniqueId> selected, Optional<PreviousManifest> deferTo, Preference preference) {
  /** Nothing is said about it. */
  public static final RunScope UNKNOWN =
      new RunScope(List.of(), Optional.empty(), Preference.OWN_TABLES);

  public RunScope {
    selected = ImmutableList.copyOf(selected);
    Objects.requireNonNull(deferTo, "deferTo");
    Objects.requireNonNull(preference, "preference");
  }

  /** What a ref() of something that is not selected means when both places have it. */
  public enum Preference {
    OWN_TABLES,
    OTHER_STATE
  }
}
