package io.epoxy.compiler.load;

import io.epoxy.compiler.context.function.BaseMembers;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.version.VersionRange;
import io.epoxy.model.version.VersionSpecifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code require-dbt-version} against the version of dbt that Epoxy follows. */
final class RequiredDbtVersion {
  private RequiredDbtVersion() {}

  /** dbt's sentence when the project does not fit. */
  static Optional<String> check(Map<String, Object> values, ProjectLoader.VersionCheck check) {
    List<VersionSpecifier> wanted = new ArrayList<>();
    for (String text : texts(values.get("require-dbt-version"))) {
      Optional<VersionSpecifier> bound = VersionSpecifier.parse(text);
      if (bound.isEmpty()) {
        return Optional.of("\"" + text + "\" is not a valid semantic version.");
      }
      wanted.add(bound.get());
    }
    if (check == ProjectLoader.VersionCheck.OFF || wanted.isEmpty()) {
      return Optional.empty();
    }
    String name = String.valueOf(values.get("name"));
    String shown = Python.repr(wanted.stream().map(Object::toString).toList());
    VersionSpecifier own = VersionSpecifier.parse(BaseMembers.DBT_VERSION).orElseThrow();
    Optional<VersionRange> range = VersionRange.of(wanted);
    if (range.isEmpty()) {
      return Optional.of(
          "The package version requirement can never be satisfied for the '"
              + name
              + "' package.\n  Required versions of dbt for '"
              + name
              + "': "
              + shown
              + next(name));
    }
    if (!range.get().contains(own)) {
      return Optional.of(
          "This version of dbt is not supported with the '"
              + name
              + "' package.\n  Installed version of dbt: "
              + own
              + "\n  Required version of dbt for '"
              + name
              + "': "
              + shown
              + next(name));
    }
    return Optional.empty();
  }

  private static String next(String name) {
    return "\nCheck for a different version of the '"
        + name
        + "' package, or run dbt again with --no-version-check";
  }

  private static List<String> texts(Object written) {
    if (written instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return written == null ? List.of() : Arrays.asList(written.toString().split(",", -1));
  }
}
