package io.epoxy.aws.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moto server (an AWS that lives in memory) as a child process, stopped with this JVM at the
 * latest. It comes from PATH, or is installed below target/; without either a test fails.
 */
public final class MotoServer implements AutoCloseable {
  private static final String WANTED = "moto[server]==5.2.1";
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static MotoServer shared;

  private final Process process;
  private final List<String> log = new ArrayList<>();
  private URI endpoint;

  private MotoServer(Process process) {
    this.process = process;
  }

  /** The server of this JVM. The SDK finds it and its credentials by system properties. */
  public static synchronized MotoServer shared() {
    if (shared == null) {
      shared = start();
      System.setProperty("aws.accessKeyId", "testing");
      System.setProperty("aws.secretAccessKey", "testing");
      System.setProperty("aws.region", "eu-west-1");
      System.setProperty("aws.endpointUrlS3", shared.endpoint.toString());
      System.setProperty("aws.endpointUrlSts", shared.endpoint.toString());
      System.setProperty("aws.endpointUrlCloudWatchLogs", shared.endpoint.toString());
    }
    return shared;
  }

  public URI endpoint() {
    return endpoint;
  }

  /** How many requests of the access log have the method and a path that begins so. */
  public long countRequests(String method, String pathPrefix) {
    synchronized (log) {
      return log.stream().filter(line -> line.contains('"' + method + " " + pathPrefix)).count();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  /** The Python that the server runs in; botocore is installed there. */
  public static String python() {
    try {
      Path server = Path.of(onPath("moto_server").orElseGet(MotoServer::install)).toRealPath();
      Path beside = server.resolveSibling("python3");
      return Files.isExecutable(beside) ? beside.toString() : "python3";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server of its own on a free port. */
  public static MotoServer start() {
    String command = onPath("moto_server").orElseGet(MotoServer::install);
    ProcessBuilder builder =
        new ProcessBuilder(command, "-H", "127.0.0.1", "-p", "0").redirectErrorStream(true);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    try {
      MotoServer server = new MotoServer(builder.start());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.awaitAddress();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns as soon as the server says where it listens; a thread reads on, lest it block. */
  private void awaitAddress() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      record(line);
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        endpoint = URI.create(address.group(1));
        Thread rest = new Thread(() -> lines.lines().forEach(this::record), "moto output");
        rest.setDaemon(true);
        rest.start();
        return;
      }
    }
    throw new IllegalStateException("moto_server ended before it listened; it said " + log);
  }

  private void record(String line) {
    synchronized (log) {
      log.add(line);
    }
  }

  private static Optional<String> onPath(String name) {
    for (String folder : System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  private static String install() {
    Path folder = Path.of("target", "moto").toAbsolutePath();
    Path server = folder.resolve("bin").resolve("moto_server");
    try (FileChannel lock = oneInstallation(folder);
        FileLock held = lock.lock()) {
      if (held.isValid() && !Files.isExecutable(server)) {
        call("python3", "-m", "venv", folder.toString());
        call(folder.resolve("bin").resolve("pip").toString(), "install", "-q", WANTED);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server.toString();
  }

  /** Test JVMs side by side wait here for each other. */
  private static FileChannel oneInstallation(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    return FileChannel.open(
        folder.resolveSibling("moto.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void call(String... command) {
    String sentence =
        "These tests need moto_server on PATH (pip install '"
            + WANTED
            + "'); installing it failed: ";
    try {
      int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(sentence + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new IllegalStateException(sentence + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(sentence + e, e);
    }
  }
}
