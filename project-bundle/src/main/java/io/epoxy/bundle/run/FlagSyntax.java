package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a flag is written.
 *
 * @param otherNames names besides the one that the constant gives, {@code -t} for example
 * @param choices the words that are allowed; empty allows any
 * @param byDefault the value when nobody gives one; empty leaves it open
 * @param environment which variables give it too
 * @param isOneWay whether a switch has no {@code --no-x}
 */
record FlagSyntax(
    FlagKind kind,
    List<String> otherNames,
    List<String> choices,
    Optional<Object> byDefault,
    Environment environment,
    boolean isOneWay) {
  FlagSyntax {
    Objects.requireNonNull(kind, "kind");
    otherNames = ImmutableList.copyOf(otherNames);
    choices = ImmutableList.copyOf(choices);
    Objects.requireNonNull(byDefault, "byDefault");
    Objects.requireNonNull(environment, "environment");
  }

  /** A flag that the environment can give. */
  static FlagSyntax of(FlagKind kind, String... otherNames) {
    return new FlagSyntax(
        kind, List.of(otherNames), List.of(), Optional.empty(), Environment.VARIABLES, false);
  }

  static FlagSyntax choice(String first, String... others) {
    return of(FlagKind.CHOICE)
        .choices(ImmutableList.<String>builder().add(first).add(others).build())
        .byDefault(first);
  }

  FlagSyntax byDefault(Object value) {
    return new FlagSyntax(kind, otherNames, choices, Optional.of(value), environment, isOneWay);
  }

  FlagSyntax choices(List<String> words) {
    return new FlagSyntax(kind, otherNames, words, byDefault, environment, isOneWay);
  }

  /** The same flag, on the command line only. */
  FlagSyntax typedOnly() {
    return new FlagSyntax(kind, otherNames, choices, byDefault, Environment.NOTHING, isOneWay);
  }

  /** A flag that came after the prefix of dbt's own variables, so that DBT_X never gave it. */
  FlagSyntax engineVariableOnly() {
    return new FlagSyntax(
        kind, otherNames, choices, byDefault, Environment.ENGINE_VARIABLE, isOneWay);
  }

  /** A switch that can only be put on. */
  FlagSyntax oneWay() {
    return new FlagSyntax(kind, otherNames, choices, byDefault, environment, true);
  }

  /** Where a value may come from besides the command line and dbt_project.yml. */
  enum Environment {
    /** DBT_ENGINE_X, else DBT_X. */
    VARIABLES,
    /** DBT_ENGINE_X. */
    ENGINE_VARIABLE,
    NOTHING
  }
}
