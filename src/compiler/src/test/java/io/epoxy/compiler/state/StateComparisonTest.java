package io.epoxy.compiler.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableListMultimap;
import io.epoxy.compiler.state.ComparisonOptions.SourceNames;
import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources as manifests show them; the rules are dbt-core 1.12.3's. */
class StateComparisonTest {
  private static final UniqueId MODEL = new UniqueId("model.p.m");
  private static final UniqueId VERSIONED = new UniqueId("model.p.m.v1");
  private static final UniqueId SEED = new UniqueId("seed.p.s");
  private static final UniqueId CALLED = new UniqueId("macro.p.called");
  private static final UniqueId CALLER = new UniqueId("macro.p.caller");

  private final Map<UniqueId, ShownResource> then = new LinkedHashMap<>();
  private final Map<UniqueId, Map<String, Object>> now = new LinkedHashMap<>();
  private final Map<UniqueId, Map<String, Object>> disabled = new LinkedHashMap<>();
  private final Map<UniqueId, String> macrosThen = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** One key differs; what of it is modified. */
  @ParameterizedTest
  @CsvSource({
    "model.p.m, raw_code, body",
    "model.p.m, fqn, ''",
    "model.p.m, latest_version, ''",
    "model.p.m, access, ''",
    "model.p.m, deprecation_date, ''",
    "snapshot.p.m, raw_code, body",
    "source.p.s.t, identifier, relation",
    "source.p.s.t, unrendered_schema, relation",
    "source.p.s.t, quoting, ''",
    "source.p.s.t, freshness, ''",
    "source.p.s.t, loaded_at_field, ''",
    "source.p.s.t, external, ''",
    "exposure.p.e, owner, ''",
    "exposure.p.e, url, ''",
    "exposure.p.e, description, ''",
    "metric.p.m, type, ''",
    "metric.p.m, label, ''",
    "semantic_model.p.m, measures, ''",
    "semantic_model.p.m, config, configs",
    "saved_query.p.q, tags, ''",
    "unit_test.p.m.u, checksum, ''",
    "function.p.f, arguments, ''",
  })
  void changedKeyIsAModification(String id, String key, String aspect) {
    UniqueId changed = new UniqueId(id);
    then.put(changed, new ShownResource(Map.of(key, "old")));
    now.put(changed, Map.of(key, "new"));

    assertThat(has(Change.MODIFIED, changed)).isTrue();
    assertThat(has(Change.UNMODIFIED, changed)).isFalse();
    assertThat(has(Change.BODY, changed)).isEqualTo(aspect.equals("body"));
    assertThat(has(Change.RELATION, changed)).isEqualTo(aspect.equals("relation"));
    assertThat(has(Change.CONFIGS, changed)).isEqualTo(aspect.equals("configs"));
  }

