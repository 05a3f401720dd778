package io.epoxy.bundle.console;

import static io.epoxy.bundle.console.Events.AT;
import static io.epoxy.bundle.console.Events.NOT_NULL;
import static io.epoxy.bundle.console.Events.ORDERS;
import static io.epoxy.bundle.console.Events.REPORT;
import static io.epoxy.bundle.console.Events.finished;
import static io.epoxy.bundle.console.Events.model;
import static io.epoxy.bundle.console.Events.result;
import static io.epoxy.bundle.console.Events.started;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.console.ConsoleOptions.Format;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleListenerTest {
  @Test
  void printsARunThatGoesWellAsDbtDoes() throws IOException {
    assertThat(print(success(), text())).isEqualTo(golden("success.txt"));
  }

  @Test
  void printsFailuresSkipsAndWarningsAsDbtDoes() throws IOException {
    assertThat(print(failure(), text())).isEqualTo(golden("failure.txt"));
  }

  @Test
  void colours() throws IOException {
    String printed =
        print(failure(), options(Format.TEXT, Colours.ON, RunEvent.Level.INFO))
            .replace("\u001b[31m", "{red}")
            .replace("\u001b[32m", "{green}")
            .replace("\u001b[33m", "{yellow}")
            .replace("\u001b[0m", "{end}");
    assertThat(printed).isEqualTo(golden("failure-coloured.txt"));
  }

  @Test
  void whatDebugFindsIsGreenOrRed() {
    List<RunEvent> events = new ArrayList<>();
    for (String text : List.of("git [OK found]", "x [ERROR not found]", "2 checks failed:")) {
      events.add(new RunEvent.Message(AT, RunEvent.Level.INFO, "DebugCmdOut", text));
    }
    assertThat(print(events, options(Format.TEXT, Colours.ON, RunEvent.Level.INFO)))
        .contains(
            "git [\u001b[32mOK found\u001b[0m]",
            "x [\u001b[31mERROR not found\u001b[0m]",
            "  \u001b[31m2 checks failed:\u001b[0m");
    assertThat(print(events, text())).contains("git [OK found]", "  2 checks failed:");
  }

  @Test
  void quietLeavesErrorsAndWhatWasAskedFor() throws IOException {
    List<RunEvent> events = new ArrayList<>(failure());
    events.add(new RunEvent.Output(AT, "shop.orders"));
    assertThat(print(events, options(Format.TEXT, Colours.OFF, RunEvent.Level.ERROR)))
        .isEqualTo(golden("failure-quiet.txt"));
  }

  @Test
  void jsonHasOneObjectPerLineAndNoColours() throws IOException {
    ConsoleOptions json = options(Format.JSON, Colours.ON, RunEvent.Level.INFO);
    String printed =
        print(failure(), json)
            .replace("\"pid\":" + ProcessHandle.current().pid() + ",", "\"pid\":1,");
    ObjectMapper mapper = new ObjectMapper();
    for (String line : printed.strip().split("\n", -1)) {
      JsonNode info = mapper.readTree(line).path("info");
      assertThat(info.path("invocation_id").asText()).isEqualTo("the-id");
      assertThat(info.path("ts").asText()).isEqualTo("2026-11-21T09:08:07.654321Z");
    }
    assertThat(printed).isEqualTo(golden("failure.jsonl"));
  }

  @Test
  void theResultOfASeedNamesItsTableInJson() throws IOException {
    NodeSummary seed =
        new NodeSummary(
            new UniqueId("seed.shop.cities"),
            "cities",
            "seed",
            "lake",
            "towns",
            "lake.towns",
            "seeds/cities.csv",
            "cities.csv",
            "c0ffee",
            Map.of(),
            NodeSummary.Belonging.NONE);
    List<RunEvent> events =
        List.of(
            Events.finished(1, 1, seed, Events.result(seed, RunStatus.SUCCESS, "INSERT 3", -1)));
    String printed = print(events, options(Format.JSON, Colours.OFF, RunEvent.Level.INFO));
    JsonNode data = new ObjectMapper().readTree(printed).path("data");
    assertThat(List.of("schema", "relation", "status", "result_message"))
        .extracting(key -> data.path(key).asText())
        .containsExactly("lake", "towns", "success", "INSERT 3");
    assertThat(data.has("description")).isFalse();
  }

  @Test
  void aCommandThatCannotRunHasDbtsHeading() {
    RunEvent failed =
        new RunEvent.CommandFailed(AT, "Compilation Error", "Model 'a' is wrong\n  at a.sql:3");
    assertThat(print(List.of(failed), text()))
        .isEqualTo(
            "09:08:07  [ERROR]: Encountered an error:\n"
                + "Compilation Error\n"
                + "  Model 'a' is wrong\n"
                + "    at a.sql:3\n");
  }

  @Test
  void aTextThatBeginsWithItsHeadingGetsNoOther() {
    String text = "Parsing Error in model a (models/a.sql)\n  it is wrong";
    RunEvent failed = new RunEvent.CommandFailed(AT, "Parsing Error", text);

    assertThat(print(List.of(failed), text()))
        .isEqualTo("09:08:07  [ERROR]: Encountered an error:\n" + text + "\n");
  }

  @Test
  void messagesCarryTheirLevel() {
    List<RunEvent> events =
        List.of(
            message(RunEvent.Level.DEBUG, "one"),
            message(RunEvent.Level.INFO, "two"),
            message(RunEvent.Level.WARN, "three"),
            message(RunEvent.Level.ERROR, "four"));
    assertThat(print(events, text()))
        .isEqualTo("09:08:07  two\n09:08:07  [WARNING]: three\n09:08:07  [ERROR]: four\n");
    assertThat(print(events, options(Format.TEXT, Colours.OFF, RunEvent.Level.DEBUG)))
        .startsWith("09:08:07  one\n");
  }

  @Test
  void whatIsSaidWhileANodeIsWorkedOnCarriesTheNode() throws IOException {
    NodeAtWork work = new NodeAtWork(ORDERS, NodeAtWork.Phase.EXECUTING, AT);
    List<RunEvent> events =
        List.of(
            new RunEvent.NodeAdvanced(AT, "Thread-3", work),
            new RunEvent.Message(
                AT,
                "Thread-3",
                Optional.of(work),
                RunEvent.Level.WARN,
                "JinjaLogWarning",
                "careful",
                Map.of("msg", "careful")));
    String[] printed =
        print(events, options(Format.JSON, Colours.OFF, RunEvent.Level.DEBUG)).split("\n", -1);
    JsonNode advanced = new ObjectMapper().readTree(printed[0]);
    JsonNode warned = new ObjectMapper().readTree(printed[1]);

    assertThat(advanced.at("/info/name").asText()).isEqualTo("NodeExecuting");
    assertThat(advanced.at("/info/code").asText()).isEqualTo("Q031");
    assertThat(advanced.at("/info/msg").asText())
        .isEqualTo("Began executing node model.shop.orders");
    assertThat(warned.at("/info/code").asText()).isEqualTo("I061");
    assertThat(warned.at("/info/thread").asText()).isEqualTo("Thread-3");
    assertThat(warned.at("/data/node_info")).isEqualTo(advanced.at("/data/node_info"));
    assertThat(warned.at("/data/node_info/node_status").asText()).isEqualTo("executing");
    assertThat(warned.at("/data/node_info/node_started_at").asText())
        .isEqualTo("2026-11-21T09:08:07.654321");
  }

  /** dbt-core 1.12: a unit test is a definition until it has become a query, which has no name. */
  @Test
  void aUnitTestIsShownAsDbtHasItInHand() throws IOException {
    NodeSummary unit =
        new NodeSummary(
            new UniqueId("unit_test.shop.orders.adds_up"),
            "adds_up",
            "unit",
            "lake",
            "adds_up",
            "",
            "models/schema.yml",
            "models/adds_up.sql",
            "",
            Map.of(),
            new NodeSummary.Belonging("", "schema.yml", Map.of()));
    NodeResult fail = result(unit, RunStatus.FAIL, "differs", 1);
    List<JsonNode> lines = debugLines(List.of(started(1, 1, unit), finished(1, 1, unit, fail)));
    for (int line : List.of(0, 1, 3)) {
      JsonNode info = lines.get(line).at("/data/node_info");
      assertThat(info.path("node_path").asText()).isEqualTo("schema.yml");
      assertThat(info.path("materialized").asText()).isEmpty();
      assertThat(info.at("/node_relation/alias").asText()).isEmpty();
    }
    JsonNode told = lines.get(2).path("data");
    assertThat(told.path("name").asText()).isEqualTo("orders::adds_up");
    assertThat(told.at("/node_info/node_path").asText()).isEqualTo("models/adds_up.sql");
    assertThat(told.at("/node_info/node_status").asText()).isEqualTo("None");
  }

  @Test
  void resultsNameTheGroupAndTheNodeUnderTest() throws IOException {
    Map<String, Object> group =
        Map.of("name", "g", "package_name", "shop", "owner", Map.of("email", "us@shop"));
    NodeSummary test =
        new NodeSummary(
                NOT_NULL.uniqueId(),
                NOT_NULL.name(),
                "test",
                "audit",
                NOT_NULL.alias(),
                "",
                NOT_NULL.path(),
                NOT_NULL.nodePath(),
                "",
                Map.of(),
                new NodeSummary.Belonging("model.shop.orders", "", Map.of()))
            .inGroup(group);
    NodeResult fail = result(test, RunStatus.FAIL, "Got 2 results", 2);
    RunEvent end = new RunEvent.RunFinished(AT, 0.5, List.of(test), List.of(fail));
    List<JsonNode> lines = debugLines(List.of(finished(1, 1, test, fail), end));
    JsonNode told = lines.get(0).path("data");
    assertThat(told.path("attached_node").asText()).isEqualTo("model.shop.orders");
    for (String name : List.of("LogTestResult", "RunResultFailure", "RunResultError")) {
      assertThat(named(lines, name).at("/data/group/owner/email").asText()).isEqualTo("us@shop");
    }
    assertThat(named(lines, "RunResultError").at("/data/node_info/node_status").asText())
        .isEqualTo("None");
  }

  @Test
  void aSkippedNodeHasBegun() throws IOException {
    NodeResult skip = result(REPORT, RunStatus.SKIPPED, null, -1);
    List<JsonNode> lines = debugLines(List.of(finished(1, 1, REPORT, skip)));
    assertThat(lines)
        .extracting(line -> line.at("/info/name").asText())
        .containsExactly("NodeStart", "SkippingDetails", "NodeFinished");
    assertThat(lines.get(1).at("/data/node_info/node_started_at").asText()).isNotEmpty();
  }

  @Test
  void timesHaveMicroseconds() throws IOException {
    java.time.Instant precise = java.time.Instant.parse("2026-11-21T09:08:07.123456789Z");
    NodeResult done = result(ORDERS, RunStatus.SUCCESS, "OK", -1);
    NodeResult timed =
        new NodeResult(
            done.uniqueId(),
            done.status(),
            List.of(new io.epoxy.model.result.Timing("execute", precise, precise)),
            done.threadId(),
            1.0,
            Map.of(),
            Optional.empty(),
            java.util.OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    List<JsonNode> lines = debugLines(List.of(finished(1, 1, ORDERS, timed)));
    assertThat(lines.get(1).at("/data/run_result/timing_info/0/completed_at").asText())
        .isEqualTo("2026-11-21T09:08:07.123456Z");
  }

  private static List<JsonNode> debugLines(List<RunEvent> events) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String printed = print(events, options(Format.JSON, Colours.OFF, RunEvent.Level.DEBUG));
    for (String line : printed.strip().split("\n", -1)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static JsonNode named(List<JsonNode> lines, String name) {
    return lines.stream()
        .filter(line -> line.at("/info/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRunThatIsCutShortSaysWhyBeforeItSumsUp() {
    NodeResult failed = result(ORDERS, RunStatus.ERROR, "Database Error", -1);
    NodeResult left = result(REPORT, RunStatus.SKIPPED, "Skipping due to fail_fast", -1);
    List<RunEvent> events =
        List.of(
            new RunEvent.NodeCancelled(AT, "Thread-1", REPORT.uniqueId()),
            new RunEvent.RunCutShort(AT, ORDERS, failed),
            new RunEvent.RunFinished(AT, 0.5, List.of(ORDERS, REPORT), List.of(failed, left)));
    String failure =
        "09:08:07  \n09:08:07  [ERROR]: in model orders (models/orders.sql)\n"
            + "09:08:07    Database Error\n09:08:07  \n"
            + "09:08:07    compiled code at target/compiled/shop/models/orders.sql\n09:08:07  \n";
    assertThat(print(events, text()))
        .startsWith(
            "09:08:07  CANCEL query model.shop.report ........................................"
                + "......... [CANCEL]\n"
                + failure
                + "09:08:07  Finished running ")
        .contains("Completed with 2 errors, 0 partial successes, and 0 warnings:\n" + failure)
        .endsWith("Done. PASS=0 WARN=0 ERROR=1 SKIP=1 NO-OP=0 REUSED=0 TOTAL=2\n");
  }

  @Test
  void aRunThatWasStoppedSaysSo() {
    NodeResult failed = result(ORDERS, RunStatus.ERROR, "Database Error", -1);
    RunEvent finished = new RunEvent.RunFinished(AT, 0.5, List.of(ORDERS), List.of(failed), true);
    assertThat(print(List.of(finished), text()))
        .contains("\n09:08:07  Exited because of keyboard interrupt\n")
        .contains("09:08:07  [ERROR]: in model orders (models/orders.sql)\n")
        .endsWith("Done. PASS=0 WARN=0 ERROR=1 SKIP=0 NO-OP=0 REUSED=0 TOTAL=1\n");
  }

  @Test
  void nothingIsSummedUpWhenNothingRan() {
    RunEvent finished = new RunEvent.RunFinished(AT, 0.1, List.of(), List.of());
    assertThat(print(List.of(finished), text())).isEmpty();
  }

  /** dbt's clone, and its seed when it has nothing to do. */
  @Test
  void aCommandMayEndWithoutCountingNodes() {
    NodeResult done = result(ORDERS, RunStatus.SUCCESS, "OK", -1);
    RunEvent.RunFinished.Ending ending = RunEvent.RunFinished.Ending.RESULTS;
    assertThat(
            print(
                List.of(
                    new RunEvent.RunFinished(
                        AT, 0.1, List.of(ORDERS), List.of(done), false, ending)),
                text()))
        .doesNotContain("Finished running")
        .contains("Completed successfully")
        .endsWith("TOTAL=1\n");
    RunEvent nothing = new RunEvent.RunFinished(AT, 0.1, List.of(), List.of(), false, ending);
    assertThat(print(List.of(nothing), text())).endsWith("TOTAL=0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5|in 0 hours 0 minutes and 0.50 seconds (0.50s).",
        "59.999|in 0 hours 0 minutes and 60.00 seconds (60.00s).",
        "61.5|in 0 hours 1 minutes and 1.50 seconds (61.50s).",
        "3725.25|in 1 hours 2 minutes and 5.25 seconds (3725.25s)."
      })
  void spellsTheTimeOut(double seconds, String words) {
    RunEvent finished =
        new RunEvent.RunFinished(
            AT, seconds, List.of(ORDERS), List.of(result(ORDERS, RunStatus.SUCCESS, "OK", -1)));
    assertThat(print(List.of(finished), text()))
        .contains("Finished running 1 table model " + words);
  }

  @Test
  void aLongNameIsNotPadded() {
    NodeSummary node = model("a".repeat(90), "view");
    assertThat(print(List.of(started(1, 1, node)), text()))
        .isEqualTo("09:08:07  1 of 1 START sql view model lake." + "a".repeat(90) + "  [RUN]\n");
  }

  private static List<RunEvent> success() {
    List<RunEvent> events = new ArrayList<>(Events.opening(3));
    NodeResult orders = result(ORDERS, RunStatus.SUCCESS, "OK", -1);
    NodeResult test = result(NOT_NULL, RunStatus.PASS, null, 0);
    NodeResult report = result(REPORT, RunStatus.SUCCESS, "MERGE 12", -1);
    events.add(started(1, 3, ORDERS));
    events.add(finished(1, 3, ORDERS, orders));
    events.add(started(2, 3, NOT_NULL));
    events.add(finished(2, 3, NOT_NULL, test));
    events.add(started(3, 3, REPORT));
    events.add(finished(3, 3, REPORT, report));
    events.add(
        new RunEvent.RunFinished(
            AT, 2.345, List.of(ORDERS, NOT_NULL, REPORT), List.of(orders, test, report)));
    return events;
  }

  private static List<RunEvent> failure() {
    List<RunEvent> events = new ArrayList<>(Events.opening(5));
    NodeSummary broken = model("broken", "view");
    NodeSummary singular =
        new NodeSummary(
            new io.epoxy.model.graph.UniqueId("test.shop.few_rows"),
            "few_rows",
            "test",
            "lake",
            "few_rows",
            "",
            "tests/few_rows.sql",
            "x.sql",
            "",
            Map.of(),
            NodeSummary.Belonging.NONE);
    NodeResult bad =
        result(
            broken,
            RunStatus.ERROR,
            "Database Error in model broken (models/broken.sql)\n  no column 'x'",
            -1);
    NodeResult fail =
        result(NOT_NULL, RunStatus.FAIL, "Got 2 results, configured to fail if != 0", 2);
    NodeResult warn =
        result(singular, RunStatus.WARN, "Got 1 result, configured to warn if != 0", 1);
    NodeResult skip = result(REPORT, RunStatus.SKIPPED, null, -1);
    NodeResult skippedTest = result(NOT_NULL, RunStatus.SKIPPED, null, -1);
    events.add(started(1, 5, broken));
    events.add(finished(1, 5, broken, bad));
    events.add(started(2, 5, NOT_NULL));
    events.add(finished(2, 5, NOT_NULL, fail));
    events.add(started(3, 5, singular));
    events.add(finished(3, 5, singular, warn));
    events.add(finished(4, 5, REPORT, skip));
    events.add(finished(5, 5, NOT_NULL, skippedTest));
    events.add(
        new RunEvent.RunFinished(
            AT, 61, List.of(broken, NOT_NULL, singular, REPORT), List.of(bad, fail, warn, skip)));
    return events;
  }

  private static RunEvent message(RunEvent.Level level, String text) {
    return new RunEvent.Message(AT, level, "JinjaLogInfo", text);
  }

  private static ConsoleOptions text() {
    return options(Format.TEXT, Colours.OFF, RunEvent.Level.INFO);
  }

  private static ConsoleOptions options(Format format, Colours colours, RunEvent.Level minimum) {
    return new ConsoleOptions(
        format, colours, minimum, ConsoleOptions.DEFAULT_WIDTH, "target", Map.of());
  }

  private static String print(List<RunEvent> events, ConsoleOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ConsoleListener listener =
        new ConsoleListener(
            options, "the-id", new PrintStream(bytes, true, StandardCharsets.UTF_8));
    events.forEach(listener::on);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ConsoleListenerTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
