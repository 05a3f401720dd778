package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a {@code .env} file: the one in the working folder, else in the nearest folder
 * above. Those that the process has already stay as they are (dbt-core 1.12 {@code cli/main.py}).
 *
 * @param variables the new ones
 * @param warnings a sentence for each statement that cannot be read
 */
public record EnvironmentFile(Map<String, String> variables, List<String> warnings) {
  private static final String NAME = ".env";

  /** Turns reading off, as in dbt. */
  private static final String DISABLED = "PYTHON_DOTENV_DISABLED";

  private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*)(?::-([^}]*))?\\}");

  public EnvironmentFile {
    variables = ImmutableMap.copyOf(variables);
    warnings = ImmutableList.copyOf(warnings);
  }

  /**
   * Reads the file that counts for a command.
   *
   * @param folder where the command was started
   * @param env the process's environment
   * @throws EpoxyException when the file cannot be read or is not UTF-8
   */
  public static EnvironmentFile read(Path folder, Map<String, String> env) {
    boolean disabled = YES.contains(env.getOrDefault(DISABLED, "").toLowerCase(Locale.ROOT));
    Optional<Path> file = disabled ? Optional.empty() : find(folder);
    if (file.isEmpty()) {
      return new EnvironmentFile(Map.of(), List.of());
    }
    EnvironmentStatements statements = EnvironmentStatements.read(text(file.get()));
    Map<String, String> values = new LinkedHashMap<>();
    for (EnvironmentStatements.Assignment assignment : statements.assignments()) {
      Optional<String> value = assignment.value().map(written -> resolved(written, values, env));
      values.remove(assignment.name());
      value.ifPresent(known -> values.put(assignment.name(), known));
    }
    values.keySet().removeAll(env.keySet());
    return new EnvironmentFile(
        values,
        statements.unreadable().stream()
            .map(line -> file.get() + ":" + line + ": this is not NAME=value; it is left out.")
            .toList());
  }

  /** The process's environment and what the file adds to it. */
  public Map<String, String> over(Map<String, String> env) {
    Map<String, String> all = new HashMap<>(env);
    variables.forEach(all::putIfAbsent);
    return all;
  }

  private static Optional<Path> find(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(NAME);
      if (Files.exists(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw unreadable(file, e.toString(), e);
    }
  }

  private static EpoxyException unreadable(Path file, String why, Exception cause) {
    return new EpoxyException(
        ErrorCode.USAGE,
        "The environment file cannot be read: " + why,
        SourceLocation.ofFile(file.toString()),
        cause);
  }

  /** {@code ${NAME}} and {@code ${NAME:-otherwise}}; the process's own variables come first. */
  private static String resolved(
      String value, Map<String, String> earlier, Map<String, String> env) {
    Matcher reference = REFERENCE.matcher(value);
    StringBuilder out = new StringBuilder();
    while (reference.find()) {
      String name = reference.group(1);
      String otherwise = reference.group(2) == null ? "" : reference.group(2);
      String found = env.getOrDefault(name, earlier.getOrDefault(name, otherwise));
      reference.appendReplacement(out, Matcher.quoteReplacement(found));
    }
    return reference.appendTail(out).toString();
  }
}