  @ParameterizedTest
  @CsvSource({
    "model.p.m, description",
    "model.p.m, tags",
    "model.p.m, schema",
    "model.p.m, alias",
    "source.p.s.t, description",
    "source.p.s.t, schema",
    "exposure.p.e, tags",
    "metric.p.m, type_params",
    "unit_test.p.m.u, description",
    "saved_query.p.q, fqn",
  })
  void otherKeysMayChange(String id, String key) {
    UniqueId changed = new UniqueId(id);
    then.put(changed, new ShownResource(Map.of(key, "old")));
    now.put(changed, Map.of(key, "new"));

    assertThat(has(Change.MODIFIED, changed)).isFalse();
    assertThat(has(Change.OLD, changed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "model.p.m, materialized, true",
    "model.p.m, meta, true",
    "model.p.m, my_own_key, true",
    "model.p.m, tags, false",
    "model.p.m, group, false",
    "test.p.t, severity, true",
    "test.p.t, where, true",
    "test.p.t, meta, false",
    "source.p.s.t, tags, true",
    "exposure.p.e, meta, true",
    "metric.p.m, group, false",
    "metric.p.m, meta, true",
  })
  void configsCompareAsWritten(String id, String key, boolean counts) {
    UniqueId changed = new UniqueId(id);
    then.put(changed, new ShownResource(Map.of("unrendered_config", Map.of())));
    now.put(changed, Map.of("unrendered_config", Map.of(key, "{{ var('x') }}")));

    assertThat(has(Change.MODIFIED, changed)).isEqualTo(counts);
    assertThat(has(Change.CONFIGS, changed)).isEqualTo(counts);
    assertThat(has(Change.RELATION, changed)).isFalse();
  }

  @Test
  void nameOfTheRelationIsWhatIsConfigured() {
    then.put(MODEL, new ShownResource(Map.of("alias", "a", "unrendered_config", Map.of())));
    now.put(MODEL, Map.of("alias", "b", "unrendered_config", Map.of("alias", "b")));

    assertThat(has(Change.RELATION, MODEL)).isTrue();
    assertThat(has(Change.CONFIGS, MODEL)).isFalse();
    assertThat(has(Change.MODIFIED, MODEL)).isTrue();
  }

  @Test
  void genericTestIsItsConfigAndItsPlace() {
    UniqueId id = new UniqueId("test.p.t.1");
    then.put(id, new ShownResource(Map.of("raw_code", "a", "test_metadata", Map.of("name", "t"))));
    now.put(id, Map.of("raw_code", "b", "test_metadata", Map.of("name", "t")));

    assertThat(has(Change.MODIFIED, id)).isFalse();
    assertThat(has(Change.BODY, id)).isTrue();
  }

  @Test
  void whatIsNewIsModifiedOnlyWhereItHasCode() {
    UniqueId source = new UniqueId("source.p.s.t");
    UniqueId unitTest = new UniqueId("unit_test.p.m.u");
    for (UniqueId id : List.of(MODEL, source, unitTest)) {
      now.put(id, Map.of());
    }

    assertThat(has(Change.NEW, source)).isTrue();
    assertThat(has(Change.MODIFIED, MODEL)).isTrue();
    assertThat(has(Change.MODIFIED, unitTest)).isTrue();
    assertThat(has(Change.MODIFIED, source)).isFalse();
    assertThat(has(Change.UNMODIFIED, source)).isTrue();
    assertThat(has(Change.RELATION, source)).isTrue();
    assertThat(has(Change.CONTRACT, MODEL)).isTrue();
    assertThat(has(Change.CONFIGS, unitTest)).isFalse();
  }

  @Test
  void descriptionsCountWhenTheyArePersisted() {
    Map<String, Object> columns = Map.of("c", Map.of("description", "old"));
    then.put(MODEL, new ShownResource(Map.of("description", "x", "columns", columns)));
    Map<String, Object> changed = Map.of("c", Map.of("description", "new", "data_type", "int"));
    now.put(MODEL, shown("description", "y", "columns", changed));

    assertThat(has(Change.PERSISTED_DESCRIPTIONS, MODEL)).isFalse();
    now.put(MODEL, persisted("relation", "y", columns));
    assertThat(has(Change.PERSISTED_DESCRIPTIONS, MODEL)).isTrue();
    now.put(MODEL, persisted("columns", "y", columns));
    assertThat(has(Change.PERSISTED_DESCRIPTIONS, MODEL)).isFalse();
    now.put(MODEL, persisted("columns", "y", changed));
    assertThat(has(Change.PERSISTED_DESCRIPTIONS, MODEL)).isTrue();
  }

  @Test
  void changedMacroReachesAllThatCallItHoweverFarAway() {
    now.put(MODEL, Map.of("depends_on", Map.of("macros", List.of(CALLER.value()))));
    then.put(MODEL, new ShownResource(now.get(MODEL)));
    macrosThen.put(CALLER, "caller");
    macrosThen.put(CALLED, "before");

    assertThat(has(Change.MACROS, MODEL)).isTrue();
    assertThat(has(Change.MODIFIED, MODEL)).isTrue();
    macrosThen.put(CALLED, "called");
    assertThat(has(Change.MACROS, MODEL)).isFalse();
    assertThat(has(Change.MODIFIED, MODEL)).isFalse();
  }

  @Test
  void builtInMacrosOfAnotherProgramAreNoChange() {
    UniqueId builtIn = new UniqueId("macro.dbt.concat");
    now.put(MODEL, Map.of("depends_on", Map.of("macros", List.of(builtIn.value()))));
    then.put(MODEL, new ShownResource(now.get(MODEL)));
    macrosThen.put(CALLER, "caller");
    macrosThen.put(CALLED, "called");
    macrosThen.put(builtIn, "as dbt has it");
    macrosThen.put(new UniqueId("macro.dbt_duckdb.load"), "of another adapter");

    assertThat(has(Change.MACROS, MODEL)).isFalse();
    assertThat(has(Change.MODIFIED, MODEL)).isFalse();
  }

  @Test
  void seedsCompareByChecksumAndLargeOnesByPath() {
    seed("sha256", "1", "sha256", "2");
    assertThat(has(Change.BODY, SEED)).isTrue();
    seed("none", "", "none", "");
    assertThat(has(Change.BODY, SEED)).isTrue();
    assertThat(warnings).isEmpty();

    seed("path", "s.csv", "path", "s.csv");
    assertThat(has(Change.MODIFIED, SEED)).isFalse();
    seed("path", "s.csv", "path", "t.csv");
    assertThat(has(Change.BODY, SEED)).isTrue();
    seed("sha256", "1", "path", "s.csv");
    assertThat(has(Change.BODY, SEED)).isTrue();

    assertThat(warnings)
        .containsExactly(
            "Found a seed (p.s) >1MiB in size at the same path, dbt cannot tell if it has changed:"
                + " assuming they are the same",
            "Found a seed (p.s) >1MiB in size. The previous file was in a different location,"
                + " assuming it has changed",
            "Found a seed (p.s) >1MiB in size. The previous file was <=1MiB, so it has changed");
  }

  @Test
  void contractMayGrow() {
    contract(MODEL, Map.of("a", "int"), "1", Map.of("a", "int", "b", "string"), "2");

    assertThat(has(Change.CONTRACT, MODEL)).isTrue();
    assertThat(has(Change.MODIFIED, MODEL)).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void brokenContractIsWarnedOfOnceAndSizesMayChange() {
    contract(
        MODEL,
        Map.of("a", "int", "b", "varchar(3)", "c", "int"),
        "1",
        Map.of("b", "VARCHAR(9)", "c", "date"),
        "2");
    Changes changes = changes();

    assertThat(changes.has(Change.CONTRACT, MODEL)).isTrue();
    assertThat(changes.has(Change.MODIFIED, MODEL)).isTrue();
    assertThat(warnings)
        .containsExactly(
            "Breaking change to contracted, unversioned model m (models/m.sql)\n"
                + "While comparing to previous project state, dbt detected a breaking change to an"
                + " unversioned model.\n"
                + "  - Columns were removed: \n    - a\n"
                + "  - Columns with data_type changes: \n    - c (int -> date)\n");
  }

  @Test
  void brokenContractOfAVersionIsAnError() {
    contract(VERSIONED, Map.of("a", "int"), "1", Map.of(), null);

    assertThatThrownBy(() -> has(Change.CONTRACT, VERSIONED))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.CONTRACT_BREAK))
        .hasMessage(
            "Breaking change to contract Error in model m (models/m.sql)\n"
                + "  While comparing to previous project state, dbt detected a breaking change to"
                + " an enforced contract.\n"
                + "    - Contract enforcement was removed: Previously, this model had an enforced"
                + " contract. It is no longer configured to enforce its contract, and this is a"
                + " breaking change.\n"
                + "    - Columns were removed: \n"
                + "      - a\n"
                + "  Consider making an additive (non-breaking) change instead, if possible.\n"
                + "  Otherwise, create a new model version:"
                + " https://docs.getdbt.com/docs/collaborate/govern/model-versions");
  }

