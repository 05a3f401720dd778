package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
  @TempDir private Path root;

  @Test
  void glue6GetsTheJarOfSpark41() throws IOException {
    Path jar = root.resolve("src/job/target/epoxy-job-0.1.0-all.jar");
    Path other = root.resolve("src/spark41/target/epoxy-job-spark41-0.1.0-all.jar");
    assertThat(JobJar.forGlue(jar, "5.1")).isEqualTo(jar);
    assertThatThrownBy(() -> JobJar.forGlue(jar, "6.0"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining(
            "Glue 6.0 runs Spark 4.1, and the job jar for it is not built: " + other)
        .hasMessageContaining("mvn -pl src/spark41 -am package");

    Files.createDirectories(other.getParent());
    Files.createFile(other);

    assertThat(JobJar.forGlue(jar, "6.0")).isEqualTo(other);
  }
}
