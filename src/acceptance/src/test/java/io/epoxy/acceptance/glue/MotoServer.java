package io.epoxy.acceptance.glue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moto server (https://docs.getmoto.org/en/latest/docs/server_mode.html) as a child process:
 * {@code moto_server} of PATH, else one that pip installs below target/.
 */
final class MotoServer implements AutoCloseable {
  private static final String PINNED = "moto[server]==5.2.1";
  private static final Pattern RUNNING =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final List<String> log;
  private final URI endpoint;

  private MotoServer(Process process, List<String> log, URI endpoint) {
    this.process = process;
    this.log = log;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server on a free port.
   *
   * @param folder where a moto of our own is installed when PATH has none
   * @throws IllegalStateException when there is no moto and none can be installed
   */
  static MotoServer start(Path folder) {
    List<String> command =
        List.of(findOnPath().orElseGet(() -> install(folder)), "-H", "127.0.0.1", "-p", "0");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    // moto would look for AWS's own answers to a pass-through request.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    try {
      Process process = builder.start();
      List<String> log = new ArrayList<>();
      return new MotoServer(process, log, awaitEndpoint(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** How many requests of the access log have the method and a path that begins so. */
  long countRequests(String method, String pathPrefix) {
    synchronized (log) {
      return log.stream().filter(line -> line.contains('"' + method + " " + pathPrefix)).count();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static URI awaitEndpoint(Process process, List<String> log) {
    CompletableFuture<URI> endpoint = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, log, endpoint), "moto log");
    reader.setDaemon(true);
    reader.start();
    try {
      return endpoint.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moto_server started", e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroy();
      throw new IllegalStateException("moto_server did not start; it said: " + log, e);
    }
  }

  private static void read(Process process, List<String> log, CompletableFuture<URI> endpoint) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
        }
        Matcher running = RUNNING.matcher(line);
        if (running.find()) {
          endpoint.complete(URI.create(running.group(1)));
        }
      }
      endpoint.completeExceptionally(new IOException("moto_server ended"));
    } catch (IOException e) {
      endpoint.completeExceptionally(e);
    }
  }

  private static Optional<String> findOnPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(java.io.File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .map(folder -> Path.of(folder, "moto_server"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String install(Path folder) {
    Path server = folder.resolve("bin/moto_server");
    if (!Files.isExecutable(server)) {
      run("python3", "-m", "venv", folder.toString());
      run(folder.resolve("bin/pip").toString(), "install", "--quiet", PINNED);
    }
    return server.toString();
  }

  private static void run(String... command) {
    String help =
        "The acceptance tests need moto_server on PATH (pip install '"
            + PINNED
            + "'); installing it failed at: "
            + String.join(" ", command);
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(help);
      }
    } catch (IOException e) {
      throw new IllegalStateException(help, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(help, e);
    }
  }
}
