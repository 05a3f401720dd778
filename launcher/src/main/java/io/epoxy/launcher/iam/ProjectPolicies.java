package io.epoxy.launcher.iam;

import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policies that a project needs: the role's trust and its rights, and the rights of those who
 * submit and of those who deploy. Whoever may deploy has what the role has, so that the two are
 * apart. Actions and their resources are those of IAM's service authorization reference.
 */
public final class ProjectPolicies {
  private static final String GLUE = "glue.amazonaws.com";
  private static final Pattern S3 = Pattern.compile("s3[an]?://[A-Za-z0-9.-]+[^\\s,;'\"]*");

  /** What Hive's and Iceberg's clients of the data catalog call to read. */
  private static final List<String> READ_CATALOG =
      List.of(
          "glue:GetDatabase",
          "glue:GetDatabases",
          "glue:GetTable",
          "glue:GetTables",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:BatchGetPartition",
          "glue:GetUserDefinedFunction",
          "glue:GetUserDefinedFunctions");

  private static final List<String> WRITE_CATALOG =
      List.of(
          "glue:CreateDatabase",
          "glue:CreateTable",
          "glue:UpdateTable",
          "glue:DeleteTable",
          "glue:CreatePartition",
          "glue:BatchCreatePartition",
          "glue:UpdatePartition",
          "glue:BatchUpdatePartition",
          "glue:DeletePartition",
          "glue:BatchDeletePartition");

  private static final List<String> GOVERN =
      List.of(
          "lakeformation:GetLFTag",
          "lakeformation:GetDataLakeSettings",
          "lakeformation:GetResourceLFTags",
          "lakeformation:AddLFTagsToResource",
          "lakeformation:RemoveLFTagsFromResource",
          "lakeformation:ListDataCellsFilter",
          "lakeformation:GetDataCellsFilter",
          "lakeformation:CreateDataCellsFilter",
          "lakeformation:UpdateDataCellsFilter",
          "lakeformation:DeleteDataCellsFilter",
          "lakeformation:ListPermissions",
          "lakeformation:BatchGrantPermissions",
          "lakeformation:BatchRevokePermissions");

  private static final List<String> RUN =
      List.of(
          "glue:GetJob",
          "glue:StartJobRun",
          "glue:GetJobRun",
          "glue:GetJobRuns",
          "glue:BatchStopJobRun");

  private static final List<String> DEPLOY =
      List.of(
          "glue:CreateJob", "glue:UpdateJob", "glue:DeleteJob", "glue:TagResource", "glue:GetTags");

  private static final List<String> TRIGGER =
      List.of(
          "glue:GetTrigger",
          "glue:CreateTrigger",
          "glue:UpdateTrigger",
          "glue:DeleteTrigger",
          "glue:StartTrigger",
          "glue:GetWorkflow",
          "glue:CreateWorkflow",
          "glue:DeleteWorkflow",
          "glue:TagResource");

  private final GlueSettings settings;
  private final Target target;
  private final ProjectPlaces places;

  /**
   * Policies of one project and target.
   *
   * @param target whose {@code location} holds tables that name no other place, and whose {@code
   *     catalog_id} is the account of the data catalog
   */
  public ProjectPolicies(GlueSettings settings, Target target, ProjectPlaces places) {
    this.settings = settings;
    this.target = target;
    this.places = places;
  }

  /** Documents by name: trust and job of the role, submit and deploy of people and pipelines. */
  public Map<String, Map<String, Object>> documents() {
    Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
    documents.put("trust", new Statements().trust(GLUE).document());
    documents.put("job", job());
    documents.put("submit", submit().document());
    documents.put("deploy", deploy());
    return documents;
  }

  private Map<String, Object> job() {
    Statements statements = new Statements();
    S3Folders code =
        folders(
            List.of(
                artifacts("bundles"),
                artifacts("jars"),
                artifacts("scripts"),
                artifacts("state"),
                artifacts("current"),
                artifacts("deployments")));
    statements.allow("ReadCode", List.of("s3:GetObject", "s3:GetObjectVersion"), code.objects());
    // They may lie where tables do, but a job must not rewrite what it runs.
    statements.deny("KeepCode", List.of("s3:PutObject", "s3:DeleteObject"), code.objects());
    S3Folders runs = folders(List.of(artifacts("runs")));
    statements.allow("WriteRuns", List.of("s3:GetObject", "s3:PutObject"), runs.objects());
    runs.allowListing("ListRuns", statements);
    S3Folders tables = folders(written());
    statements.allow(
        "WriteTables",
        List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
        tables.objects());
    tables.allowListing("ListTables", statements);
    S3Folders others = folders(read());
    statements.allow("ReadFiles", List.of("s3:GetObject"), others.objects());
    others.allowListing("ListFiles", statements);
    Set<String> known = new TreeSet<>(places.read());
    known.addAll(places.written());
    known.add("default"); // Spark asks for it when it starts
    statements.allow("ReadCatalog", READ_CATALOG, catalog(known));
    statements.allow("WriteCatalog", WRITE_CATALOG, catalog(places.written()));
    statements.allow("GovernedData", List.of("lakeformation:GetDataAccess"), List.of("*"));
    if (places.governed()) {
      // Lake Formation knows no resources here: it checks its own grants besides.
      statements.allow("Govern", GOVERN, List.of("*"));
    }
    statements.allow(
        "Workflows",
        List.of("glue:GetWorkflowRunProperties", "glue:PutWorkflowRunProperties"),
        List.of(glue("workflow/*")));
    if (!settings.connections().isEmpty()) {
      connect(statements);
    }
    settings
        .securityConfiguration()
        .ifPresent(
            name ->
                statements.allow(
                    "Encryption", List.of("glue:GetSecurityConfiguration"), List.of("*")));
    statements.allow(
        "Logs",
        List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(arn("logs", "log-group:/aws-glue/*")));
    statements.allow(
        "Metrics",
        List.of("cloudwatch:PutMetricData"),
        List.of("*"),
        Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue")));
    return statements.document();
  }

  /** A connection puts the job into a VPC. */
  private void connect(Statements statements) {
    Set<String> arns = new TreeSet<>(Set.of(glue("catalog")));
    settings.connections().forEach(name -> arns.add(glue("connection/" + name)));
    statements.allow("Connections", List.of("glue:GetConnection"), arns);
    statements.allow(
        "Network",
        List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcAttribute",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeRouteTables"),
        List.of("*"));
    statements.allow(
        "NetworkTags",
        List.of("ec2:CreateTags", "ec2:DeleteTags"),
        List.of("arn:" + settings.partition() + ":ec2:*:*:network-interface/*"),
        Map.of(
            "ForAllValues:StringEquals",
            Map.of("aws:TagKeys", List.of("aws-glue-service-resource"))));
  }

