package io.epoxy.launcher.target;

import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobCommand;
import software.amazon.awssdk.services.glue.model.JobUpdate;

/**
 * The Glue job that a project wants. Pure: it is compared with what AWS has, and merged into it,
 * because UpdateJob resets every field that it is not given.
 */
public final class JobDefinition {
  /** Says which arguments are Epoxy's to remove, when the profile no longer asks for them. */
  static final String MANAGED = "--epoxy-managed";

  /** The tag that says the same to people and to policies. */
  public static final String TAG = "epoxy-managed";

  /** A project may run several selections at once; Glue's default is one. */
  private static final int CONCURRENT_RUNS = 10;

  /** Superseded by WorkerType and NumberOfWorkers; together with them Glue refuses them. */
  private static final Set<String> NOT_COPIED = Set.of("MaxCapacity", "AllocatedCapacity");

  private final GlueSettings settings;
  private final String scriptUri;
  private final Map<String, String> arguments;

  public JobDefinition(GlueSettings settings, String scriptUri, String jobJarUri) {
    this.settings = settings;
    this.scriptUri = scriptUri;
    this.arguments = arguments(settings, jobJarUri);
  }

  CreateJobRequest create() {
    CreateJobRequest.Builder request =
        CreateJobRequest.builder()
            .name(settings.jobName())
            .description("Runs a dbt project; made by Epoxy.")
            .role(settings.roleArn())
            .command(command())
            .defaultArguments(arguments)
            .glueVersion(settings.capacity().glueVersion())
            .workerType(settings.capacity().workerType())
            .numberOfWorkers(settings.capacity().workers())
            .executionProperty(
                property ->
                    property.maxConcurrentRuns(
                        settings.limits().maxConcurrentRuns().orElse(CONCURRENT_RUNS)));
    settings.capacity().executionClass().ifPresent(request::executionClass);
    settings.limits().timeoutMinutes().ifPresent(request::timeout);
    settings.limits().maxRetries().ifPresent(request::maxRetries);
    settings.limits().queuing().ifPresent(request::jobRunQueuingEnabled);
    settings.securityConfiguration().ifPresent(request::securityConfiguration);
    if (!settings.connections().isEmpty()) {
      request.connections(list -> list.connections(settings.connections()));
    }
    request.tags(tags());
    return request.build();
  }

  /** The profile's tags and Epoxy's own. */
  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>(settings.tags());
    tags.put(TAG, "true");
    return tags;
  }

  /** Whether Epoxy made the job, or was told to adopt it. */
  public static boolean isOurs(Job job, Map<String, String> tags) {
    return job.defaultArguments().containsKey(MANAGED) || tags.containsKey(TAG);
  }

  /** What an update would change: names of fields, and of arguments by themselves; sorted. */
  public List<String> differences(Job job) {
    JobUpdate before = unchanged(job);
    JobUpdate after = mergedInto(job);
    Set<String> names = new TreeSet<>();
    for (SdkField<?> field : after.sdkFields()) {
      if (!Objects.equals(field.getValueOrDefault(before), field.getValueOrDefault(after))) {
        names.add(field.memberName());
      }
    }
    if (names.remove("DefaultArguments")) {
      names.addAll(
          Maps.difference(before.defaultArguments(), after.defaultArguments())
              .entriesDiffering()
              .keySet());
      names.addAll(
          Sets.symmetricDifference(
              before.defaultArguments().keySet(), after.defaultArguments().keySet()));
      names.remove(MANAGED);
    }
    return List.copyOf(names);
  }

  /** What AWS has, as an update that would change nothing. */
  public static JobUpdate unchanged(Job job) {
    return copy(job).build();
  }

  /** What AWS has, with the profile's wishes laid over it. */
  public JobUpdate mergedInto(Job job) {
    JobUpdate.Builder update =
        copy(job)
            .role(settings.roleArn())
            .command(command())
            .defaultArguments(mergedArguments(job.defaultArguments()))
            .glueVersion(settings.capacity().glueVersion())
            .workerType(settings.capacity().workerType())
            .numberOfWorkers(settings.capacity().workers());
    settings.capacity().executionClass().ifPresent(update::executionClass);
    settings.limits().timeoutMinutes().ifPresent(update::timeout);
    settings.limits().maxRetries().ifPresent(update::maxRetries);
    settings.limits().queuing().ifPresent(update::jobRunQueuingEnabled);
    settings
        .limits()
        .maxConcurrentRuns()
        .ifPresent(runs -> update.executionProperty(property -> property.maxConcurrentRuns(runs)));
    settings.securityConfiguration().ifPresent(update::securityConfiguration);
    if (!settings.connections().isEmpty()) {
      update.connections(list -> list.connections(settings.connections()));
    }
    return update.build();
  }

  private Map<String, String> mergedArguments(Map<String, String> existing) {
    Map<String, String> merged = new LinkedHashMap<>(existing);
    for (String name : existing.getOrDefault(MANAGED, "").split(" ", -1)) {
      merged.remove(name);
    }
    merged.putAll(arguments);
    return merged;
  }

  private static Map<String, String> arguments(GlueSettings settings, String jobJarUri) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--job-language", "scala");
    arguments.put("--class", "GlueApp");
    arguments.putAll(settings.arguments());
    String jars =
        Stream.concat(Stream.of(jobJarUri), settings.extraJars().stream())
            .collect(Collectors.joining(","));
    arguments.merge("--extra-jars", jars, (users, ours) -> ours + "," + users);
    Set<String> names = new TreeSet<>(arguments.keySet());
    arguments.put(MANAGED, String.join(" ", names));
    return arguments;
  }

  private JobCommand command() {
    return JobCommand.builder().name("glueetl").scriptLocation(scriptUri).build();
  }

  /** Field by field over the SDK's own list, so that fields of newer SDKs are kept as well. */
  private static JobUpdate.Builder copy(Job job) {
    JobUpdate.Builder update = JobUpdate.builder();
    Map<String, SdkField<?>> source = new LinkedHashMap<>();
    job.sdkFields().forEach(field -> source.put(field.memberName(), field));
    List<SdkField<?>> wanted = new ArrayList<>(JobUpdate.builder().build().sdkFields());
    Set<String> skipped = new LinkedHashSet<>(NOT_COPIED);
    for (SdkField<?> field : wanted) {
      SdkField<?> from = source.get(field.memberName());
      if (from == null || skipped.contains(field.memberName())) {
        continue;
      }
      Object value = from.getValueOrDefault(job);
      if (value != null) {
        field.set(update, value);
      }
    }
    return update;
  }
}
