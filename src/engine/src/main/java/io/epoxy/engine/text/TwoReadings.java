package io.epoxy.engine.text;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A string literal that means one thing as it is written and another one as dbt-glue sends it.
 *
 * @param literal with its quotes
 * @param start where it stands in the statement
 * @param asSent empty where it is no whole literal any more, as {@code 'it\'s'}
 */
public record TwoReadings(String literal, int start, String asWritten, Optional<String> asSent) {
  public TwoReadings {
    Objects.requireNonNull(literal, "literal");
    Objects.requireNonNull(asWritten, "asWritten");
    Objects.requireNonNull(asSent, "asSent");
  }

  /** Those of a statement, in order. */
  public static List<TwoReadings> in(String sql) {
    ImmutableList.Builder<TwoReadings> found = ImmutableList.builder();
    for (SqlToken token : SqlToken.of(sql)) {
      if (token.kind() == SqlToken.Kind.TEXT && token.isClosed()) {
        String written = StringLiteral.value(token);
        Optional<String> sent = sent(token.text());
        if (!sent.equals(Optional.of(written))) {
          found.add(new TwoReadings(token.text(), token.start(), written, sent));
        }
      }
    }
    return found.build();
  }

  private static Optional<String> sent(String literal) {
    List<SqlToken> tokens = SqlToken.of(DbtGlueText.unescaped(literal));
    SqlToken first = tokens.get(0);
    return tokens.size() == 1 && first.kind() == SqlToken.Kind.TEXT && first.isClosed()
        ? Optional.of(StringLiteral.value(first))
        : Optional.empty();
  }
}
