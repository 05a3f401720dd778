package io.epoxy.engine.execute;

import io.epoxy.model.port.MessageSink;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * One node's statements on their way to Spark: dbt's {@code query-comment} goes into each, and the
 * debug log shows it and how long it took (dbt-adapters 1.24 {@code SQLQuery}, {@code
 * SQLQueryStatus}). Belongs to the thread that builds the node.
 */
final class StatementLog {
  private final MessageSink messages;
  private final String connection;
  private final UnaryOperator<String> comment;
  private OptionalLong started = OptionalLong.empty();

  /**
   * For the statements of one node.
   *
   * @param connection dbt's name of the connection: the node's id
   * @param comment puts the comment into a statement
   */
  StatementLog(MessageSink messages, String connection, UnaryOperator<String> comment) {
    this.messages = Objects.requireNonNull(messages, "messages");
    this.connection = Objects.requireNonNull(connection, "connection");
    this.comment = Objects.requireNonNull(comment, "comment");
  }

  /** Of statements that are told elsewhere. */
  static StatementLog silent() {
    return new StatementLog(MessageSink.NONE, "", UnaryOperator.identity());
  }

  /** The statement as it goes to Spark. */
  String tell(String sql) {
    String commented = comment.apply(sql);
    messages.message(
        MessageSink.Level.DEBUG,
        "SQLQuery",
        "On " + connection + ": " + commented,
        Map.of("conn_name", connection, "sql", commented));
    started = OptionalLong.of(System.nanoTime());
    return commented;
  }

  /** What was told last has done its work. */
  void tellEnd() {
    if (started.isPresent()) {
      double seconds = (System.nanoTime() - started.getAsLong()) / 1e9;
      started = OptionalLong.empty();
      messages.message(
          MessageSink.Level.DEBUG,
          "SQLQueryStatus",
          String.format(Locale.ROOT, "SQL status: OK in %.3f seconds", seconds),
          Map.of("status", "OK", "elapsed", seconds, "query_id", ""));
    }
  }
}
