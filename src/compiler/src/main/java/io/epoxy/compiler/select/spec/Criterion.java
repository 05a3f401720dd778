package io.epoxy.compiler.select.spec;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One criterion: {@code 2+tag:nightly+}, or the same as a YAML mapping.
 *
 * @param raw the criterion as written, for messages
 * @param method the word before the colon, or what the value's shape stands for
 * @param arguments the dotted rest of the method, as in {@code config.meta.owner:x}
 * @param value what stands after the colon: text on the command line, any {@link
 *     io.epoxy.model.config.Data} in YAML
 * @param reach which relatives come along
 * @param indirect which tests come along; empty as the command says
 * @param location where it stands, if in a file
 */
public record Criterion(
    String raw,
    String method,
    List<String> arguments,
    Object value,
    Reach reach,
    Optional<IndirectSelection> indirect,
    Optional<SourceLocation> location)
    implements SelectionSpec {

  public Criterion {
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(method, "method");
    arguments = ImmutableList.copyOf(arguments);
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(indirect, "indirect");
    Objects.requireNonNull(location, "location");
    if (reach.childrensParents() && reach.childrenDepth().isPresent()) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Invalid node spec " + raw + " - \"@\" prefix and \"+\" suffix are incompatible",
          location.orElse(null));
    }
  }

  /**
   * A criterion of a dotted method.
   *
   * @param method for example {@code config.meta.owner}
   */
  public static Criterion of(
      String raw,
      String method,
      Object value,
      Reach reach,
      Optional<IndirectSelection> indirect,
      Optional<SourceLocation> location) {
    List<String> parts = Splitter.on('.').splitToList(method);
    return new Criterion(
        raw, parts.get(0), parts.subList(1, parts.size()), value, reach, indirect, location);
  }

  /**
   * The value of a method that compares text.
   *
   * @throws EpoxyException when YAML gives something else
   */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw error(
        "The value of '" + method + "' must be text, not " + value + ". Put it in quotation marks");
  }

  /**
   * The value of a method that holds it against words of the project: what is no text is none of
   * them, and so chooses nothing (dbt-core 1.12 graph/selector_methods.py).
   */
  public Optional<String> word() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A complaint about this criterion. */
  public EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.SELECTION, message, location.orElse(null));
  }

  /** What a value without a method is (dbt-core 1.12 {@code graph/selector_spec.py}). */
  static String methodOf(String value) {
    if (value.contains("/")) {
      return "path";
    }
    String lower = value.toLowerCase(Locale.ROOT);
    boolean file = lower.endsWith(".sql") || lower.endsWith(".py") || lower.endsWith(".csv");
    return file ? "file" : "fqn";
  }

  /**
   * The graph operators of a criterion.
   *
   * @param childrensParents {@code @}: what is below, and all that stands above any of that
   * @param parentsDepth edges upward, {@link Integer#MAX_VALUE} for all; empty for none
   * @param childrenDepth edges downward, likewise
   */
  public record Reach(
      boolean childrensParents, OptionalInt parentsDepth, OptionalInt childrenDepth) {
    public static final Reach NONE = new Reach(false, OptionalInt.empty(), OptionalInt.empty());

    public Reach {
      Objects.requireNonNull(parentsDepth, "parentsDepth");
      Objects.requireNonNull(childrenDepth, "childrenDepth");
    }
  }
}
