package io.epoxy.launcher.target;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a dbt-glue profile says of the Glue job.
 *
 * @param region empty leaves the choice to the AWS SDK
 * @param artifacts where bundles, jars and runs are kept; without slash at its end
 * @param arguments the profile's part of DefaultArguments, without the job jar
 * @param tags of the job
 * @param notes a sentence for each key that has no effect
 * @param conflicts a sentence for each setting that a table format cannot work with
 */
public record GlueSettings(
    String jobName,
    String roleArn,
    Optional<String> region,
    S3Location artifacts,
    JobCapacity capacity,
    JobLimits limits,
    Optional<String> securityConfiguration,
    List<String> connections,
    List<String> extraJars,
    Map<String, String> arguments,
    Map<String, String> tags,
    List<String> notes,
    List<String> conflicts) {
  private static final Pattern ROLE =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]+");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final String CONF = "--conf";
  private static final String FORMATS = "--datalake-formats";

  public GlueSettings {
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(roleArn, "roleArn");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(artifacts, "artifacts");
    Objects.requireNonNull(capacity, "capacity");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(securityConfiguration, "securityConfiguration");
    connections = ImmutableList.copyOf(connections);
    extraJars = ImmutableList.copyOf(extraJars);
    arguments = ImmutableMap.copyOf(arguments);
    tags = ImmutableMap.copyOf(tags);
    notes = ImmutableList.copyOf(notes);
    conflicts = ImmutableList.copyOf(conflicts);
  }

  /** Reads the profile for a command that does not set up the job. */
  public static GlueSettings of(Target target, String projectName) {
    return of(target, projectName, Set.of());
  }

  /**
   * Reads the profile.
   *
   * @param written the formats that the project's own text names
   * @throws EpoxyException naming the key that is missing or wrong
   */
  public static GlueSettings of(Target target, String projectName, Set<LakeFormat> written) {
    ProfileKeys keys = new ProfileKeys(target);
    String role = keys.required("role_arn", "the role that the Glue job runs with");
    if (!ROLE.matcher(role).matches()) {
      throw keys.problem("has 'role_arn' = '" + role + "', which is not the ARN of an IAM role.");
    }
    Map<String, String> users = usersArguments(keys);
    Set<LakeFormat> formats = formats(keys, written);
    SparkConf conf = conf(keys, users, formats, target);
    return new GlueSettings(
        keys.text("job_name").orElse("epoxy-" + projectName + "-" + target.name()),
        role,
        keys.text("region"),
        ArtifactsPlace.of(keys),
        JobCapacity.of(keys),
        JobLimits.of(keys),
        keys.text("security_configuration"),
        keys.list("connections"),
        keys.list("extra_jars"),
        arguments(keys, users, formats, conf),
        keys.pairs("tags"),
        Stream.concat(JobCapacity.note(keys).stream(), SessionKeys.notes(target).stream()).toList(),
        conf.conflicts());
  }

  /** The partition of the role, {@code aws} nearly everywhere; the job lies in the same. */
  public String partition() {
    return roleGroup(1);
  }

  /** The account of the role. A role can be passed to a job of its own account only. */
  public String account() {
    return roleGroup(2);
  }

  private String roleGroup(int group) {
    Matcher matcher = ROLE.matcher(roleArn);
    if (!matcher.matches()) {
      throw new IllegalStateException("not checked: " + roleArn);
    }
    return matcher.group(group);
  }

  /** Those that the profile names, and those that the project uses and no jar of its own brings. */
  private static Set<LakeFormat> formats(ProfileKeys keys, Set<LakeFormat> written) {
    Set<LakeFormat> formats = EnumSet.noneOf(LakeFormat.class);
    for (String word : keys.list("datalake_formats")) {
      formats.add(
          LakeFormat.find(word)
              .orElseThrow(
                  () ->
                      keys.problem(
                          "has '"
                              + word
                              + "' in 'datalake_formats'; AWS Glue knows delta, hudi and"
                              + " iceberg.")));
    }
    String jars = String.join(",", keys.list("extra_jars"));
    written.stream().filter(one -> !jars.contains(one.word())).forEach(formats::add);
    return formats;
  }

  private static SparkConf conf(
      ProfileKeys keys, Map<String, String> users, Set<LakeFormat> formats, Target target) {
    Map<String, String> conf = new LinkedHashMap<>();
    if (users.containsKey(CONF)) {
      conf.putAll(keys.conf(List.of(users.get(CONF))));
    }
    conf.putAll(keys.conf());
    Optional<String> catalogId = keys.text("catalog_id");
    if (catalogId.isPresent() && !ACCOUNT.matcher(catalogId.get()).matches()) {
      throw keys.problem(
          "has 'catalog_id' = '" + catalogId.get() + "', which is not an account of 12 digits.");
    }
    return SparkConf.of(conf, formats, target, catalogId);
  }

  private static Map<String, String> usersArguments(ProfileKeys keys) {
    Map<String, String> arguments = new LinkedHashMap<>();
    keys.pairs("default_arguments")
        .forEach((name, value) -> arguments.put(name.startsWith("--") ? name : "--" + name, value));
    return arguments;
  }

  private static Map<String, String> arguments(
      ProfileKeys keys, Map<String, String> users, Set<LakeFormat> formats, SparkConf conf) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--enable-glue-datacatalog", "true");
    if (!formats.isEmpty()) {
      List<String> words = new ArrayList<>(keys.list("datalake_formats"));
      formats.stream()
          .map(LakeFormat::word)
          .filter(one -> !words.contains(one))
          .forEach(words::add);
      arguments.put(FORMATS, String.join(",", words));
    }
    List<String> python = keys.list("extra_py_files");
    if (!python.isEmpty()) {
      arguments.put("--extra-py-files", String.join(",", python));
    }
    arguments.putAll(users);
    if (!conf.settings().isEmpty()) {
      arguments.put(CONF, conf.argument());
    }
    return arguments;
  }
}
