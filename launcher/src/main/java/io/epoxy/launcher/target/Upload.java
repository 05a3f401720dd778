package io.epoxy.launcher.target;

import io.epoxy.bundle.archive.BundleContents;
import io.epoxy.bundle.archive.BundleManifest;
import io.epoxy.bundle.archive.BundleWriter;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.run.EarlierFiles;
import io.epoxy.bundle.run.EnvNames;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.bundle.run.TargetSecrets;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts into S3 what a run needs. Whatever is named by its content is sent only once. */
public final class Upload {
  private final ObjectStore store;
  private final RunLayout layout;
  private final String bucket;

  /** Uploads to the places of one run, in {@code bucket}, which is the store's root. */
  public Upload(ObjectStore store, RunLayout layout, String bucket) {
    this.store = store;
    this.layout = layout;
    this.bucket = bucket;
  }

  /** Sends the job jar when it is not there; answers its URI. */
  public String jobJar(Path jar) {
    String key = layout.jobJar(Sha256.of(jar));
    store.putIfAbsent(key, jar);
    return uri(key);
  }

  /** Sends the entry script when it is not there; answers its URI. */
  public String script(byte[] script) {
    String key = layout.script(Sha256.of(script));
    withTemporaryFile(
        ".scala",
        file -> {
          Files.write(file, script);
          return store.putIfAbsent(key, file);
        });
    return uri(key);
  }

  /** Packs the project and sends it when it is not there, then sends the request. */
  JobArguments request(
      Invocation invocation,
      Project project,
      Target target,
      Map<String, String> env,
      Map<String, Path> earlier) {
    byte[] content = RequestCodec.encode(pack(invocation, project, target, env, earlier));
    store.put(layout.request(), content);
    return new JobArguments(new S3Location(bucket, layout.request()), Sha256.of(content));
  }

  /**
   * Packs the project and sends it when it is not there; answers the request, unsent.
   *
   * @param earlier artifacts of earlier runs by their places, see {@link EarlierFiles}
   */
  public RunRequest pack(
      Invocation invocation,
      Project project,
      Target target,
      Map<String, String> env,
      Map<String, Path> earlier) {
    BundleContents contents = BundleContents.of(project);
    BundleManifest bundle =
        withTemporaryFile(
            ".zip",
            file -> {
              BundleManifest written = BundleWriter.write(contents, file);
              store.putIfAbsent(layout.bundle(written.sha256()), file);
              return written;
            });
    Map<String, String> mentioned = EnvNames.pick(env, BundleWriter.files(contents).values());
    return new RunRequest(
        invocation,
        project.name(),
        TargetSecrets.strip(target, env),
        mentioned,
        layout.bundle(bundle.sha256()),
        bundle.sha256(),
        earlier.isEmpty() ? Optional.empty() : Optional.of(earlierFiles(earlier)));
  }

  private EarlierFiles earlierFiles(Map<String, Path> files) {
    Map<String, String> hashes = new LinkedHashMap<>();
    files.forEach(
        (place, file) -> {
          String sha256 = Sha256.of(file);
          store.putIfAbsent(layout.earlierFile(sha256), file);
          hashes.put(place, sha256);
        });
    return new EarlierFiles(hashes);
  }

  private String uri(String key) {
    return new S3Location(bucket, key).toString();
  }

  private static <T> T withTemporaryFile(String suffix, FileUse<T> use) {
    try {
      Path file = Files.createTempFile("epoxy", suffix);
      try {
        return use.apply(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Could not write a temporary file: " + e, null, e);
    }
  }

  /** Something done with a file. */
  @FunctionalInterface
  private interface FileUse<T> {
    T apply(Path file) throws IOException;
  }
}
