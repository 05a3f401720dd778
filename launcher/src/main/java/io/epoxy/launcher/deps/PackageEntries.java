package io.epoxy.launcher.deps;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import io.epoxy.bundle.run.PackageReader.Entry;
import io.epoxy.model.version.VersionSpecifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries of packages.yml and package-lock.yml (dbt-core 1.12 {@code contracts/project.py}). */
final class PackageEntries {
  private PackageEntries() {}

  static List<WantedPackage> read(List<Entry> entries) {
    List<WantedPackage> wanted = new ArrayList<>();
    entries.forEach(entry -> wanted.add(read(entry)));
    return wanted;
  }

  private static WantedPackage read(Entry entry) {
    Map<String, Object> values = entry.rendered();
    if (values.get("local") != null) {
      return new WantedPackage.Local(text(values, "local"));
    }
    if (values.get("tarball") != null) {
      return new WantedPackage.Tarball(
          text(values, "tarball"), text(entry.written(), "tarball"), text(values, "name"));
    }
    if (values.get("package") != null) {
      boolean prerelease = Boolean.TRUE.equals(values.get("install_prerelease"));
      return new WantedPackage.Hub(
          text(values, "package"), versions(values.get("version")), prerelease);
    }
    return git(values, entry.written());
  }

  private static WantedPackage git(Map<String, Object> values, Map<String, Object> written) {
    List<String> revisions =
        values.get("revision") == null ? List.of() : List.of(text(values, "revision"));
    boolean named = values.get("git") == null;
    Optional<String> provider = Optional.ofNullable(values.get("provider")).map(String::valueOf);
    return new WantedPackage.Git(
        named ? PrivateUrl.of(text(values, "private"), provider) : text(values, "git"),
        text(written, named ? "private" : "git"),
        named ? Optional.of(new WantedPackage.Hosted(provider)) : Optional.empty(),
        revisions,
        !Boolean.FALSE.equals(values.get("warn-unpinned")),
        Optional.ofNullable(values.get("subdirectory")).map(String::valueOf));
  }

  private static List<VersionSpecifier> versions(Object given) {
    List<?> all = given instanceof List<?> list ? list : List.of(given);
    List<VersionSpecifier> bounds = new ArrayList<>();
    for (Object one : all) {
      for (String text : Splitter.on(',').trimResults().split(String.valueOf(one))) {
        bounds.add(
            VersionSpecifier.parse(text)
                .orElseThrow(
                    () -> DependencyError.of("\"" + text + "\" is not a valid semantic version.")));
      }
    }
    return bounds;
  }

  private static String text(Map<String, Object> values, String key) {
    return String.valueOf(values.get(key));
  }

  /**
   * dbt's hash of what is asked for, by which it sees that a lock file is of another packages.yml.
   */
  static String hash(List<Entry> entries) {
    List<String> texts = new ArrayList<>();
    entries.forEach(entry -> texts.add(PythonJson.sorted(asDataclass(entry))));
    texts.sort(null);
    try {
      byte[] bytes = String.join("\n", texts).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return BaseEncoding.base16().lowerCase().encode(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Every field of dbt's class, the absent ones too: they are part of the hash. */
  private static Map<String, Object> asDataclass(Entry entry) {
    Map<String, Object> values = entry.rendered();
    Map<String, Object> fields = new LinkedHashMap<>();
    List<String> optional = List.of();
    if (values.containsKey("package")) {
      fields.put("install_prerelease", false);
    } else if (values.containsKey("git")) {
      optional = List.of("revision", "subdirectory", "warn-unpinned");
    } else if (values.containsKey("private")) {
      optional = List.of("provider", "revision", "subdirectory", "warn-unpinned");
    }
    optional.forEach(key -> fields.put(key, null));
    fields.putAll(values);
    if (fields.get("name") == null) {
      fields.remove("name");
    }
    fields.put("unrendered", entry.written());
    return fields;
  }
}
