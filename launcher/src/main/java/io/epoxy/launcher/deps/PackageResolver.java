package io.epoxy.launcher.deps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From what a project asks for to what it gets, packages of packages included. As dbt does: each
 * package is pinned by the bounds known so far, and pinned again at the end by all of them.
 */
final class PackageResolver {
  private static final int MAX_ROUNDS = 100;

  private final PackageSources sources;

  PackageResolver(PackageSources sources) {
    this.sources = sources;
  }

  /**
   * Resolves.
   *
   * @param rootProject whose name no package may have
   * @throws io.epoxy.model.error.EpoxyException when bounds contradict each other, a package is not
   *     there, or two have one name
   */
  List<PinnedPackage> resolve(List<WantedPackage> wanted, String rootProject) {
    PackageListing known = new PackageListing();
    Set<WantedPackage> seen = new HashSet<>();
    PackageListing pending = new PackageListing();
    pending.addAll(wanted);
    for (int round = 0; !pending.all().isEmpty(); round++) {
      if (round == MAX_ROUNDS) {
        throw DependencyError.of(
            "Packages ask for each other in a circle that does not end after "
                + MAX_ROUNDS
                + " rounds.");
      }
      pending = next(pending, known, seen);
    }
    List<PinnedPackage> pinned = pin(known);
    refuseSameNames(pinned, rootProject);
    return pinned;
  }

  private PackageListing next(
      PackageListing pending, PackageListing known, Set<WantedPackage> seen) {
    PackageListing next = new PackageListing();
    for (WantedPackage one : pending.all()) {
      // The same demand once more asks for nothing new, and ends a circle.
      if (seen.add(one)) {
        WantedPackage both = known.add(one);
        next.addAll(sources.pin(both).metadata().packages());
      }
    }
    return next;
  }

  /** Lock files name exact versions: nothing has to be found out. */
  List<PinnedPackage> pinLocked(List<WantedPackage> locked) {
    PackageListing listing = new PackageListing();
    listing.addAll(locked);
    return pin(listing);
  }

  private List<PinnedPackage> pin(PackageListing listing) {
    List<PinnedPackage> pinned = new ArrayList<>();
    listing.all().forEach(wanted -> pinned.add(sources.pin(wanted)));
    return pinned;
  }

  private static void refuseSameNames(List<PinnedPackage> pinned, String rootProject) {
    Set<String> seen = new HashSet<>();
    for (PinnedPackage one : pinned) {
      String name = one.metadata().project();
      if (!seen.add(name)) {
        throw DependencyError.of(
            "Found duplicate project \""
                + name
                + "\". This occurs when a dependency has the same project name as some other"
                + " dependency.");
      }
      if (name.equals(rootProject)) {
        throw DependencyError.of(
            "Found a dependency with the same name as the root project \""
                + name
                + "\". Package names must be unique in a project. Please rename one of these"
                + " packages.");
      }
    }
  }
}
