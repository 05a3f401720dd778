package io.epoxy.launcher.deps;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.version.VersionRange;
import io.epoxy.model.version.VersionSpecifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The package registry: which packages and versions there are (dbt-core 1.12 {@code
 * clients/registry.py}).
 */
final class HubRegistry {
  /** A package's JSON stays far below. */
  private static final int MAX_BYTES = 64 << 20;

  private final String base;
  private final Optional<VersionSpecifier> dbt;
  private final Web web;
  private final DepsLog log;
  private final Map<String, Map<String, Object>> packages = new HashMap<>();
  private Optional<Set<String>> index = Optional.empty();

  /**
   * Asks a registry.
   *
   * @param base its URL, with its closing slash
   * @param dbt held against {@code require_dbt_version}; empty takes all versions
   */
  HubRegistry(String base, Optional<VersionSpecifier> dbt, Web web, DepsLog log) {
    this.base = base;
    this.dbt = dbt;
    this.web = web;
    this.log = log;
  }

  boolean has(String name) {
    if (index.isEmpty()) {
      Set<String> names = new HashSet<>();
      if (!(read("index") instanceof List<?> list)) {
        throw DependencyError.of("The package index of " + base + " is not a list.");
      }
      list.forEach(item -> names.add(String.valueOf(item)));
      index = Optional.of(names);
    }
    return index.get().contains(name);
  }

  /** What the registry says of each version, by its text. */
  Map<String, Object> versions(String name) {
    return packages.computeIfAbsent(name, this::load);
  }

  private Map<String, Object> load(String name) {
    Object answer = read(name);
    if (!(answer instanceof Map<?, ?> fields)
        || !(fields.get("versions") instanceof Map<?, ?> versions)
        || fields.get("name") == null) {
      throw DependencyError.of(
          "Request error: Expected the response to contain keys {'name', 'versions'} of package "
              + name);
    }
    warnOfRedirect(name, fields);
    Map<String, Object> found = new LinkedHashMap<>();
    versions.forEach((version, about) -> found.put(String.valueOf(version), about));
    return found;
  }

  private void warnOfRedirect(String name, Map<?, ?> fields) {
    Object namespace = fields.get("redirectnamespace");
    Object project = fields.get("redirectname");
    if (namespace == null && project == null) {
      return;
    }
    String better =
        (namespace == null ? fields.get("namespace") : namespace)
            + "/"
            + (project == null ? fields.get("name") : project);
    log.deprecation(
        "PackageRedirectDeprecation",
        "The `"
            + name
            + "` package is deprecated in favor of `"
            + better
            + "`. Please update your `packages.yml` configuration to use `"
            + better
            + "` instead.",
        Map.of("old_name", name, "new_name", better));
  }

  /** The versions that this dbt can use. */
  List<String> compatibleVersions(String name) {
    List<String> compatible = new ArrayList<>();
    versions(name)
        .forEach(
            (version, about) -> {
              if (dbt.isEmpty() || isCompatible(about, dbt.get())) {
                compatible.add(version);
              }
            });
    return compatible;
  }

  /** What dbt adds when versions may have been left out. */
  String hint() {
    return dbt.isEmpty()
        ? ""
        : "\n  Not shown: package versions incompatible with installed version of dbt-core\n"
            + "  To include them, run 'dbt --no-version-check deps'";
  }

  private static boolean isCompatible(Object about, VersionSpecifier dbt) {
    Object required = about instanceof Map<?, ?> fields ? fields.get("require_dbt_version") : null;
    if (required == null || required.equals("") || required.equals(List.of())) {
      return true;
    }
    List<?> bounds = required instanceof List<?> list ? list : List.of(required);
    List<VersionSpecifier> parsed = new ArrayList<>();
    for (Object bound : bounds) {
      parsed.add(
          VersionSpecifier.parse(String.valueOf(bound))
              .orElseThrow(
                  () -> DependencyError.of("\"" + bound + "\" is not a valid semantic version.")));
    }
    return VersionRange.of(parsed).filter(range -> range.contains(dbt)).isPresent();
  }

  private Object read(String name) {
    String url = base + "api/v1/" + name + ".json";
    log.debug("RegistryProgressGETRequest", "Making package registry request: GET " + url);
    return web.retrying(
        () -> {
          HttpResponse<InputStream> response = web.get(URI.create(url));
          try (InputStream body = response.body()) {
            Web.requireSuccess(response.statusCode(), url);
            byte[] bytes = body.readNBytes(MAX_BYTES);
            return PlainJson.read(new String(bytes, StandardCharsets.UTF_8));
          } catch (IllegalArgumentException e) {
            throw new IOException("no JSON at " + url + ": " + e.getMessage(), e);
          }
        });
  }
}
