package io.epoxy.aws.testing;

import java.io.BufferedReader;
import java.io.File;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moto server (an AWS that lives in memory) as a child process, started once per test JVM and
 * stopped with it. It comes from PATH, or is installed below target/; without either a test fails.
 */
public final class MotoServer {
  private static final String WANTED = "moto[server]==5.2.1";
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static MotoServer shared;

  private final URI endpoint;

  private MotoServer(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The server of this JVM. The SDK finds it and its credentials by system properties. */
  public static synchronized MotoServer shared() {
    if (shared == null) {
      shared = start();
      System.setProperty("aws.accessKeyId", "testing");
      System.setProperty("aws.secretAccessKey", "testing");
      System.setProperty("aws.region", "eu-west-1");
      System.setProperty("aws.endpointUrlS3", shared.endpoint.toString());
    }
    return shared;
  }

  public URI endpoint() {
    return endpoint;
  }

  private static MotoServer start() {
    String command = onPath("moto_server").orElseGet(MotoServer::install);
    ProcessBuilder builder =
        new ProcessBuilder(command, "-H", "127.0.0.1", "-p", "0").redirectErrorStream(true);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    try {
      Process process = builder.start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                  }));
      return new MotoServer(readAddress(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns as soon as the server says where it listens; a thread reads on, lest it block. */
  private static URI readAddress(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "moto output");
        rest.setDaemon(true);
        rest.start();
        return URI.create(address.group(1));
      }
    }
    throw new IllegalStateException("moto_server ended before it listened; it said " + said);
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
    if (!Files.isExecutable(server)) {
      call("python3", "-m", "venv", folder.toString());
      call(folder.resolve("bin").resolve("pip").toString(), "install", "-q", WANTED);
    }
    return server.toString();
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
