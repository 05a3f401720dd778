package io.epoxy.launcher.target;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a dbt-glue profile says of the Glue job.
 *
 * @param region empty leaves the choice to the AWS SDK
 * @param artifacts where bundles, jars and runs are kept; without slash at its end
 * @param arguments the profile's part of DefaultArguments, without the job jar
 * @param tags of the job
 */
record GlueSettings(
    String jobName,
    String roleArn,
    Optional<String> region,
    S3Location artifacts,
    String glueVersion,
    String workerType,
    int workers,
    OptionalInt timeoutMinutes,
    Optional<String> securityConfiguration,
    List<String> connections,
    List<String> extraJars,
    Map<String, String> arguments,
    Map<String, String> tags) {
  /** AWS Glue 5.1 is what Epoxy is built for; see the version list in pom.xml. */
  private static final String GLUE_VERSION = "5.1";

  /** The smallest Spark job that Glue runs. */
  private static final String WORKER_TYPE = "G.1X";

  private static final int WORKERS = 2;

  private static final Pattern ROLE =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]+");

  GlueSettings {
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(roleArn, "roleArn");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(artifacts, "artifacts");
    Objects.requireNonNull(glueVersion, "glueVersion");
    Objects.requireNonNull(workerType, "workerType");
    Objects.requireNonNull(timeoutMinutes, "timeoutMinutes");
    Objects.requireNonNull(securityConfiguration, "securityConfiguration");
    connections = ImmutableList.copyOf(connections);
    extraJars = ImmutableList.copyOf(extraJars);
    arguments = ImmutableMap.copyOf(arguments);
    tags = ImmutableMap.copyOf(tags);
  }

  /**
   * Reads the profile.
   *
   * @throws EpoxyException naming the key that is missing or wrong
   */
  static GlueSettings of(Target target, String projectName) {
    ProfileKeys keys = new ProfileKeys(target);
    String role = keys.required("role_arn", "the role that the Glue job runs with");
    if (!ROLE.matcher(role).matches()) {
      throw keys.problem("has 'role_arn' = '" + role + "', which is not the ARN of an IAM role.");
    }
    return new GlueSettings(
        keys.text("job_name").orElse("epoxy-" + projectName + "-" + target.name()),
        role,
        keys.text("region"),
        artifacts(keys),
        keys.text("glue_version").orElse(GLUE_VERSION),
        keys.text("worker_type").orElse(WORKER_TYPE),
        keys.number("workers").orElse(WORKERS),
        keys.number("query_timeout_in_minutes"),
        keys.text("security_configuration"),
        keys.list("connections"),
        keys.list("extra_jars"),
        arguments(keys),
        keys.pairs("tags"));
  }

  /** The partition of the role, {@code aws} nearly everywhere; the job lies in the same. */
  String partition() {
    return roleGroup(1);
  }

  /** The account of the role. A role can be passed to a job of its own account only. */
  String account() {
    return roleGroup(2);
  }

  private String roleGroup(int group) {
    Matcher matcher = ROLE.matcher(roleArn);
    if (!matcher.matches()) {
      throw new IllegalStateException("not checked: " + roleArn);
    }
    return matcher.group(group);
  }

  private static S3Location artifacts(ProfileKeys keys) {
    Optional<String> own = keys.text("artifacts_location");
    String key = own.isPresent() ? "artifacts_location" : "location";
    String text =
        own.orElseGet(
            () ->
                keys.required(
                    "location",
                    "an s3:// folder; submit keeps bundles and runs there ('artifacts_location'"
                        + " chooses another place)"));
    S3Location place;
    try {
      place = S3Location.parse(text);
    } catch (EpoxyException e) {
      throw keys.problem(
          "has '"
              + key
              + "' = '"
              + text
              + "', which is not an S3 address such as"
              + " s3://bucket/folder.");
    }
    String prefix = stripSlashes(place.key());
    if (own.isPresent()) {
      return new S3Location(place.bucket(), prefix);
    }
    return new S3Location(place.bucket(), prefix.isEmpty() ? "_epoxy" : prefix + "/_epoxy");
  }

  private static String stripSlashes(String key) {
    String short1 = key;
    while (short1.endsWith("/")) {
      short1 = short1.substring(0, short1.length() - 1);
    }
    return short1;
  }

  private static Map<String, String> arguments(ProfileKeys keys) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--enable-glue-datacatalog", "true");
    List<String> formats = keys.list("datalake_formats");
    if (!formats.isEmpty()) {
      arguments.put("--datalake-formats", String.join(",", formats));
    }
    List<String> python = keys.list("extra_py_files");
    if (!python.isEmpty()) {
      arguments.put("--extra-py-files", String.join(",", python));
    }
    Map<String, String> conf = keys.conf();
    if (!conf.isEmpty()) {
      // Glue knows one --conf argument; further pairs are chained inside its value.
      arguments.put(
          "--conf",
          conf.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(" --conf ")));
    }
    keys.pairs("default_arguments")
        .forEach((name, value) -> arguments.put(name.startsWith("--") ? name : "--" + name, value));
    return arguments;
  }
}
