package io.epoxy.launcher.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.bundle.run.DeploymentLayout;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.S3Location;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in job-scripts: they parse, AWS's stand-in takes them, and the job reads them. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../job-scripts/examples").toAbsolutePath();
  private static final Pattern OURS = Pattern.compile("--epoxy-[a-z0-9-]+");
  private static final Pattern ACTION = Pattern.compile("\\b(?:s3|glue|logs|sns|sts):[A-Za-z*]+");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final MotoCalls moto = new MotoCalls();

  @Test
  void everyArgumentIsOneThatTheJobReads() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : files()) {
      used.addAll(found(OURS, Files.readString(file)));
    }
    assertThat(used)
        .contains(JobArguments.CURRENT)
        .isSubsetOf(JobArguments.CURRENT, JobArguments.REQUEST, JobArguments.REQUEST_SHA256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glue/scheduled-trigger.json",
        "glue/workflow-first-step.json",
        "glue/workflow-second-step.json",
        "eventbridge/trigger.json",
        "step-functions/state-machine.json"
      })
  void whatStartsAJobPointsToWhatIsDeployed(String name) throws IOException {
    List<JsonNode> starts = read(name).findParents("Arguments");

    assertThat(starts).hasSize(1);
    assertPointsTo(
        starts.get(0).path("JobName").asText(),
        starts.get(0).at("/Arguments/" + JobArguments.CURRENT).asText());
  }

  @Test
  void airflowsOperatorPointsToWhatIsDeployed() throws Exception {
    String program =
        "import ast, json, sys\n"
            + "tree = ast.parse(open(sys.argv[1]).read())\n"
            + "call = next(n for n in ast.walk(tree) if isinstance(n, ast.Call)"
            + " and getattr(n.func, 'id', '') == 'GlueJobOperator')\n"
            + "print(json.dumps({k.arg: ast.literal_eval(k.value) for k in call.keywords}))\n";
    JsonNode operator =
        MAPPER.readTree(
            output("python3", "-c", program, EXAMPLES.resolve("airflow/epoxy_shop.py").toString()));

    assertThat(operator.path("wait_for_completion").asBoolean()).isTrue();
    assertPointsTo(
        operator.path("job_name").asText(),
        operator.at("/script_args/" + JobArguments.CURRENT).asText());
  }

  @Test
  void gluesRequestsAreTakenAndKept() throws IOException {
    moto.json("glue", "AWSGlue.CreateWorkflow", read("glue/workflow.json"));
    moto.json("glue", "AWSGlue.CreateWorkflow", read("eventbridge/workflow.json"));
    for (String name :
        List.of(
            "glue/scheduled-trigger.json",
            "glue/workflow-first-step.json",
            "glue/workflow-second-step.json",
            "eventbridge/trigger.json")) {
      JsonNode trigger = read(name);
      moto.json("glue", "AWSGlue.CreateTrigger", trigger);
      JsonNode kept =
          moto.json("glue", "AWSGlue.GetTrigger", name(trigger.path("Name").asText()))
              .path("Trigger");
      assertThat(kept.path("Actions")).as(name).isEqualTo(trigger.path("Actions"));
      assertThat(kept.path("WorkflowName")).as(name).isEqualTo(trigger.path("WorkflowName"));
    }
    // The second step waits for the job that the first one starts.
    assertThat(read("glue/workflow-second-step.json").at("/Predicate/Conditions/0/JobName"))
        .isEqualTo(read("glue/workflow-first-step.json").at("/Actions/0/JobName"));
    JsonNode run = moto.json("glue", "AWSGlue.StartWorkflowRun", name("shop-nightly"));
    assertThat(run.path("RunId").asText()).isNotEmpty();
  }

  @Test
  void theRuleStartsTheWorkflow() throws IOException {
    JsonNode rule = read("eventbridge/rule.json");
    JsonNode targets = read("eventbridge/targets.json");
    assertThat(moto.json("events", "AWSEvents.PutRule", rule).path("RuleArn").asText())
        .endsWith("rule/" + rule.path("Name").asText());
    assertThat(
            moto.json("events", "AWSEvents.PutTargets", targets).path("FailedEntryCount").asInt())
        .isZero();
    assertThat(MAPPER.readTree(rule.path("EventPattern").asText()).at("/detail-type/0").asText())
        .isEqualTo("Object Created");
    String workflow = targets.at("/Targets/0/Arn").asText();
    assertThat(workflow)
        .endsWith(":workflow/" + read("eventbridge/workflow.json").path("Name").asText());
    assertThat(read("eventbridge/role-policy.json").at("/Statement/0/Resource").asText())
        .isEqualTo(workflow);
  }

  @Test
  void theStateMachineWaitsForTheJobAndMayDoNoMore() throws IOException {
    ObjectNode machine = read("step-functions/state-machine.json");
    ObjectNode request = MAPPER.createObjectNode();
    request.put("name", "shop").put("definition", machine.toString());
    request.put("roleArn", "arn:aws:iam::123456789012:role/shop");
    assertThat(
            moto.json("states", "AWSStepFunctions.CreateStateMachine", request)
                .path("stateMachineArn")
                .asText())
        .endsWith(":shop");
    Set<String> next = new TreeSet<>(machine.findValuesAsText("Next"));
    next.add(machine.path("StartAt").asText());
    Set<String> states = new TreeSet<>();
    machine.path("States").fieldNames().forEachRemaining(states::add);
    assertThat(next).isEqualTo(states);
    assertThat(machine.at("/States/Build/Resource").asText())
        .isEqualTo("arn:aws:states:::glue:startJobRun.sync");
    assertThat(read("step-functions/role-policy.json").at("/Statement/0/Resource").asText())
        .endsWith(":job/" + machine.at("/States/Build/Parameters/JobName").asText());
  }

  @Test
  void theTemplateMakesARoleThatMayDoItsWorkOnly() throws IOException {
    String template = Files.readString(EXAMPLES.resolve("cloudformation/epoxy.yaml"));
    moto.query(
        "cloudformation",
        Map.of(
            "Action", "CreateStack",
            "StackName", "shop",
            "TemplateBody", template,
            "Capabilities.member.1", "CAPABILITY_NAMED_IAM",
            "Parameters.member.1.ParameterKey", "BucketName",
            "Parameters.member.1.ParameterValue", "epoxy-example-lake",
            "Parameters.member.2.ParameterKey", "JobJar",
            "Parameters.member.2.ParameterValue", "s3://epoxy-example-lake/epoxy/jars/j.jar",
            "Parameters.member.3.ParameterKey", "Script",
            "Parameters.member.3.ParameterValue", "s3://epoxy-example-lake/epoxy/scripts/s.scala"));
    String answer =
        moto.query(
            "iam",
            Map.of(
                "Action", "GetRolePolicy",
                "RoleName", "epoxy-shop-prod-role",
                "PolicyName", "job"));
    String document = answer.replaceFirst("(?s).*<PolicyDocument>(.*)</PolicyDocument>.*", "$1");
    // moto gives it as Python writes a dictionary.
    JsonNode statements =
        MAPPER
            .reader()
            .with(JsonParser.Feature.ALLOW_SINGLE_QUOTES)
            .readTree(URLDecoder.decode(document.replace("&quot;", "\""), UTF_8))
            .path("Statement");
    assertThat(statements).hasSize(7);
    for (JsonNode statement : statements) {
      assertThat(texts(statement.path("Action"))).noneMatch(action -> action.contains("*"));
      assertThat(texts(statement.path("Resource")))
          .as(statement.toString())
          .isNotEmpty()
          .allMatch(resource -> resource.startsWith("arn:aws:") && !resource.endsWith(":*"));
      if (texts(statement.path("Action")).contains("s3:PutObject")) {
        // A job must not rewrite its own code, nor what is deployed.
        assertThat(texts(statement.path("Resource")))
            .containsAnyOf(
                "arn:aws:s3:::epoxy-example-lake/epoxy/runs/*",
                "arn:aws:s3:::epoxy-example-lake/tables/*")
            .hasSize(1);
      }
    }
  }

  @Test
  void terraformAndCloudFormationMakeTheSame() throws IOException {
    String terraform = Files.readString(EXAMPLES.resolve("terraform/main.tf"));
    String template = Files.readString(EXAMPLES.resolve("cloudformation/epoxy.yaml"));

    assertThat(found(ACTION, terraform)).isEqualTo(found(ACTION, template));
    for (String part :
        List.of(
            "--job-language",
            "--class",
            "--extra-jars",
            "--enable-glue-datacatalog",
            JobArguments.CURRENT,
            "glueetl",
            "GlueApp",
            "epoxy-managed",
            "G.1X",
            "5.1")) {
      assertThat(terraform).contains(part);
      assertThat(template).contains(part);
    }
    assertThat(terraform).contains("s3://${var.bucket_name}/epoxy/current/${var.job_name}.json");
    assertThat(template).contains("s3://${BucketName}/epoxy/current/${JobName}.json");
  }

  @Test
  void cfnLintHasNothingToSay() throws Exception {
    assumeTrue(isOnPath("cfn-lint"), "cfn-lint is not on PATH");
    assertThat(output("cfn-lint", EXAMPLES.resolve("cloudformation/epoxy.yaml").toString()))
        .isEmpty();
  }

  @Test
  void terraformReadsItsFile() throws Exception {
    assumeTrue(isOnPath("terraform"), "terraform is not on PATH");
    assertThat(output("terraform", "fmt", "-check", EXAMPLES.resolve("terraform").toString()))
        .isEmpty();
  }

  private static void assertPointsTo(String job, String address) {
    S3Location pointer =
        JobArguments.findDeployment(List.of(JobArguments.CURRENT, address)).orElseThrow();
    assertThat(DeploymentLayout.ofPointer(pointer.key()).job()).isEqualTo(job).isNotEmpty();
  }

  private static ObjectNode name(String name) {
    return MAPPER.createObjectNode().put("Name", name);
  }

  private static List<String> texts(JsonNode one) {
    List<String> texts = new ArrayList<>();
    if (one.isTextual()) {
      texts.add(one.asText());
    }
    one.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ObjectNode read(String name) throws IOException {
    return (ObjectNode) MAPPER.readTree(Files.readString(EXAMPLES.resolve(name)));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES.getParent())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isOnPath(String command) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** What a command prints; it must end well. */
  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output + error).isZero();
    return output;
  }
}
