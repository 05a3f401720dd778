package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind the name in {@code materialization name, adapter='x'}. */
final class MaterializationHeader {
  private static final List<String> KNOWN = List.of("default", "adapter", "supported_languages");
  private static final List<String> LANGUAGES = List.of("sql", "python", "javascript");

  /** One argument with its value up to the next comma that is in no list and no text. */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          ",\\s*(\\w+)\\s*(?:=\\s*((?:'[^']*'|\"[^\"]*\"|\\[[^\\]]*\\]|[^,'\"\\[])*+))?");

  private static final Pattern LANGUAGE = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private MaterializationHeader() {}

  /** What dbt refuses (dbt-common {@code MaterializationExtension}, dbt-core 1.12). */
  static Optional<EpoxyException> problem(String header, String name, SourceLocation place) {
    Matcher argument = ARGUMENT.matcher(header);
    while (argument.find()) {
      if (!KNOWN.contains(argument.group(1))) {
        return Optional.of(
            error(
                "materialization '"
                    + name
                    + "' received unknown argument '"
                    + argument.group(1)
                    + "'."
                    + Suggestion.of(argument.group(1), KNOWN),
                place));
      }
      if (argument.group(1).equals("supported_languages")) {
        Optional<EpoxyException> wrong = languages(argument.group(2), name, place);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<EpoxyException> languages(
      String value, String name, SourceLocation place) {
    if (value == null || !value.startsWith("[")) {
      return Optional.of(
          error("supported_languages of materialization '" + name + "' must be a list", place));
    }
    Matcher language = LANGUAGE.matcher(value);
    while (language.find()) {
      String given = Optional.ofNullable(language.group(1)).orElse(language.group(2));
      if (!LANGUAGES.contains(given)) {
        return Optional.of(
            error(
                "'"
                    + given
                    + "' is not a valid language of materialization '"
                    + name
                    + "': it must be one of "
                    + String.join(", ", LANGUAGES)
                    + Suggestion.of(given, LANGUAGES),
                place));
      }
    }
    return Optional.empty();
  }

  private static EpoxyException error(String sentence, SourceLocation place) {
    return new EpoxyException(ErrorCode.COMPILATION, sentence, place);
  }
}
