package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.execute.VersionFolders.Unpublished;
import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that runs put aside and left. */
class WaitingRowsTest {
  private static final Relation ORDERS = Relation.of("shop", "orders");

  @TempDir private Path root;
  private final Configuration conf = new Configuration();
  private final VersionFolders folders = new VersionFolders(conf, new IcebergRemains(conf));

  private Path waiting(Duration age, Relation owner) throws IOException {
    String version = PassingName.version(Instant.now().minus(age), owner.hashCode());
    Path folder = root.resolve(PlanContext.WAITING + version);
    Files.createDirectories(folder.resolve("rows"));
    folders.mark(folder.toUri().toString(), owner);
    return folder;
  }

  @Test
  void onlyTheRelationsOwnGo() throws IOException {
    Path own = waiting(Duration.ZERO, ORDERS);
    Path other = waiting(Duration.ZERO, Relation.of("shop", "others"));
    Path unmarked = root.resolve(own.getFileName() + "b");
    Files.createDirectories(unmarked);
    folders.deleteWaiting(root.toUri().toString(), ORDERS, Unpublished.LEFTOVER);
    assertThat(own).doesNotExist();
    assertThat(other).exists();
    assertThat(unmarked).exists();
  }

  @Test
  void thoseThatARunMayBeAboutToReadStay() throws IOException {
    Path young = waiting(Duration.ofDays(6), ORDERS);
    Path old = waiting(Duration.ofDays(8), ORDERS);
    folders.deleteWaiting(root.toUri().toString(), ORDERS, Unpublished.PERHAPS_IN_USE);
    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void whatThisRunPutAsideStaysWhileOldFilesGo() throws IOException {
    Path own = waiting(Duration.ZERO, ORDERS);
    Path left = waiting(Duration.ofHours(1), ORDERS);
    folders.deleteOld(
        new VersionFolders.Cleanup(
            root.toUri().toString(), ORDERS, root + "/none", Set.of(), Set.of(), 0),
        Duration.ZERO,
        Unpublished.LEFTOVER,
        Optional.of(own.toString()));
    assertThat(own).exists();
    assertThat(left).doesNotExist();
  }
}
