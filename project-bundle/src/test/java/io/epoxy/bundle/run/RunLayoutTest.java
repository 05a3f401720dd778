package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import org.junit.jupiter.api.Test;

class RunLayoutTest {
  private static final RunLayout LAYOUT = new RunLayout("team/_epoxy", "0b3c-1");

  @Test
  void keysAreFixed() {
    assertThat(LAYOUT.bundle("ab")).isEqualTo("team/_epoxy/bundles/ab.zip");
    assertThat(LAYOUT.jobJar("ab")).isEqualTo("team/_epoxy/jars/epoxy-job-ab.jar");
    assertThat(LAYOUT.script("ab")).isEqualTo("team/_epoxy/scripts/ab.scala");
    assertThat(LAYOUT.request()).isEqualTo("team/_epoxy/runs/0b3c-1/request.json");
    assertThat(LAYOUT.events()).isEqualTo("team/_epoxy/runs/0b3c-1/events/");
    assertThat(LAYOUT.events(7)).isEqualTo("team/_epoxy/runs/0b3c-1/events/000007.jsonl");
    assertThat(LAYOUT.journal(7)).isEqualTo("team/_epoxy/runs/0b3c-1/journal/000007.jsonl");
    assertThat(LAYOUT.heartbeat()).isEqualTo("team/_epoxy/runs/0b3c-1/heartbeat.json");
    assertThat(LAYOUT.artifact("run/shop/a.sql"))
        .isEqualTo("team/_epoxy/runs/0b3c-1/artifacts/run/shop/a.sql");
    assertThat(LAYOUT.outcome()).isEqualTo("team/_epoxy/runs/0b3c-1/artifacts/outcome.json");
  }

  @Test
  void emptyPrefixIsTheRootOfTheBucket() {
    assertThat(new RunLayout("", "0b3c").request()).isEqualTo("runs/0b3c/request.json");
  }

  @Test
  void isFoundFromTheKeyOfItsRequest() {
    assertThat(RunLayout.ofRequest(LAYOUT.request())).isEqualTo(LAYOUT);
    assertThat(RunLayout.ofRequest("runs/0b3c/request.json")).isEqualTo(new RunLayout("", "0b3c"));
    assertThatThrownBy(() -> RunLayout.ofRequest("a/request.json"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "'a/request.json' is not the key of a run request (.../runs/<id>/request.json)");
  }

  @Test
  void eventFilesAreToldFromOtherKeys() {
    assertThat(LAYOUT.eventNumber(LAYOUT.events(12))).hasValue(12);
    assertThat(LAYOUT.eventNumber(LAYOUT.events() + "12.jsonl")).isEmpty();
    assertThat(LAYOUT.eventNumber("elsewhere/000012.jsonl")).isEmpty();
    assertThatThrownBy(() -> LAYOUT.events(1_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no file of a run has the number 1000000");
  }

  @Test
  void wrongPartsAreRefused() {
    assertThatThrownBy(() -> new RunLayout("a/", "0b3c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prefix has no slash at its ends: a/");
    assertThatThrownBy(() -> new RunLayout("a", "../b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no invocation id: ../b");
  }
}
