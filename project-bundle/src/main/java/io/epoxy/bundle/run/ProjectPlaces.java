package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Set;

/**
 * What a project touches, as far as it says so itself: what hooks and macros name in free SQL is
 * not here.
 *
 * @param written databases of models, seeds, snapshots and stored failures
 * @param read databases of sources
 * @param writtenLocations where tables lie that do not lie in the profile's {@code location}
 * @param readLocations where sources lie, if they say so
 * @param governed whether it has Lake Formation tags, filters or grants
 */
public record ProjectPlaces(
    Set<String> written,
    Set<String> read,
    Set<String> writtenLocations,
    Set<String> readLocations,
    boolean governed) {
  public ProjectPlaces {
    written = ImmutableSortedSet.copyOf(written);
    read = ImmutableSortedSet.copyOf(read);
    writtenLocations = ImmutableSortedSet.copyOf(writtenLocations);
    readLocations = ImmutableSortedSet.copyOf(readLocations);
  }
}