  @Test
  void contractedModelThatIsGoneIsWarnedOf() {
    contract(MODEL, Map.of("a", "int"), "1", Map.of(), "2");
    now.clear();

    changes().checkRemoved(Change.NEW);
    assertThat(warnings).isEmpty();
    changes().checkRemoved(Change.UNMODIFIED);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("Contracted model 'model.p.m' was deleted or renamed.");
  }

  @Test
  void contractedVersionThatIsDisabledIsAnErrorUnlessItIsPastItsDate() {
    contract(VERSIONED, Map.of("a", "int"), "1", Map.of("a", "int"), "1");
    disabled.put(VERSIONED, now.remove(VERSIONED));

    assertThatThrownBy(() -> changes().checkRemoved(Change.MODIFIED))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("Contracted model 'model.p.m.v1' was disabled.");
    disabled.get(VERSIONED).put("deprecation_date", "2020-01-01T00:00:00+00:00");
    changes().checkRemoved(Change.MODIFIED);
    assertThat(warnings).isEmpty();
  }

  @Test
  void sourcesCanBeComparedByTheirRenderedNames() {
    UniqueId id = new UniqueId("source.p.s.t");
    then.put(id, new ShownResource(Map.of("schema", "dev", "unrendered_schema", "{{ s }}")));
    now.put(id, Map.of("schema", "prod", "unrendered_schema", "{{ s }}"));

    assertThat(has(Change.RELATION, id)).isFalse();
    assertThat(changes(SourceNames.RENDERED).has(Change.RELATION, id)).isTrue();
  }

  @Test
  void valuesCompareAsJsonHasThem() {
    then.put(MODEL, new ShownResource(Map.of("latest_version", 1L, "access", "2024-01-02")));
    now.put(MODEL, Map.of("latest_version", 1.0, "access", LocalDate.of(2024, 1, 2)));

    assertThat(has(Change.MODIFIED, MODEL)).isFalse();
    now.put(MODEL, Map.of("latest_version", "1", "access", "2024-01-02"));
    assertThat(has(Change.MODIFIED, MODEL)).isTrue();
  }

