package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableSet;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which warnings are errors, by {@code --warn-error} and {@code --warn-error-options} (dbt-common
 * {@code WarnErrorOptionsV2}).
 */
public final class WarnErrors {
  private static final Set<String> ALL = ImmutableSet.of("all", "*");
  private static final String DEPRECATIONS = "Deprecations";

  private final boolean everything;
  private final Set<String> error;
  private final Set<String> warn;
  private final Set<String> silence;

  private WarnErrors(boolean everything, Set<String> error, Set<String> warn, Set<String> silence) {
    this.everything = everything;
    this.error = error;
    this.warn = warn;
    this.silence = silence;
  }

  /** What becomes of one warning. */
  public enum Decision {
    WARN,
    ERROR,
    SILENCE
  }

  /**
   * What the flags say.
   *
   * @throws EpoxyException with code USAGE when the options cannot be read
   */
  public static WarnErrors of(FlagValues flags) {
    Map<String, Object> options = flags.data(Flag.WARN_ERROR_OPTIONS);
    Object error = either(options, "error", "include");
    Object warn = either(options, "warn", "exclude");
    Object silence = options.get("silence");
    boolean all = error instanceof String word && ALL.contains(word);
    if (error instanceof String && !all) {
      throw usage("error must be one of ('all', '*') or a list of strings");
    }
    Set<String> errors = all ? Set.of() : names(error);
    Set<String> warnings = names(warn);
    Set<String> silenced = names(silence);
    if (!warnings.isEmpty()
        && !all
        && !errors.contains(DEPRECATIONS)
        && !silenced.contains(DEPRECATIONS)) {
      throw usage(
          "`warn` can only be specified if `error` is one of ('all', '*') or Deprecations is in"
              + " `error` or silence.");
    }
    for (Object names : Arrays.asList(error, warn, silence)) {
      if (names instanceof List<?> list) {
        list.forEach(WarnErrors::refuseUnknown);
      }
    }
    return new WarnErrors(all || flags.isOn(Flag.WARN_ERROR), errors, warnings, silenced);
  }

  /** What is to become of a warning with this event name. */
  public Decision decide(String name) {
    if (!everything && error.isEmpty() && silence.isEmpty()) {
      return Decision.WARN; // the common case, and the codes need not be read for it
    }
    boolean deprecation = EventCodes.find(name).filter(code -> code.startsWith("D")).isPresent();
    boolean elsewhere = warn.contains(name) || silence.contains(name);
    boolean deprecationElsewhere =
        deprecation && (warn.contains(DEPRECATIONS) || silence.contains(DEPRECATIONS));
    if (error.contains(name) && !elsewhere
        || deprecation && error.contains(DEPRECATIONS) && !elsewhere && !deprecationElsewhere
        || everything && !elsewhere && !deprecationElsewhere) {
      return Decision.ERROR;
    }
    boolean silent =
        silence.contains(name)
            || deprecation
                && silence.contains(DEPRECATIONS)
                && !error.contains(name)
                && !warn.contains(name);
    return silent ? Decision.SILENCE : Decision.WARN;
  }

  private static Object either(Map<String, Object> options, String name, String oldName) {
    Object value = options.get(name);
    Object old = options.get(oldName);
    if (value != null && old != null) {
      throw usage(
          "Only `"
              + oldName
              + "` or `"
              + name
              + "` can be specified in `warn_error_options`, not both");
    }
    return value == null ? old : value;
  }

  /** One word stands for itself: dbt looks names up in whatever was given. */
  private static Set<String> names(Object value) {
    if (value == null) {
      return Set.of();
    }
    if (value instanceof String word) {
      return word.isEmpty() ? Set.of() : Set.of(word);
    }
    if (!(value instanceof List<?> list)) {
      throw usage("'" + value + "' is not a list of event names");
    }
    return list.stream()
        .map(String::valueOf)
        .filter(name -> !isForeign(name))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static void refuseUnknown(Object item) {
    String name = String.valueOf(item);
    if (!name.equals(DEPRECATIONS) && EventCodes.find(name).isEmpty() && !isForeign(name)) {
      throw usage(name + " is not a valid dbt error name.");
    }
  }

  /** Names of warnings that only dbt 2 has; a project may name them for both. */
  public static List<String> foreignNames(FlagValues flags) {
    TreeSet<String> found = new TreeSet<>();
    for (Object names : flags.data(Flag.WARN_ERROR_OPTIONS).values()) {
      if (names instanceof List<?> list) {
        list.stream().map(String::valueOf).filter(WarnErrors::isForeign).forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isForeign(String name) {
    return !name.equals(DEPRECATIONS)
        && EventCodes.find(name).isEmpty()
        && Foreign.NAMES.contains(name);
  }

  /** Read when a name is met that dbt 1 does not know. */
  private static final class Foreign {
    private static final Set<String> NAMES = read();

    private static Set<String> read() {
      try (InputStream in = WarnErrors.class.getResourceAsStream("dbt2-events.txt")) {
        return ImmutableSet.copyOf(
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static EpoxyException usage(String text) {
    return new EpoxyException(ErrorCode.USAGE, "Invalid value for '--warn-error-options': " + text);
  }
}
