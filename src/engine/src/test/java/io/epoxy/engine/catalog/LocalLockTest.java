package io.epoxy.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLockTest {
  @TempDir private Path folder;

  @Test
  void anotherProcessIsNamedAndItsDeathFreesTheLock() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('1');
      assertThatThrownBy(() -> LocalLock.take(folder))
          .isInstanceOfSatisfying(
              EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_LOCKED))
          .hasMessageMatching(
              "Another run \\(process "
                  + other.pid()
                  + ", started \\S+Z\\) is using the local catalog under .*\\. Wait until it has"
                  + " ended or stop it, then run again; to run two at the same time, give each its"
                  + " own copy of the project\\.");
    } finally {
      other.destroyForcibly().waitFor();
    }
    LocalLock.take(folder).close();
  }

  @Test
  void aSecondEngineInOneProcessIsLockedOutToo() {
    try (LocalLock lock = LocalLock.take(folder)) {
      assertThatThrownBy(() -> LocalLock.take(folder))
          .hasMessageStartingWith("Another run (process " + ProcessHandle.current().pid() + ", ");
      assertThat(lock).isNotNull();
    }
  }

  /** Holds the lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      LocalLock lock = LocalLock.take(Path.of(args[0]));
      System.out.print(lock == null ? '0' : '1');
      System.out.flush();
      System.in.read();
    }
  }
}
