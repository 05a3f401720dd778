package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.WarnErrors.Decision;
import io.epoxy.model.error.EpoxyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expectations as dbt-common's WarnErrorOptionsV2 decides. */
class WarnErrorsTest {
  private static final String SELECTION = "NoNodesForSelectionCriteria";
  private static final String DEPRECATION = "ModelParamUsageDeprecation";

  @Test
  void withoutFlagsAWarningIsAWarning() {
    assertThat(WarnErrors.of(FlagValues.NONE).decide(SELECTION)).isEqualTo(Decision.WARN);
  }

  @Test
  void warnErrorMakesErrorsOfAll() {
    WarnErrors all = WarnErrors.of(FlagValues.NONE.with(Flag.WARN_ERROR, true));
    assertThat(all.decide(SELECTION)).isEqualTo(Decision.ERROR);
    assertThat(all.decide("OfOurOwn")).isEqualTo(Decision.ERROR);
  }

  @Test
  void warnAndSilenceBeatErrorAndSilenceBeatsWarn() {
    WarnErrors some =
        of(
            Map.of(
                "error",
                "all",
                "warn",
                List.of(SELECTION, "NothingToDo"),
                "silence",
                List.of("NothingToDo", "JinjaLogWarning")));
    assertThat(some.decide(SELECTION)).isEqualTo(Decision.WARN);
    assertThat(some.decide("NothingToDo")).isEqualTo(Decision.SILENCE);
    assertThat(some.decide("JinjaLogWarning")).isEqualTo(Decision.SILENCE);
    assertThat(some.decide("UnusedTables")).isEqualTo(Decision.ERROR);
  }

  @Test
  void includeAndExcludeAreTheOldNames() {
    WarnErrors some = of(Map.of("include", "*", "exclude", List.of(SELECTION)));
    assertThat(some.decide(SELECTION)).isEqualTo(Decision.WARN);
    assertThat(some.decide("NothingToDo")).isEqualTo(Decision.ERROR);
  }

  @Test
  void deprecationsAreAGroupThatNamesBeat() {
    WarnErrors some = of(Map.of("error", List.of("Deprecations"), "warn", List.of(DEPRECATION)));
    assertThat(some.decide(DEPRECATION)).isEqualTo(Decision.WARN);
    assertThat(some.decide("PackageRedirectDeprecation")).isEqualTo(Decision.ERROR);
    assertThat(some.decide(SELECTION)).isEqualTo(Decision.WARN);
    WarnErrors silent =
        of(Map.of("error", List.of(DEPRECATION), "silence", List.of("Deprecations")));
    assertThat(silent.decide(DEPRECATION)).isEqualTo(Decision.ERROR);
    assertThat(silent.decide("PackageRedirectDeprecation")).isEqualTo(Decision.SILENCE);
  }

  @Test
  void namesOfDbt2AreLeftOutAndCanBeTold() {
    Map<String, Object> options =
        Map.of(
            "error", List.of("UnusedTables", "AmbiguousName"), "silence", List.of("AccessDenied"));
    WarnErrors some = of(options);
    assertThat(some.decide("UnusedTables")).isEqualTo(Decision.ERROR);
    assertThat(some.decide("AmbiguousName")).isEqualTo(Decision.WARN);
    FlagValues flags = FlagValues.NONE.with(Flag.WARN_ERROR_OPTIONS, options);
    assertThat(WarnErrors.foreignNames(flags)).containsExactly("AccessDenied", "AmbiguousName");
    assertThat(WarnErrors.foreignNames(FlagValues.NONE)).isEmpty();
  }

  @Test
  void configAskedForMetaCanBeNamed() {
    assertThat(of(Map.of("error", List.of("GetMetaKeyWarning"))).decide("GetMetaKeyWarning"))
        .isEqualTo(Decision.ERROR);
  }

  @Test
  void oneWordIsTheOneName() {
    WarnErrors some = of(Map.of("error", "all", "silence", SELECTION, "warn", "all"));
    assertThat(some.decide(SELECTION)).isEqualTo(Decision.SILENCE);
    assertThat(some.decide("NothingToDo")).isEqualTo(Decision.ERROR);
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertRefused(Map.of("error", "some"), "error must be one of ('all', '*')");
    assertRefused(Map.of("error", List.of("Foo")), "Foo is not a valid dbt error name.");
    assertRefused(
        Map.of("warn", List.of(SELECTION)), "`warn` can only be specified if `error` is one of");
    assertRefused(
        Map.of("error", "all", "include", "all"),
        "Only `include` or `error` can be specified in `warn_error_options`, not both");
    assertRefused(Map.of("error", "all", "silence", 3), "'3' is not a list of event names");
    assertRefused(
        Map.of("error", List.of(SELECTION), "warn", List.of("Foo")),
        "`warn` can only be specified if `error` is one of");
    assertRefused(Map.of("warn", "all"), "`warn` can only be specified if `error` is one of");
  }

  private static void assertRefused(Map<String, Object> options, String sentence) {
    assertThatThrownBy(() -> of(options))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Invalid value for '--warn-error-options': ")
        .hasMessageContaining(sentence);
  }

  private static WarnErrors of(Map<String, Object> options) {
    return WarnErrors.of(FlagValues.NONE.with(Flag.WARN_ERROR_OPTIONS, options));
  }
}
