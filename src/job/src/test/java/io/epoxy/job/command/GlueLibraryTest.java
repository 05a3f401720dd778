package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.glue.util.Job;
import io.epoxy.model.error.EpoxyException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against stand-ins with the names and signatures of AWS Glue's library. */
class GlueLibraryTest {
  private static SparkSession session;

  @BeforeAll
  static void startSpark() {
    session =
        SparkSession.builder()
            .master("local[1]")
            .appName("glue-test")
            .config("spark.ui.enabled", false)
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    session.stop();
  }

  @BeforeEach
  void forget() {
    Job.takeCalls();
  }

  @Test
  void jobIsBegunWithTheContextAndCommitted() {
    GlueLibrary.begin(session, Map.of("JOB_NAME", "nightly")).commit();

    assertThat(Job.takeCalls())
        .containsExactly("init nightly glue-test {JOB_NAME=nightly}", "commit");
  }

  @Test
  void refusalOfTheLibraryIsToldInItsWords() {
    assertThatThrownBy(() -> GlueLibrary.begin(session, Map.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "AWS Glue's Job.init failed: java.lang.IllegalArgumentException: a job needs a name");
  }
}
