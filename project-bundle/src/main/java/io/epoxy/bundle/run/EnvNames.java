package io.epoxy.bundle.run;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/** Which environment variables a project asks for with {@code env_var()}. */
public final class EnvNames {
  /**
   * dbt-core 1.12 {@code constants.py}: such variables may be read in profiles and packages only.
   */
  private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

  private EnvNames() {}

  public static boolean isSecret(String name) {
    return name.startsWith(SECRET_PREFIX);
  }

  /** The names in {@code env_var('X')}, secret ones left out. */
  public static SortedSet<String> find(String text) {
    throw new UnsupportedOperationException(text);
  }

  /**
   * The part of an environment that a project's files mention, and DBT_ENV_CUSTOM_ENV_*, which
   * artifacts show. Only files that can hold templates are read.
   */
  public static Map<String, String> pick(Map<String, String> env, Collection<Path> files) {
    throw new UnsupportedOperationException(env.toString() + files);
  }
}
