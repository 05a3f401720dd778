package io.epoxy.launcher.deps;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;

/**
 * Where a {@code private:} package lies when no platform says so: at its provider, over SSH
 * (dbt-core 1.12 {@code deps/private_package.py}).
 */
final class PrivateUrl {
  private static final List<String> AZURE = List.of("ado", "azure_devops");

  private PrivateUrl() {}

  /**
   * The URL.
   *
   * @param name {@code organisation/repository}, in Azure with the project between them
   * @throws io.epoxy.model.error.EpoxyException for a provider that is not known
   */
  static String of(String name, Optional<String> provider) {
    String known = provider.filter(given -> !given.isEmpty()).orElse("github");
    if (known.equals("github")) {
      return "git@github.com:" + name + ".git";
    }
    if (known.equals("gitlab")) {
      return "git@gitlab.com:" + name + ".git";
    }
    if (!AZURE.contains(known)) {
      throw DependencyError.of(
          "Invalid private package configuration: '"
              + name
              + "' provider: '"
              + known
              + "'. Valid providers are: github, gitlab, ado, azure_devops");
    }
    if (Splitter.on('/').splitToList(name).size() < 3) {
      throw DependencyError.of(
          "The '"
              + known
              + "' provider requires org/project/repo format (3 parts), got: '"
              + name
              + "'");
    }
    return "git@ssh.dev.azure.com:v3/" + name;
  }
}
