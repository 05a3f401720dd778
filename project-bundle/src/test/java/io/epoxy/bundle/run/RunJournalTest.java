package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.Target;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunJournalTest {
  private static final RunRequest REQUEST = request("b1", Command.BUILD, FlagValues.NONE, "dev");

  private final NodeResult full = SampleRecords.full(NodeResult.class);
  private final NodeResult bare = other(SampleRecords.bare(NodeResult.class));

  @Test
  void resultsComeBackWithoutLossOverSeveralFiles() {
    EarlierAttempts read = read(file(RunJournal.head(REQUEST), line(full)), file(line(bare)));

    assertThat(read.unusable()).isEmpty();
    assertThat(read.done()).isEqualTo(Map.of(full.uniqueId(), full, bare.uniqueId(), bare));
  }

  @Test
  void whatIsOfAnotherRunIsNamedAndIgnored() {
    List<RunRequest> others =
        List.of(
            request("b2", Command.BUILD, FlagValues.NONE, "dev"),
            request("b1", Command.RUN, FlagValues.NONE, "dev"),
            request("b1", Command.BUILD, FlagValues.NONE.with(Flag.FULL_REFRESH, true), "dev"),
            request("b1", Command.BUILD, FlagValues.NONE.with(Flag.VARS, Map.of("day", 1L)), "dev"),
            request("b1", Command.BUILD, FlagValues.NONE, "prod"));

    assertThat(others)
        .extracting(other -> read(file(RunJournal.head(other), line(full))))
        .allSatisfy(read -> assertThat(read.done()).isEmpty())
        .extracting(read -> read.unusable().orElseThrow())
        .containsExactly(
            "it is of a run with other bundle",
            "it is of a run with other command",
            "it is of a run with other flags",
            "it is of a run with other vars",
            "it is of a run with other target");
  }

  @Test
  void largerMachinesAndTheWayItIsShownMakeNoOtherRun() {
    RunRequest again =
        new RunRequest(
            new Invocation(
                "0b3c",
                Command.BUILD,
                FlagValues.NONE
                    .with(Flag.INVOCATION_ID, "0b3c")
                    .with(Flag.THREADS, 2L)
                    .with(Flag.PROJECT_DIR, "elsewhere"),
                "epoxy submit build --resume --invocation-id 0b3c --threads 2"),
            "shop",
            new Target("shop", "dev", "glue", "s", 2, Map.of("worker_type", "G.8X")),
            Map.of(),
            "p/bundles/x.zip",
            "b1",
            Optional.empty());

    EarlierAttempts read =
        RunJournal.read(List.of(file(RunJournal.head(REQUEST), line(full))), again);

    assertThat(read.unusable()).isEmpty();
    assertThat(read.done()).hasSize(1);
  }

  @Test
  void anotherFormatAndWhatIsNoJournalAreIgnored() {
    assertThat(read(file("{\"format\":2,\"done\":{}}", line(full))))
        .isEqualTo(
            new EarlierAttempts(
                Map.of(), Optional.of("it has format 2, this version of Epoxy reads format 1")));
    assertThat(read(file(line(full))).unusable())
        .contains("it cannot be read (its head is missing)");
    EarlierAttempts broken =
        read(file(RunJournal.head(REQUEST), line(full)), file(line(bare).substring(0, 40)));
    assertThat(broken.done()).isEmpty();
    assertThat(broken.unusable().orElseThrow()).startsWith("it cannot be read (no JSON: ");
  }

  @Test
  void anAttemptThatBeganAnewCountsAlone() {
    EarlierAttempts read =
        read(
            file("no journal"),
            file(RunJournal.head(REQUEST), line(bare)),
            file(RunJournal.head(REQUEST), line(full)));

    assertThat(read.unusable()).isEmpty();
    assertThat(read.done()).containsOnlyKeys(full.uniqueId());
  }

  @Test
  void aResumedResultIsMarkedAndElseTheSame() {
    NodeResult resumed = full.resumed();

    assertThat(full.isResumed()).isFalse();
    assertThat(resumed.isResumed()).isTrue();
    assertThat(resumed.adapterResponse()).containsAllEntriesOf(full.adapterResponse());
    assertThat(resumed.uniqueId()).isEqualTo(full.uniqueId());
    assertThat(resumed.compiledCode()).isEqualTo(full.compiledCode());
  }

  /** The same of another node. */
  private static NodeResult other(NodeResult result) {
    return new NodeResult(
        new UniqueId("model.shop.other"),
        result.status(),
        result.timings(),
        result.threadId(),
        result.executionSeconds(),
        result.adapterResponse(),
        result.message(),
        result.failures(),
        result.compiledCode(),
        result.relationName(),
        result.batchResults());
  }

  private static EarlierAttempts read(byte[]... files) {
    return RunJournal.read(List.of(files), REQUEST);
  }

  private static byte[] file(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static String line(NodeResult result) {
    return RunJournal.line(result);
  }

  private static RunRequest request(
      String bundle, Command command, FlagValues flags, String target) {
    return new RunRequest(
        new Invocation("0b3c", command, flags, "epoxy submit"),
        "shop",
        new Target("shop", target, "glue", "s", 1, Map.of()),
        Map.of(),
        "p/bundles/x.zip",
        bundle,
        Optional.empty());
  }
}
