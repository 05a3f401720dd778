package io.epoxy.bundle.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What goes wrong with the machines of a job rather than with its SQL, and what helps. Found in the
 * words of Spark (3.5.6: {@code ExecutorLossReason}, {@code ExecutorExitCode}, where 52 is an
 * executor's OutOfMemoryError; 137 is a process that the kernel killed, above all for its memory)
 * and in Glue's ErrorMessage, whose "Command" is the driver. The first that fits counts.
 */
public enum ClusterTrouble {
  DISK_FULL(
      List.of("No space left on device"),
      "A worker's disk is full. Take a larger 'worker_type' or more 'workers', or look for a join"
          + " whose keys match far more rows than they should."),
  EXECUTOR_MEMORY(
      List.of(
          "executor [^\\n]{0,80}\\): java\\.lang\\.OutOfMemoryError",
          "(?i)(?<!command failed with )exit(?:ed with)?(?: code| status)?:? (?:137|143|52)\\b",
          "(?i)exceeding (?:physical )?memory limits",
          "SparkOutOfMemoryError"),
      "An executor ran out of memory. Take a larger 'worker_type' (G.2X instead of G.1X) or raise"
          + " spark.sql.shuffle.partitions in 'conf', or look for a key that most rows share."),
  DRIVER_MEMORY(
      List.of("OutOfMemoryError", "Command failed with exit code 137"),
      "The driver ran out of memory. Take a larger 'worker_type', lower 'threads', or fetch fewer"
          + " rows in macros (run_query)."),
  EXECUTOR_LOST(
      List.of("ExecutorLostFailure", "Remote RPC client disassociated", "Executor heartbeat timed"),
      "An executor was lost. With 'execution_class: FLEX' AWS takes machines away: use STANDARD, or"
          + " 'max_retries: 1', which goes on from what is done.");

  private final List<Pattern> words;
  private final String advice;

  ClusterTrouble(List<String> words, String advice) {
    this.words = words.stream().map(Pattern::compile).toList();
    this.advice = advice;
  }

  /** What happened and what to do, in one or two sentences. */
  public String advice() {
    return advice;
  }

  /** The trouble that an error's text tells of. */
  public static Optional<ClusterTrouble> find(String text) {
    for (ClusterTrouble trouble : values()) {
      if (trouble.words.stream().anyMatch(word -> word.matcher(text).find())) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }
}
