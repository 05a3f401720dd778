package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which environment variables a project asks for with {@code env_var()}. Read from the text, not
 * from rendered templates: a name that a template puts together is not found.
 */
public final class EnvNames {
  /**
   * dbt-core 1.12 {@code constants.py}: such variables may be read in profiles and packages only.
   */
  private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

  /** The same: every artifact shows these. */
  private static final String CUSTOM_PREFIX = "DBT_ENV_CUSTOM_ENV_";

  /** A constant name that is the whole first argument. */
  private static final Pattern CALL =
      Pattern.compile("\\benv_var\\s*\\(\\s*(?:var\\s*=\\s*)?(['\"])([^'\"]+)\\1\\s*[,)]");

  /** Files that dbt renders; seeds, say, are data. */
  private static final Set<String> RENDERED = ImmutableSet.of("sql", "yml", "yaml", "md", "py");

  private EnvNames() {}

  public static boolean isSecret(String name) {
    return name.startsWith(SECRET_PREFIX);
  }

  /** The names in {@code env_var('X')}, secret ones left out. */
  public static SortedSet<String> find(String text) {
    SortedSet<String> names = new TreeSet<>();
    Matcher calls = CALL.matcher(text);
    while (calls.find()) {
      if (!isSecret(calls.group(2))) {
        names.add(calls.group(2));
      }
    }
    return names;
  }

  /**
   * The part of an environment that a project's files mention, and DBT_ENV_CUSTOM_ENV_*, which
   * artifacts show. Only files that can hold templates are read. Sorted by name.
   */
  public static Map<String, String> pick(Map<String, String> env, Collection<Path> files) {
    SortedSet<String> names = new TreeSet<>();
    env.keySet().stream().filter(name -> name.startsWith(CUSTOM_PREFIX)).forEach(names::add);
    for (Path file : files) {
      if (RENDERED.contains(extension(file))) {
        names.addAll(find(text(file)));
      }
    }
    ImmutableMap.Builder<String, String> picked = ImmutableMap.builder();
    for (String name : names) {
      if (env.containsKey(name)) {
        picked.put(name, env.get(name));
      }
    }
    return picked.buildOrThrow();
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot read " + file + ": " + e, null, e);
    }
  }
}
