package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as Spark 3.5, YARN and Glue have them. */
class ClusterTroubleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Exception in User Class: java.lang.OutOfMemoryError : Java heap space|DRIVER_MEMORY",
        "Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID"
            + " 7) (10.0.0.1 executor 2): java.lang.OutOfMemoryError: Java heap"
            + " space|EXECUTOR_MEMORY",
        "ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason: Command"
            + " exited with code 137|EXECUTOR_MEMORY",
        "Container killed by YARN for exceeding memory limits. 5.5 GB of 5.5 GB physical memory"
            + " used|EXECUTOR_MEMORY",
        "Container exited with a non-zero exit code: 52|EXECUTOR_MEMORY",
        "org.apache.spark.memory.SparkOutOfMemoryError: Unable to acquire|EXECUTOR_MEMORY",
        "ExecutorLostFailure (executor 3 exited unrelated to the running tasks) Reason: Remote RPC"
            + " client disassociated|EXECUTOR_LOST",
        "java.io.IOException: No space left on device|DISK_FULL",
        "Database Error in model a: cannot resolve column exit_code_1370|-",
        "Command failed with exit code 137|DRIVER_MEMORY",
        "Command failed with exit code 1|-"
      })
  void wordsAreKnown(String text, ClusterTrouble trouble) {
    assertThat(ClusterTrouble.find(text)).isEqualTo(Optional.ofNullable(trouble));
  }
}
