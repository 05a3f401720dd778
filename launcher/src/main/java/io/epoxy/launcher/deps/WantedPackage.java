package io.epoxy.launcher.deps;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.version.VersionSpecifier;
import java.util.List;
import java.util.Optional;

/**
 * A package as it is asked for, perhaps by several projects with several bounds (dbt-core 1.12
 * {@code UnpinnedPackage}).
 */
sealed interface WantedPackage {
  String name();

  /** Every name under which others may ask for the same. */
  default List<String> names() {
    return List.of(name());
  }

  /** What dbt calls this kind in its messages. */
  String kind();

  /** Both demands as one; {@code other} is of the same kind. */
  WantedPackage and(WantedPackage other);

  /**
   * A folder beside the project.
   *
   * @param path relative to the root project, or absolute
   */
  record Local(String path) implements WantedPackage {
    @Override
    public String name() {
      return path;
    }

    @Override
    public String kind() {
      return "LocalUnpinnedPackage";
    }

    @Override
    public WantedPackage and(WantedPackage other) {
      return this;
    }
  }

  /**
   * A repository.
   *
   * @param written the URL as it stands in the file, with env_var() and without secrets; for a
   *     private package its name
   * @param hosted for a private package
   * @param revisions all that were asked for; none means the default branch
   */
  record Git(
      String url,
      String written,
      Optional<Hosted> hosted,
      List<String> revisions,
      boolean warnUnpinned,
      Optional<String> subdirectory)
      implements WantedPackage {
    public Git {
      revisions = ImmutableList.copyOf(revisions);
    }

    @Override
    public String name() {
      return below(url);
    }

    @Override
    public List<String> names() {
      String other = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url + ".git";
      return List.of(below(url), below(other));
    }

    private String below(String repository) {
      return subdirectory.map(folder -> repository + "/" + folder).orElse(repository);
    }

    @Override
    public String kind() {
      return hosted.isPresent() ? "PrivateUnpinnedPackage" : "GitUnpinnedPackage";
    }

    @Override
    public WantedPackage and(WantedPackage other) {
      Git more = (Git) other;
      return new Git(
          url,
          written,
          hosted,
          ImmutableList.<String>builder().addAll(revisions).addAll(more.revisions()).build(),
          warnUnpinned && more.warnUnpinned(),
          subdirectory);
    }
  }

  /** That a repository is named by {@code private:}, and at which provider it is said to lie. */
  record Hosted(Optional<String> provider) {}

  /** A package of the registry; {@code name} is {@code namespace/package}. */
  record Hub(String name, List<VersionSpecifier> versions, boolean prerelease)
      implements WantedPackage {
    public Hub {
      versions = ImmutableList.copyOf(versions);
    }

    @Override
    public String kind() {
      return "RegistryUnpinnedPackage";
    }

    @Override
    public WantedPackage and(WantedPackage other) {
      return new Hub(
          name,
          ImmutableList.<VersionSpecifier>builder()
              .addAll(versions)
              .addAll(((Hub) other).versions())
              .build(),
          prerelease);
    }
  }

  /**
   * An archive.
   *
   * @param written the URL as it stands in the file
   * @param project the name that it gets
   */
  record Tarball(String url, String written, String project) implements WantedPackage {
    @Override
    public String name() {
      return url;
    }

    @Override
    public String kind() {
      return "TarballUnpinnedPackage";
    }

    @Override
    public WantedPackage and(WantedPackage other) {
      return this;
    }
  }
}
