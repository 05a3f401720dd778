package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.aws.testing.MotoServer;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest {
  private static AwsClients clients;

  private final String bucket = "store-" + UUID.randomUUID();
  private final S3ObjectStore store = newStore();

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    MotoServer.shared();
    clients = AwsClients.ofEnvironment();
  }

  @AfterAll
  static void stop() {
    clients.close();
  }

  private S3ObjectStore newStore() {
    clients
        .s3()
        .createBucket(
            request ->
                request
                    .bucket(bucket)
                    .createBucketConfiguration(
                        configuration -> configuration.locationConstraint("eu-west-1")));
    return S3ObjectStore.ofBucket(clients.s3(), bucket);
  }

  @Test
  void findsWhatWasPut() {
    store.put("runs/ä.json", "one".getBytes(StandardCharsets.UTF_8));
    store.put("runs/ä.json", "two".getBytes(StandardCharsets.UTF_8));
    assertThat(store.find("runs/ä.json")).hasValueSatisfying(is("two"));
    assertThat(store.find("runs/b.json")).isEmpty();
    assertThat(store.exists("runs/ä.json")).isTrue();
    assertThat(store.exists("runs/")).isFalse();
  }

  @Test
  void writesOnlyWhatIsAbsent() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "first");
    assertThat(store.putIfAbsent("jar", file)).isTrue();
    Files.writeString(file, "second");
    assertThat(store.putIfAbsent("jar", file)).isFalse();
    assertThat(store.find("jar")).hasValueSatisfying(is("first"));
  }

  @Test
  void replacesOnlyWhatWasSeen() {
    Optional<String> first =
        store.replace("lease", "a".getBytes(StandardCharsets.UTF_8), Optional.empty());
    assertThat(first).isPresent();
    assertThat(store.replace("lease", "b".getBytes(StandardCharsets.UTF_8), Optional.empty()))
        .isEmpty();
    assertThat(store.findVersion("lease").orElseThrow().name()).isEqualTo(first.get());
    assertThat(store.replace("lease", "c".getBytes(StandardCharsets.UTF_8), first)).isPresent();
    assertThat(store.replace("lease", "d".getBytes(StandardCharsets.UTF_8), first)).isEmpty();
    assertThat(store.findVersion("lease").orElseThrow().content()).asString().isEqualTo("c");
    assertThat(store.replace("gone", "e".getBytes(StandardCharsets.UTF_8), first)).isEmpty();
    assertThat(store.findVersion("gone")).isEmpty();
  }

  @Test
  void downloadsIntoNewFoldersAndReplacesFiles() throws IOException {
    store.put("k", "new".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("deep/er/file");
    store.download("k", file);
    store.download("k", file);
    assertThat(file).hasContent("new");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void listsKeysBelowAPrefixInOrder() {
    store.put("events/000001", new byte[0]);
    store.put("events/000000", new byte[0]);
    store.put("eventsx", new byte[0]);
    assertThat(store.list("events/")).containsExactly("events/000000", "events/000001");
    assertThat(store.list("nothing/")).isEmpty();
  }

  @Test
  void saysWhatS3SaidOfAMissingBucket() {
    S3ObjectStore nowhere = S3ObjectStore.ofBucket(clients.s3(), "no-such-bucket-anywhere");
    assertThatThrownBy(() -> nowhere.put("k", new byte[0]))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Could not write s3://no-such-bucket-anywhere/k: NoSuchBucket: The specified bucket"
                + " does not exist\nCreate the bucket, or name another one in the profile.")
        .satisfies(e -> assertThat(((EpoxyException) e).code()).isEqualTo(ErrorCode.AWS));
    assertThatThrownBy(() -> nowhere.list(""))
        .hasMessage(
            "Could not list s3://no-such-bucket-anywhere/: NoSuchBucket: The specified bucket does"
                + " not exist\nCreate the bucket, or name another one in the profile.");
  }

  @Test
  void saysWhichKeyIsMissingWhenItCannotBeDownloaded() {
    assertThatThrownBy(() -> store.download("gone", folder.resolve("x")))
        .hasMessageStartingWith("Could not read s3://" + bucket + "/gone: NoSuchKey");
    assertThat(folder).isEmptyDirectory();
  }

  private static java.util.function.Consumer<byte[]> is(String text) {
    return bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
