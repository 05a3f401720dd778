package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.archive.Sha256;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestCodecTest {
  private static final RunRequest REQUEST =
      new RunRequest(
          new Invocation(
              "0b3c",
              Command.BUILD,
              FlagValues.NONE
                  .with(Flag.TARGET, "prod")
                  .with(Flag.VARS, SampleRecords.DATA)
                  .with(Flag.SELECT, List.of("tag:daily", "+orders"))
                  .with(Flag.RESOURCE_TYPES, List.of("model"))
                  .with(Flag.FULL_REFRESH, true)
                  .with(Flag.THREADS, 8L),
              "epoxy submit build"),
          "shop",
          new Target("shop", "prod", "glue", "shop_db", 4, SampleRecords.DATA),
          Map.of("REGION", "eu-west-1"),
          "p/bundles/ab.zip",
          "ab",
          Optional.of(new EarlierFiles(Map.of("state/manifest.json", "0f".repeat(32)))));

  @Test
  void requestComesBackAsItWas() {
    byte[] content = RequestCodec.encode(REQUEST);

    assertThat(RequestCodec.decode(content, Sha256.of(content))).isEqualTo(REQUEST);
  }

  @Test
  void beginsWithItsFormat() {
    assertThat(new String(RequestCodec.encode(REQUEST), StandardCharsets.UTF_8))
        .startsWith("{\"format\":1,\"invocation\":{\"id\":\"0b3c\",\"command\":\"BUILD\",");
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    String text = new String(RequestCodec.encode(REQUEST), StandardCharsets.UTF_8);
    String later =
        text.replace("{\"format\":1,", "{\"format\":1,\"color\":{\"a\":[1.5]},")
            .replace("\"id\":\"0b3c\"", "\"id\":\"0b3c\",\"mood\":null");

    assertThat(decode(later)).isEqualTo(REQUEST);
  }

  @Test
  void anotherFormatIsRefused() {
    String text = new String(RequestCodec.encode(REQUEST), StandardCharsets.UTF_8);

    assertRefused(
        text.replace("\"format\":1", "\"format\":2"),
        "it has format 2, this job reads format 1; launcher and job jar must be of one version");
    assertRefused(
        "{}",
        "it has format null, this job reads format 1; launcher and job jar must be of one version");
  }

  @Test
  void changedRequestIsNotRead() {
    byte[] content = RequestCodec.encode(REQUEST);
    String sha256 = Sha256.of(content);
    content[20] ^= 1;

    assertThatThrownBy(() -> RequestCodec.decode(content, sha256))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "cannot read the run request: its sha256 is "
                + Sha256.of(content)
                + ", not "
                + sha256
                + " as submitted");
  }

  @Test
  void wrongContentNamesTheField() {
    String text = new String(RequestCodec.encode(REQUEST), StandardCharsets.UTF_8);

    assertRefused(
        text.replace("\"BUILD\"", "\"DANCE\""),
        "RunRequest.invocation.command: 'DANCE' is no Command");
    assertRefused(
        text.replace("\"epoxy submit build\"", "7"),
        "RunRequest.invocation.commandLine is an integer instead of a string");
    assertRefused(
        text.replace("\"threads\":4", "\"threads\":0"),
        "RunRequest.target: threads must be at least 1, not 0");
    assertRefused(
        text.replace("\"projectName\"", "\"project\""), "RunRequest.projectName is missing");
    assertRefused("tea", "no JSON: Unrecognized token 'tea'");
  }

  @Test
  void secretVariablesCannotBeCarried() {
    assertThatThrownBy(
            () ->
                new RunRequest(
                    REQUEST.invocation(),
                    "shop",
                    REQUEST.target(),
                    Map.of("DBT_ENV_SECRET_KEY", "x"),
                    "k",
                    "ab",
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a run request must not carry DBT_ENV_SECRET_KEY");
  }

  private static RunRequest decode(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return RequestCodec.decode(content, Sha256.of(content));
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("cannot read the run request: " + why);
  }
}