  @Test
  void resultsAndFreshnessComeFromTheirFiles() {
    Instant early = Instant.parse("2026-01-01T00:00:00Z");
    UniqueId same = new UniqueId("source.p.s.same");
    UniqueId later = new UniqueId("source.p.s.later");
    UniqueId added = new UniqueId("source.p.s.added");
    PreviousState previous =
        new PreviousState(
            Optional.empty(),
            Optional.of(ImmutableListMultimap.of("partial success", MODEL)),
            Optional.of(Map.of(same, early, later, early)),
            Optional.of(Map.of(same, early, later, early.plusSeconds(1), added, early)));
    StateComparison state = StateComparison.of(previous, current(), options(SourceNames.RENDERED));

    assertThat(state.withStatus("partial success")).containsExactly(MODEL);
    assertThat(state.withStatus("error")).isEmpty();
    assertThat(state.fresherSources()).containsExactlyInAnyOrder(later, added);
    assertThatThrownBy(state::changes)
        .hasMessageStartingWith("Got a state selector method, but no comparison manifest");
  }

  @Test
  void missingArtifactsAreNamed() {
    assertThatThrownBy(() -> StateComparison.NONE.withStatus("error"))
        .hasMessageStartingWith("No comparison run_results");
    assertThatThrownBy(StateComparison.NONE::fresherSources)
        .hasMessageStartingWith("No previous state comparison freshness results in sources.json")
        .extracting(e -> ((EpoxyException) e).code())
        .isEqualTo(ErrorCode.SELECTION);
  }

  private void seed(String wayThen, String then, String wayNow, String now) {
    this.then.put(SEED, new ShownResource(checksum(wayThen, then)));
    this.now.put(SEED, checksum(wayNow, now));
  }

  private static Map<String, Object> checksum(String way, String value) {
    return shown(
        "name", "s", "package_name", "p", "checksum", Map.of("name", way, "checksum", value));
  }

  private void contract(
      UniqueId id,
      Map<String, String> columnsThen,
      String checksumThen,
      Map<String, String> columnsNow,
      String checksumNow) {
    Object version = id.equals(VERSIONED) ? 1L : null;
    then.put(id, new ShownResource(contracted(version, columnsThen, checksumThen)));
    now.put(id, contracted(version, columnsNow, checksumNow));
  }

  private static Map<String, Object> contracted(
      Object version, Map<String, String> columns, String checksum) {
    Map<String, Object> all = new LinkedHashMap<>();
    columns.forEach((name, type) -> all.put(name, Map.of("name", name, "data_type", type)));
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("enforced", checksum != null);
    contract.put("checksum", checksum);
    Map<String, Object> model =
        shown("name", "m", "original_file_path", "models/m.sql", "columns", all);
    model.put("contract", contract);
    model.put("version", version);
    return model;
  }

  private static Map<String, Object> persisted(
      String what, String description, Map<String, Object> columns) {
    return shown(
        "description",
        description,
        "columns",
        columns,
        "config",
        Map.of("persist_docs", Map.of(what, true)));
  }

  private static Map<String, Object> shown(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private boolean has(Change change, UniqueId id) {
    return changes().has(change, id);
  }

  private Changes changes() {
    return changes(SourceNames.UNRENDERED);
  }

  private Changes changes(SourceNames names) {
    PreviousState previous =
        new PreviousState(
            Optional.of(new PreviousManifest(then, macrosThen)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return StateComparison.of(previous, current(), options(names)).changes();
  }

  private ComparisonOptions options(SourceNames names) {
    return new ComparisonOptions(
        names,
        1,
        Instant.parse("2026-01-01T00:00:00Z"),
        (level, event, text) -> warnings.add(text));
  }

  private CurrentProject current() {
    Map<UniqueId, Macro> macros =
        Map.of(CALLED, macro(CALLED, List.of()), CALLER, macro(CALLER, List.of(CALLED)));
    Manifest manifest = Manifest.builder("p", "glue").macros(macros).build();
    return new CurrentProject() {
      @Override
      public Manifest manifest() {
        return manifest;
      }

      @Override
      public Map<String, Object> shown(UniqueId id) {
        return now.get(id);
      }

      @Override
      public Map<String, Object> shownDisabled(UniqueId id) {
        return disabled.getOrDefault(id, Map.of());
      }
    };
  }

  private static Macro macro(UniqueId id, List<UniqueId> calls) {
    String name = id.value().substring(id.value().lastIndexOf('.') + 1);
    return new Macro(
        id,
        name,
        "p",
        "macros/m.sql",
        "macros/m.sql",
        name,
        SourceLocation.ofFile("macros/m.sql"),
        calls,
        "",
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        0);
  }
}
