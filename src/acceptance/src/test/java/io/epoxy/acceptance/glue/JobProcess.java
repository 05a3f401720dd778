package io.epoxy.acceptance.glue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What Glue does with a started run: fetches the jars, checks the script, and runs the job's main
 * in a JVM with Spark, the formats asked for and the AWS SDK beside it. The Scala script itself is
 * not compiled; it would only call the main.
 */
final class JobProcess {
  /** Pairs chained inside one value; see reference of special parameters, {@code --conf}. */
  private static final Pattern CONF_SEPARATOR = Pattern.compile("\\s+--conf\\s+");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern UNCAUGHT =
      Pattern.compile("Exception in thread \"main\" ([\\w.$]+)(?:: (.*))?");

  private final WorkerSettings settings;
  private final S3Client s3;
  private final JobRun run;
  private final Path folder;

  JobProcess(WorkerSettings settings, S3Client s3, JobRun run) {
    this.settings = settings;
    this.s3 = s3;
    this.run = run;
    this.folder = settings.folder().resolve(run.id());
  }

  /** Starts the JVM. */
  Process start() throws IOException {
    Files.createDirectories(folder);
    Map<String, String> arguments = run.mergedArguments();
    checkScript();
    List<String> classPath = new ArrayList<>();
    for (String jar : split(COMMA, arguments.getOrDefault("--extra-jars", ""))) {
      classPath.add(download(jar).toString());
    }
    classPath.addAll(
        settings.classPath(
            run.glueVersion(), split(COMMA, arguments.getOrDefault("--datalake-formats", ""))));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ownJvmOptions());
    command.add("-Xmx1g");
    sparkProperties(arguments).forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    command.add(String.join(java.io.File.pathSeparator, classPath));
    command.add(settings.mainClass());
    command.addAll(mainArguments(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("output.log").toFile())
            .redirectError(folder.resolve("error.log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(settings.environment());
    return builder.start();
  }

  /** What Glue would put into ErrorMessage; empty when the process ended well. */
  Optional<String> failure(int exitCode) {
    if (exitCode == 0) {
      return Optional.empty();
    }
    try {
      for (String line : Files.readAllLines(folder.resolve("error.log"))) {
        Matcher uncaught = UNCAUGHT.matcher(line);
        if (uncaught.find()) {
          return Optional.of(
              "Exception in User Class: " + uncaught.group(1) + " : " + uncaught.group(2));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of("Command failed with exit code " + exitCode);
  }

  private Map<String, String> sparkProperties(Map<String, String> arguments) {
    Map<String, String> properties = new LinkedHashMap<>(settings.sparkProperties());
    for (String pair : split(CONF_SEPARATOR, arguments.getOrDefault("--conf", ""))) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalStateException("--conf holds '" + pair + "', which is no key=value");
      }
      properties.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return properties;
  }

  private List<String> mainArguments(Map<String, String> arguments) {
    List<String> list = new ArrayList<>();
    list.addAll(List.of("--JOB_ID", "j_" + Integer.toHexString(run.jobName().hashCode())));
    list.addAll(List.of("--JOB_RUN_ID", run.id(), "--JOB_NAME", run.jobName()));
    arguments.forEach((key, value) -> list.addAll(List.of(key, value)));
    return list;
  }

  private void checkScript() {
    URI script = URI.create(run.scriptLocation());
    try {
      s3.headObject(head -> head.bucket(script.getHost()).key(key(script)));
    } catch (S3Exception e) {
      throw new IllegalStateException("the script " + script + " does not exist", e);
    }
  }

  private Path download(String location) {
    URI jar = URI.create(location);
    Path file = folder.resolve(Path.of(jar.getPath()).getFileName().toString());
    try {
      s3.getObject(get -> get.bucket(jar.getHost()).key(key(jar)), file);
    } catch (S3Exception e) {
      throw new IllegalStateException("the jar " + location + " of --extra-jars is not there", e);
    }
    return file;
  }

  private static String key(URI location) {
    return location.getPath().substring(1);
  }

  private static List<String> split(Pattern separator, String text) {
    return separator
        .splitAsStream(text)
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** The opens that Spark needs and the cheap JIT: the child gets what this JVM was given. */
  private static List<String> ownJvmOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--add-opens")
                    || option.startsWith("-XX:")
                    || option.startsWith("-Djdk.reflect"))
        .toList();
  }
}
