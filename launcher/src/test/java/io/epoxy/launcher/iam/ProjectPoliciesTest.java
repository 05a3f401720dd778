package io.epoxy.launcher.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.Targets;
import io.epoxy.model.config.Target;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;

class ProjectPoliciesTest {
  private static final ProjectPlaces PLACES =
      new ProjectPlaces(
          Set.of("shop", "marts"),
          Set.of("raw"),
          Set.of("s3a://other/tables"),
          Set.of("s3://landing/raw/"),
          false);

  @Test
  void theRoleIsTakenByGlueAlone() {
    assertThat(documents(PLACES).get("trust"))
        .isEqualTo(
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                    Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", "glue.amazonaws.com"),
                        "Action",
                        "sts:AssumeRole"))));
  }

  @Test
  void theJobWritesItsTablesAndReadsItsSources() {
    Map<String, Object> job = documents(PLACES, "extra_jars", "s3://libs/x/udf.jar").get("job");
    assertThat(resources(job, "s3:DeleteObject"))
        .containsExactlyInAnyOrder("arn:aws:s3:::lake/tables/*", "arn:aws:s3:::other/tables/*");
    assertThat(resources(job, "s3:GetObject"))
        .contains("arn:aws:s3:::landing/raw/*", "arn:aws:s3:::libs/x/*");
    assertThat(resources(job, "glue:DeleteTable"))
        .containsExactlyInAnyOrder(
            "arn:aws:glue:eu-west-1:123456789012:catalog",
            "arn:aws:glue:eu-west-1:123456789012:database/shop",
            "arn:aws:glue:eu-west-1:123456789012:table/shop/*",
            "arn:aws:glue:eu-west-1:123456789012:userDefinedFunction/shop/*",
            "arn:aws:glue:eu-west-1:123456789012:database/marts",
            "arn:aws:glue:eu-west-1:123456789012:table/marts/*",
            "arn:aws:glue:eu-west-1:123456789012:userDefinedFunction/marts/*");
    assertThat(resources(job, "glue:GetTable"))
        .contains("arn:aws:glue:eu-west-1:123456789012:table/raw/*");
    assertThat(statement(job, "s3:ListBucket", "arn:aws:s3:::lake").get("Condition"))
        .isEqualTo(
            Map.of(
                "StringLike",
                Map.of("s3:prefix", List.of("tables/_epoxy/runs", "tables/_epoxy/runs/*"))));
  }

  @Test
  void theJobNeverWritesWhatItRuns() {
    Map<String, Object> job = documents(PLACES).get("job");
    assertThat(resources(job, "s3:PutObject"))
        .contains("arn:aws:s3:::lake/tables/*", "arn:aws:s3:::lake/tables/_epoxy/runs/*");
    assertThat(statement(job, "s3:PutObject", "arn:aws:s3:::lake/tables/_epoxy/bundles/*"))
        .containsEntry("Effect", "Deny")
        .extractingByKey("Resource")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("arn:aws:s3:::lake/tables/_epoxy/jars/*")
        .doesNotContain("arn:aws:s3:::lake/tables/_epoxy/runs/*");
    assertThat(actions(job)).noneMatch(action -> action.startsWith("iam:"));
  }

  @Test
  void governanceIsAllowedToProjectsThatHaveIt() {
    assertThat(actions(documents(PLACES).get("job")))
        .contains("lakeformation:GetDataAccess")
        .doesNotContain("lakeformation:AddLFTagsToResource");
    ProjectPlaces governed = new ProjectPlaces(Set.of("s"), Set.of(), Set.of(), Set.of(), true);
    assertThat(actions(documents(governed).get("job")))
        .contains(
            "lakeformation:GetLFTag",
            "lakeformation:AddLFTagsToResource",
            "lakeformation:GetDataCellsFilter", // a change carries the version that is there
            "lakeformation:CreateDataCellsFilter");
  }

  @Test
  void onlyWhoDeploysMayPassTheRole() {
    assertThat(actions(documents(PLACES).get("submit")))
        .contains("glue:StartJobRun", "s3:PutObject")
        .doesNotContain("iam:PassRole", "glue:UpdateJob");
    Map<String, Object> deploy = documents(PLACES).get("deploy");
    assertThat(statement(deploy, "iam:PassRole", Targets.ROLE).get("Condition"))
        .isEqualTo(Map.of("StringEquals", Map.of("iam:PassedToService", "glue.amazonaws.com")));
    assertThat(resources(deploy, "glue:UpdateJob"))
        .containsExactly("arn:aws:glue:eu-west-1:123456789012:job/epoxy-shop-dev");
  }

  @Test
  void anotherAccountsCatalogAndPartitionsOfAwsAreNamed() {
    Map<String, Object> job =
        documents(
                PLACES,
                "catalog_id",
                "210987654321",
                "role_arn",
                "arn:aws-cn:iam::123456789012:role/x",
                "region",
                null)
            .get("job");
    assertThat(resources(job, "glue:GetTable")).contains("arn:aws-cn:glue:*:210987654321:catalog");
    assertThat(resources(job, "logs:PutLogEvents"))
        .containsExactly("arn:aws-cn:logs:*:123456789012:log-group:/aws-glue/*");
  }

  /** An action that is no operation allows nothing; these three services have no other actions. */
  @Test
  void actionsAreOperations() {
    ProjectPlaces governed = new ProjectPlaces(Set.of("s"), Set.of(), Set.of(), Set.of(), true);
    Map<String, Class<?>> clients =
        Map.of(
            "glue", GlueClient.class,
            "lakeformation", LakeFormationClient.class,
            "logs", CloudWatchLogsClient.class);
    Set<String> known = new TreeSet<>();
    clients.forEach(
        (service, client) ->
            Arrays.stream(client.getMethods())
                .forEach(
                    method ->
                        known.add(service + ":" + method.getName().toLowerCase(Locale.ROOT))));
    known.add("lakeformation:getdataaccess"); // what engines call, in no SDK
    documents(governed, "connections", "vpc", "security_configuration", "sc")
        .values()
        .forEach(
            document ->
                assertThat(actions(document))
                    .filteredOn(
                        action -> clients.containsKey(action.substring(0, action.indexOf(':'))))
                    .allMatch(action -> known.contains(action.toLowerCase(Locale.ROOT))));
  }

  private static Map<String, Map<String, Object>> documents(
      ProjectPlaces places, Object... profile) {
    Target target = Targets.with(profile);
    return new ProjectPolicies(GlueSettings.of(target, "shop"), target, places).documents();
  }

  private static Set<String> actions(Map<String, Object> document) {
    return statements(document).stream()
        .flatMap(one -> texts(one.get("Action")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> resources(Map<String, Object> document, String action) {
    return statements(document).stream()
        .filter(one -> "Allow".equals(one.get("Effect")))
        .filter(one -> texts(one.get("Action")).contains(action))
        .flatMap(one -> texts(one.get("Resource")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Object> statement(
      Map<String, Object> document, String action, String resource) {
    return statements(document).stream()
        .filter(one -> texts(one.get("Action")).contains(action))
        .filter(one -> texts(one.get("Resource")).contains(resource))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> statements(Map<String, Object> document) {
    return (List<Map<String, Object>>) document.get("Statement");
  }

  private static Collection<String> texts(Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
