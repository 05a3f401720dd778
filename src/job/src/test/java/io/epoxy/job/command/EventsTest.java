package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final List<RunEvent> heard = new ArrayList<>();
  private final Events events =
      new Events(
          heard::add,
          new SecretScrubber(
              Map.of("DBT_ENV_SECRET_KEY", "hunter2", "DBT_ENV_SECRET_LONG", "hunter22", "X", "y")),
          FlagValues.NONE,
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void eventsAreHeldUntilTheRunIsSureToGoOn() {
    events.message(RunEvent.Level.INFO, "A", "one");
    assertThat(heard).isEmpty();

    events.release();
    events.message(RunEvent.Level.INFO, "A", "two");

    assertThat(heard)
        .extracting(event -> ((RunEvent.Message) event).text())
        .containsExactly("one", "two");
  }

  @Test
  void secretsBecomeStarsTheLongestFirst() {
    events.release();
    events.message(RunEvent.Level.INFO, "A", "key hunter22 and hunter2, y stays");

    assertThat(((RunEvent.Message) heard.get(0)).text()).isEqualTo("key ***** and *****, y stays");
  }

  @Test
  void aRunThatWasStoppedStaysSoWhenItIsScrubbed() {
    events.release();
    RunEvent stopped = new RunEvent.RunFinished(Instant.EPOCH, 1.0, List.of(), List.of(), true);
    events.emit(stopped);

    assertThat(heard).containsExactly(stopped);
  }

  /** As dbt's core_types.proto has it. */
  @Test
  void eventsWithoutFieldsHaveNoData() {
    events.release();
    events.message(RunEvent.Level.INFO, "BuildingCatalog", "Building catalog");

    assertThat(((RunEvent.Message) heard.get(0)).data()).isEmpty();
  }

  @Test
  void resultsAreScrubbedToo() {
    NodeResult result =
        new NodeResult(
            new UniqueId("model.p.a"),
            RunStatus.ERROR,
            List.of(),
            "Thread-1",
            0.5,
            Map.of(),
            Optional.of("refused hunter2"),
            OptionalLong.empty(),
            Optional.of("select 'hunter2'"),
            Optional.empty(),
            Optional.empty());

    NodeResult clean = events.scrub(result);

    assertThat(clean.message()).contains("refused *****");
    assertThat(clean.compiledCode()).contains("select '*****'");
  }

  /** dbt-core 1.12: warnings that nothing asks about, unless the project wants all asked. */
  @Test
  void someWarningsAreErrorsOnlyWhereTheProjectHandlesAll() {
    String name = "SpacesInResourceNameDeprecation";
    String flag = "require_all_warnings_handled_by_warn_error";
    FlagValues strict = FlagValues.NONE.with(Flag.WARN_ERROR, true);

    Events lenient = events(new FlagValues(Map.of(flag, false, "warn_error", true)));
    lenient.message(RunEvent.Level.WARN, "SemanticValidationFailure", "odd");
    lenient.release();
    assertThat(heard).hasSize(1);
    assertThatThrownBy(
            () -> lenient.message(RunEvent.Level.WARN, "NoNodeForYamlKey", "no such node"))
        .hasMessageContaining("no such node");

    Events all = events(strict);
    assertThatThrownBy(() -> all.message(RunEvent.Level.WARN, name, "spaces"))
        .hasMessageContaining("spaces");
  }

  @Test
  void someDeprecationsHaveNoHeading() {
    events.release();
    events.message(RunEvent.Level.WARN, "MFCumulativeTypeParamsDeprecation", "moved");
    events.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "one");

    assertThat(heard)
        .extracting(event -> ((RunEvent.Message) event).text())
        .containsExactly("moved", "Deprecated functionality\none");
  }

  /** dbt-core 1.12.3 tells it beside the deprecation that counts such names. */
  @Test
  void theNameWithSpacesIsNoDeprecationOfItsOwn() {
    events.release();
    events.message(RunEvent.Level.WARN, "SpacesInResourceNameDeprecation", "Found spaces");
    events.summarizeDeprecations();

    assertThat(texts()).containsExactly("Found spaces");
  }

  @Test
  void deprecationsAreToldOncePerKindAndSummedUpAtTheEnd() {
    events.release();
    events.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "one");
    events.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "two");
    events.message(RunEvent.Level.WARN, "ModelParamUsageDeprecation", "three");
    events.message(RunEvent.Level.WARN, "DeprecatedModel", "is told each time");
    events.message(RunEvent.Level.WARN, "DeprecatedModel", "is told each time");
    events.summarizeDeprecations();

    assertThat(texts())
        .containsExactly(
            "Deprecated functionality\none",
            "Deprecated functionality\nthree",
            "is told each time",
            "is told each time",
            "Deprecated functionality\nSummary of encountered deprecations:"
                + "\n- ExposureNameDeprecation: 2 occurrences"
                + "\n- ModelParamUsageDeprecation: 1 occurrence"
                + "\nTo see all deprecation instances instead of just the first occurrence of each,"
                + "\nrun command again with the `--show-all-deprecations` flag. You may also need to"
                + "\nrun with `--no-partial-parse` as some deprecations are only encountered during"
                + "\nparsing.");
  }

  @Test
  void everyDeprecationIsToldWhenAllAreWanted() {
    Events all = events(FlagValues.NONE.with(Flag.SHOW_ALL_DEPRECATIONS, true));
    all.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "one");
    all.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "two");
    all.summarizeDeprecations();

    assertThat(texts())
        .containsExactly(
            "Deprecated functionality\none",
            "Deprecated functionality\ntwo",
            "Deprecated functionality\nSummary of encountered deprecations:"
                + "\n- ExposureNameDeprecation: 2 occurrences");
  }

  @Test
  void aCommandWithoutDeprecationsSaysNothingOfThem() {
    events.release();
    events.summarizeDeprecations();
    assertThat(heard).isEmpty();
  }

  @Test
  void deprecationsAreErrorsOrSilentAsTheOptionsSay() {
    Events errors = events(options("error", "Deprecations"));
    assertThatThrownBy(
            () -> errors.message(RunEvent.Level.WARN, "WEOIncludeExcludeDeprecation", "old"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("[WARNING][WEOIncludeExcludeDeprecation]: Deprecated functionality\nold");
    assertThatThrownBy(() -> errors.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "old"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("[WARNING]: Deprecated functionality\nold");

    Events silent = events(options("silence", "ExposureNameDeprecation"));
    silent.message(RunEvent.Level.WARN, "ExposureNameDeprecation", "old");
    assertThat(heard).isEmpty();
  }

  @Test
  void warningsOfTheAdapterAreToldEachTimeAndNotCounted() {
    Events told = events(FlagValues.NONE);
    told.message(RunEvent.Level.WARN, "GetMetaKeyWarning", "one");
    told.message(RunEvent.Level.WARN, "AdapterDeprecationWarning", "two");
    told.message(RunEvent.Level.WARN, "AdapterDeprecationWarning", "three");
    told.summarizeDeprecations();

    assertThat(texts()).containsExactly("one", "two", "three");
  }

  @Test
  void whatIsSaidAtANodeCarriesIt() {
    NodeAtWork work =
        new NodeAtWork(
            new NodeSummary(
                new UniqueId("model.p.a"),
                "a",
                "view",
                "s",
                "a",
                "s.a",
                "a.sql",
                "a.sql",
                "",
                Map.of(),
                NodeSummary.Belonging.NONE),
            NodeAtWork.Phase.COMPILING,
            Instant.EPOCH);
    events.release();
    events.work(work);
    events.message(RunEvent.Level.INFO, "A", "inside");
    events.rest();
    events.message(RunEvent.Level.INFO, "A", "outside");

    assertThat(heard.get(0))
        .isEqualTo(new RunEvent.NodeAdvanced(Instant.EPOCH, "MainThread", work));
    assertThat(((RunEvent.Message) heard.get(1)).work()).contains(work);
    assertThat(((RunEvent.Message) heard.get(2)).work()).isEmpty();
  }

  @Test
  void flagsAndVariablesOfEarlierDaysAreDeprecated() {
    FlagValues flags =
        FlagValues.NONE
            .with(Flag.MODELS, List.of("a"))
            .with(Flag.PRINT, true)
            .with(Flag.PRINTER_WIDTH, 1000)
            .with(Flag.WARN_ERROR_OPTIONS, Map.of("include", List.of(), "exclude", List.of()));
    Map<String, String> env =
        Map.of(
            "DBT_ENGINE_FOO", "1",
            "DBT_ENGINE_TARGET", "dev",
            "DBT_FOO", "1",
            "DBT_NO_PRINT", "0",
            "DBT_DEFER_TO_STATE", "1"); // of no flag of this command
    new FlagDeprecations(flags, env).tell(events(flags));

    assertThat(texts())
        .extracting(text -> text.substring(text.indexOf('\n') + 1))
        .containsExactly(
            "Found custom environment variable `DBT_ENGINE_FOO` in the environment. The prefix"
                + " `DBT_ENGINE` is reserved for dbt engine environment variables. Custom"
                + " environment variables with the prefix `DBT_ENGINE` may cause collisions and"
                + " runtime errors.",
            "Found `include` and `exclude` in `warn_error_options` specification. Please use"
                + " `error` instead of `include`. Please use `warn` instead of `exclude`.",
            "Usage of `--models`, `--model`, and `-m` is deprecated in favor of `--select` or"
                + " `-s`.",
            "The environment variable `DBT_NO_PRINT` has been renamed as `DBT_ENGINE_PRINT`. If"
                + " `DBT_NO_PRINT` is currently set, its value will be used instead of"
                + " `DBT_ENGINE_PRINT`. Set `DBT_ENGINE_PRINT` and unset `DBT_NO_PRINT` to avoid"
                + " this deprecation warning and ensure it works properly in a future release.");
  }

  @Test
  void aSelectorMakesSelectAndExcludeCountForNothing() {
    String told =
        "The --select and --exclude arguments are being ignored for node selection because"
            + " --selector is provided";
    FlagValues selector = FlagValues.NONE.with(Flag.SELECTOR, "s");
    for (Flag ignored : List.of(Flag.SELECT, Flag.EXCLUDE)) {
      heard.clear();
      FlagValues flags = selector.with(ignored, List.of("a"));
      new FlagDeprecations(flags, Map.of()).tell(events(flags));
      assertThat(texts()).containsExactly(told);
    }
    heard.clear();
    new FlagDeprecations(selector, Map.of()).tell(events(selector));
    assertThat(texts()).isEmpty();
  }

  private static FlagValues options(String key, String event) {
    return FlagValues.NONE.with(Flag.WARN_ERROR_OPTIONS, Map.of(key, List.of(event)));
  }

  private Events events(FlagValues flags) {
    Events made =
        new Events(
            heard::add,
            new SecretScrubber(Map.of()),
            flags,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    made.release();
    return made;
  }

  private List<String> texts() {
    return heard.stream().map(event -> ((RunEvent.Message) event).text()).toList();
  }
}
