package io.epoxy.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.testing.MotoServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobRoleTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/service/glue-job";
  private static final String ANN = "arn:aws:iam::123456789012:user/ann";

  private FakeIam iam;
  private AwsClients clients;

  @BeforeEach
  void start() throws IOException {
    MotoServer.shared(); // credentials and region
    iam = new FakeIam(ROLE);
    clients = AwsClients.ofEnvironment();
  }

  @AfterEach
  void stop() {
    clients.close();
    iam.close();
  }

  @Test
  void aRoleThatGlueTakesAndTheCallerMayPass() {
    assertThat(lines(ANN))
        .containsExactly(
            "ok       role            " + ROLE,
            "ok       pass role       " + ANN + " may pass it to Glue.");
    assertThat(iam.asked.get(1))
        .containsEntry("Action", "SimulatePrincipalPolicy")
        .containsEntry("PolicySourceArn", ANN)
        .containsEntry("ActionNames.member.1", "iam:PassRole")
        .containsEntry("ResourceArns.member.1", ROLE)
        .containsEntry("ContextEntries.member.1.ContextKeyName", "iam:PassedToService")
        .containsEntry("ContextEntries.member.1.ContextKeyType", "string")
        .containsEntry("ContextEntries.member.1.ContextKeyValues.member.1", "glue.amazonaws.com");
  }

  @Test
  void whoCannotPassItIsToldTheStatementToAdd() {
    iam.decision = "implicitDeny";
    assertThat(lines(ANN).get(1))
        .isEqualTo(
            "problem  pass role       "
                + ANN
                + " may not pass "
                + ROLE
                + " to Glue.\n"
                + " ".repeat(25)
                + "Add to the policy: {\"Effect\": \"Allow\", \"Action\": \"iam:PassRole\","
                + " \"Resource\": \""
                + ROLE
                + "\"}");
    iam.decision = "explicitDeny";
    assertThat(lines(ANN).get(1))
        .startsWith("problem ")
        .contains(" to Glue: a policy denies it.\n", "the policy that has the Deny.");
  }

  @Test
  void whereNothingMayBeAskedItSaysSoAndIsNoProblem() {
    iam.decision = "AccessDenied";
    iam.roles.put(ROLE, "");
    assertThat(lines(ANN))
        .containsExactly(
            "note     role            Whether Glue may take "
                + ROLE
                + " could not be checked:"
                + " AccessDenied: User: me is not authorized to perform: iam:GetRole\n"
                + " ".repeat(25)
                + "Add to the policy: {\"Effect\": \"Allow\", \"Action\": \"iam:GetRole\","
                + " \"Resource\": \"*\"}",
            "note     pass role       Whether you may pass "
                + ROLE
                + " to Glue could not be"
                + " checked: AccessDenied: User: me is not authorized to perform:"
                + " iam:SimulatePrincipalPolicy on resource: "
                + ANN
                + "\n"
                + " ".repeat(25)
                + "Add to the policy: {\"Effect\": \"Allow\", \"Action\":"
                + " \"iam:SimulatePrincipalPolicy\", \"Resource\": \""
                + ANN
                + "\"}");
  }

  /** An assumed role's name in STS has no path; the simulation wants the role's own ARN. */
  @Test
  void theSessionOfARoleIsAskedForByItsRole() {
    String deployer = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/Deployer";
    iam.roles.put(deployer, "{}");
    assertThat(lines("arn:aws:sts::123456789012:assumed-role/Deployer/ann@corp").get(1))
        .isEqualTo("ok       pass role       " + deployer + " may pass it to Glue.");
    assertThat(iam.asked.get(2)).containsEntry("PolicySourceArn", deployer);
  }

  @Test
  void theRootUserIsNotSimulated() {
    assertThat(lines("arn:aws:iam::123456789012:root").get(1)).startsWith("ok       pass role ");
    assertThat(iam.asked).hasSize(1);
  }

  @Test
  void aRoleThatGlueDoesNotTake() {
    String trust =
        "{\"Statement\": {\"Effect\": \"%s\", \"Principal\": {\"Service\": [\"lambda.amazonaws.com\","
            + " \"%s\"]}, \"Action\": [\"sts:TagSession\", \"sts:AssumeRole\"]}}";
    iam.roles.put(ROLE, String.format(trust, "Allow", "glue.amazonaws.com"));
    assertThat(lines(ANN).get(0)).startsWith("ok ");
    for (String other :
        List.of(
            String.format(trust, "Deny", "glue.amazonaws.com"),
            String.format(trust, "Allow", "ec2.amazonaws.com"),
            "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\":"
                + " \"sts:TagSession\"}]}")) {
      iam.roles.put(ROLE, other);
      assertThat(lines(ANN).get(0))
          .as(other)
          .isEqualTo(
              "problem  role            The role "
                  + ROLE
                  + " does not trust Glue.\n"
                  + " ".repeat(25)
                  + "Add to its trust policy: {\"Effect\": \"Allow\", \"Principal\":"
                  + " {\"Service\": \"glue.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}");
    }
  }

  @Test
  void aRoleThatIsNotThere() {
    iam.roles.clear();
    assertThat(lines(ANN))
        .containsExactly(
            "problem  role            There is no role "
                + ROLE
                + ".\n"
                + " ".repeat(25)
                + "Create it, or correct 'role_arn'.");
  }

  private List<String> lines(String caller) {
    return new JobRole(clients.iam(), ROLE).examine(caller).stream().map(Finding::line).toList();
  }
}
