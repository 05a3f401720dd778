package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --defer} from the flag to the SQL, with a manifest that this program wrote. */
class DeferringTest {
  private static final UniqueId READER = new UniqueId("model.e.reader");

  @TempDir private Path folder;
  private Path state;

  @BeforeEach
  void writeProjectAndState() throws IOException {
    file("dbt_project.yml", "{name: e, version: '1.0', profile: e}");
    file("models/table.sql", "{{ config(materialized='table') }}select 1 as i");
    file("models/reader.sql", "select {{ function('f') }}(i) from {{ ref('table') }}");
    file("functions/f.sql", "1");
    file(
        "functions/f.yml",
        "functions: [{name: f, arguments: [{name: i, data_type: int}], returns: {data_type: int}}]");
    profile("prod");
    state = folder.resolve("state");
    new ListedProject(folder, Optional.empty()).writeState(state);
    profile("dev");
  }

  @Test
  void whatIsMissingHereIsTakenFromTheOtherState() {
    assertThat(compiled(List.of("--defer", "true"), List.of(READER)))
        .isEqualTo("select prod.f(i) from prod.table");
  }

  @Test
  void aQueryOfTheCommandLineReadsTheOtherStateToo() {
    CommandContext context =
        new ListedProject(folder, Optional.of(state))
            .open(List.of("--defer", "true", "--inline", "select * from {{ ref('table') }}"));
    ChosenNodes chosen = ChosenNodes.of(context, CompileCommand.COMPILED);

    assertThat(CompileCommand.compiled(query(chosen), chosen.context(), new EmptyWarehouse()).sql())
        .isEqualTo("select * from prod.table");
  }

  private static Node query(ChosenNodes chosen) {
    return chosen.context().manifest().findNode(chosen.ids().get(0)).orElseThrow();
  }

  @Test
  void withoutTheFlagNothingIs() {
    assertThat(compiled(List.of("--defer", "false"), List.of(READER)))
        .isEqualTo("select dev.f(i) from dev.table");
  }

  @Test
  void theStateMustBeNamedAndHaveAManifest() throws IOException {
    assertThatThrownBy(() -> compiled(Optional.empty(), List.of("--defer", "true"), List.of()))
        .hasMessage("--state or --defer-state are required for deferral, but neither was provided");
    Files.delete(state.resolve("manifest.json"));
    assertThatThrownBy(() -> compiled(List.of("--defer", "true"), List.of()))
        .hasMessage("Could not find manifest in --state path: \"" + state + "\"");
  }

  private String compiled(List<String> flags, List<UniqueId> selected) {
    return compiled(Optional.of(state), flags, selected);
  }

  private String compiled(Optional<Path> from, List<String> flags, List<UniqueId> selected) {
    CommandContext context = new ListedProject(folder, from).open(flags);
    context.compiler().begin(Deferring.scope(context, selected));
    return context.compiler().compile(context.manifest(), READER, new EmptyWarehouse()).sql();
  }

  private void profile(String schema) throws IOException {
    file(
        "profiles.yml",
        "e: {target: t, outputs: {t: {type: glue, threads: 1, schema: " + schema + "}}}");
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
