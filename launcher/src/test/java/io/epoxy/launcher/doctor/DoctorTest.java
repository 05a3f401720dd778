package io.epoxy.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.aws.testing.MotoServer;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.launcher.target.FakeAccount;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.Targets;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorTest {
  private static final String JAR = "a".repeat(64);
  private static final String LAKE = "aws.endpointUrlLakeFormation";

  @RegisterExtension final FakeAccount account = new FakeAccount();

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<String> lines = new ArrayList<>();
  private ProjectPlaces places =
      new ProjectPlaces(Set.of("shop"), Set.of("raw"), Set.of(), Set.of(), false);

  private FakeIam iam;

  @BeforeEach
  void start() throws IOException {
    iam = new FakeIam(settings().roleArn());
    System.setProperty(LAKE, MotoServer.shared().endpoint().toString());
  }

  @AfterEach
  void stop() {
    iam.close();
    System.clearProperty(LAKE);
  }

  @Test
  void anAccountThatIsReadyHasNoProblem() {
    account.glue().databases.addAll(Set.of("shop", "raw"));
    job("5.1", "s3://lake/jars/epoxy-job-" + JAR + ".jar");
    assertThat(examine()).isEqualTo(ExitCode.OK);
    assertThat(lines)
        .anyMatch(line -> line.matches("ok +identity +arn:aws:sts::123456789012:.*"))
        .contains(
            "ok       region          eu-west-1",
            "ok       role            " + settings().roleArn(),
            "ok       bucket          " + account.bucket(),
            "ok       job             epoxy-shop-dev (Glue 5.1)",
            "ok       database        shop",
            "ok       database        raw")
        .noneMatch(line -> line.startsWith("warning") || line.startsWith("problem"));
  }

  @Test
  void whatIsMissingIsToldWithWhatToDo() {
    job("5.1", "s3://lake/jars/epoxy-job-" + "b".repeat(64) + ".jar");
    assertThat(examine("location", "s3://there-is-no-such-bucket/x")).isEqualTo(ExitCode.FAILED);
    assertThat(lines)
        .contains(
            "problem  bucket          There is no bucket there-is-no-such-bucket.\n"
                + " ".repeat(25)
                + "Create it, or name another one in the profile.",
            "warning  version         The job epoxy-shop-dev runs another version of Epoxy than"
                + " this one.\n"
                + " ".repeat(25)
                + "The next 'epoxy submit' or 'epoxy deploy' gives it this one.",
            "note     database        shop is not there yet; the run creates it.",
            "warning  database        raw is not there, and a source lies in it.");
  }

  @Test
  void aRoleOfAnotherAccountCannotBePassed() {
    assertThat(examine("role_arn", "arn:aws:iam::210987654321:role/x")).isEqualTo(ExitCode.FAILED);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("problem  role            The role arn:aws:iam::2109"));
  }

  @Test
  void aMissingPermissionIsAStatementToAdd() {
    account
        .glue()
        .fail(
            "GetJob",
            "400 AccessDeniedException: User: arn:aws:iam::123456789012:user/ann is not authorized"
                + " to perform: glue:GetJob on resource:"
                + " arn:aws:glue:eu-west-1:123456789012:job/epoxy-shop-dev because no"
                + " identity-based policy allows the glue:GetJob action");
    account
        .glue()
        .fail("GetDatabase", "400 AccessDeniedException: no", "400 AccessDeniedException: no");
    assertThat(examine()).isEqualTo(ExitCode.FAILED);
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("problem  job             AccessDeniedException: User: ")
                    && line.endsWith(
                        "\n"
                            + " ".repeat(25)
                            + "Add to the policy: {\"Effect\": \"Allow\", \"Action\":"
                            + " \"glue:GetJob\", \"Resource\":"
                            + " \"arn:aws:glue:eu-west-1:123456789012:job/epoxy-shop-dev\"}"))
        .anyMatch(
            line ->
                line.startsWith("problem  database        AccessDeniedException: no\n")
                    && line.contains(
                        "\"glue:GetDatabase\", \"Resource\": \"arn:aws:glue:eu-west-1:"));
  }

  @Test
  void aGovernedProjectIsToldHowLakeFormationIsSet() throws IOException {
    places = new ProjectPlaces(Set.of(), Set.of(), Set.of(), Set.of(), true);
    assertThat(
            new Examination(this::take, Clock.systemUTC())
                .run(settings(), target(), places, JAR, true))
        .isEqualTo(ExitCode.OK);
    JsonNode all = mapper.readTree(lines.get(0));
    assertThat(all.findValuesAsText("check")).contains("identity", "lake formation");
    assertThat(all.findValuesAsText("verdict")).contains("ok", "note").doesNotContain("problem");
  }

  private ExitCode examine(Object... profile) {
    Target target = target(profile);
    return new Examination(this::take, Clock.systemUTC())
        .run(GlueSettings.of(target, "shop"), target, places, JAR, false);
  }

  private GlueSettings settings() {
    return GlueSettings.of(target(), "shop");
  }

  private Target target(Object... profile) {
    List<Object> all = new ArrayList<>(List.of("location", "s3://" + account.bucket() + "/t"));
    all.addAll(List.of(profile));
    return Targets.with(all.toArray());
  }

  private void take(RunEvent event) {
    lines.add(((RunEvent.Output) event).line());
  }

  private void job(String version, String jars) {
    account
        .glue()
        .jobs
        .put(
            "epoxy-shop-dev",
            mapper
                .createObjectNode()
                .put("Name", "epoxy-shop-dev")
                .put("GlueVersion", version)
                .set("DefaultArguments", mapper.createObjectNode().put("--extra-jars", jars)));
  }
}