  private Statements submit() {
    Statements statements = new Statements();
    S3Folders artifacts = folders(List.of(settings.artifacts()));
    statements.allow("Artifacts", List.of("s3:GetObject", "s3:PutObject"), artifacts.objects());
    artifacts.allowListing("ListArtifacts", statements);
    statements.allow("Runs", RUN, List.of(job(settings.jobName())));
    statements.allow(
        "Doctor",
        List.of(
            "glue:GetDatabase",
            "iam:GetRole",
            "iam:SimulatePrincipalPolicy",
            "lakeformation:GetDataLakeSettings"),
        List.of("*"));
    statements.allow(
        "ReadLogs", List.of("logs:FilterLogEvents"), List.of(arn("logs", "log-group:/aws-glue/*")));
    return statements;
  }

  private Map<String, Object> deploy() {
    Statements statements = submit();
    statements.allow("Job", DEPLOY, List.of(job(settings.jobName())));
    // These two list what is there and know no resource.
    statements.allow("Triggers", List.of("glue:GetTriggers"), List.of("*"));
    statements.allow(
        "Schedule",
        TRIGGER,
        List.of(glue("trigger/" + settings.jobName() + "*"), glue("workflow/*")));
    statements.allow(
        "PassRole",
        List.of("iam:PassRole"),
        List.of(settings.roleArn()),
        Map.of("StringEquals", Map.of("iam:PassedToService", GLUE)));
    return statements.document();
  }

  private List<S3Location> written() {
    List<S3Location> written = new ArrayList<>();
    written.addAll(named(target.string("location").orElse("")));
    places.writtenLocations().forEach(text -> written.add(S3Location.parse(text)));
    for (String argument : List.of("--conf", "--TempDir", "--spark-event-logs-path")) {
      written.addAll(named(settings.arguments().getOrDefault(argument, "")));
    }
    return written;
  }

  private List<S3Location> read() {
    List<S3Location> read = new ArrayList<>();
    places.readLocations().forEach(text -> read.add(S3Location.parse(text)));
    settings.extraJars().forEach(jar -> read.addAll(named(jar)));
    read.addAll(named(settings.arguments().getOrDefault("--extra-py-files", "")));
    return read;
  }

  /** The folders of what a text names, for example a jar's. */
  private static List<S3Location> named(String text) {
    List<S3Location> found = new ArrayList<>();
    Matcher address = S3.matcher(text);
    while (address.find()) {
      S3Location at = S3Location.parse(address.group());
      boolean isFile = at.key().matches(".*\\.(jar|py|zip|egg|whl)");
      found.add(isFile ? new S3Location(at.bucket(), at.key().replaceFirst("/?[^/]+$", "")) : at);
    }
    return found;
  }

  private S3Location artifacts(String folder) {
    String prefix = settings.artifacts().key();
    return new S3Location(
        settings.artifacts().bucket(), prefix.isEmpty() ? folder : prefix + "/" + folder);
  }

  private S3Folders folders(Collection<S3Location> folders) {
    return new S3Folders(settings.partition(), folders);
  }

  private List<String> catalog(Collection<String> databases) {
    List<String> arns = new ArrayList<>(List.of(catalogArn("catalog")));
    for (String database : databases) {
      arns.add(catalogArn("database/" + database));
      arns.add(catalogArn("table/" + database + "/*"));
      arns.add(catalogArn("userDefinedFunction/" + database + "/*"));
    }
    return arns;
  }

  private String catalogArn(String what) {
    return arn("glue", target.string("catalog_id").orElseGet(settings::account), what);
  }

  private String job(String name) {
    return glue("job/" + name);
  }

  private String glue(String what) {
    return arn("glue", what);
  }

  private String arn(String service, String what) {
    return arn(service, settings.account(), what);
  }

  private String arn(String service, String account, String what) {
    return String.join(
        ":", "arn", settings.partition(), service, settings.region().orElse("*"), account, what);
  }
}
