package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/**
 * Turns what Spark throws into one sentence of Spark's own with its place: no stack, no plan, no
 * repeated SQL.
 */
final class SparkErrors {
  private static final Pattern PLACE =
      Pattern.compile("[;.]?\\s*\\(?line (\\d+),? pos(?:ition)? (\\d+)\\)?");

  /** Spark's wrapper around what went wrong with a row; its own words name only the folder. */
  private static final String WRITING = "TASK_WRITE_FAILED";

  private SparkErrors() {}

  /** Where in a statement. */
  private record Place(int line, int position) {}

  static EpoxyException translate(Throwable thrown, Statement statement) {
    if (thrown instanceof EpoxyException ours) {
      return ours;
    }
    Optional<Throwable> unknown =
        chain(thrown).stream()
            .filter(cause -> cause.getClass().getSimpleName().equals("CommitStateUnknownException"))
            .findFirst();
    if (unknown.isPresent()) {
      return new EpoxyException(
          ErrorCode.UNKNOWN_OUTCOME,
          "It is not known whether the commit happened: " + unknown.get().getMessage(),
          statement.file().orElse(null),
          thrown);
    }
    if (chain(thrown).stream().anyMatch(InterruptedException.class::isInstance)) {
      return new EpoxyException(
          ErrorCode.DATABASE,
          "The run was stopped while this statement was running; it was cancelled",
          statement.file().orElse(null),
          thrown);
    }
    Throwable telling = mostTelling(thrown);
    String message = sentence(telling);
    Optional<Place> place =
        place(telling, message, statement)
            .filter(found -> found.line() > statement.linesBeforeQuery());
    if (place.isEmpty()) {
      return new EpoxyException(ErrorCode.DATABASE, message, statement.file().orElse(null), thrown);
    }
    String bare = PLACE.matcher(message).replaceAll("").stripTrailing();
    Place inQuery =
        new Place(place.get().line() - statement.linesBeforeQuery(), place.get().position());
    Optional<SourceLocation> location = statement.locate(inQuery.line(), inQuery.position());
    return new EpoxyException(
        ErrorCode.DATABASE,
        bare + "; line " + inQuery.line() + " pos " + inQuery.position(),
        location.orElse(null),
        thrown);
  }

  /** The deepest cause that Spark has words for, or else the deepest one. */
  private static Throwable mostTelling(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    for (int i = chain.size() - 1; i >= 0; i--) {
      if (chain.get(i) instanceof SparkThrowable known
          && SparkApi.condition(known) != null
          && !(SparkApi.condition(known).equals(WRITING) && i < chain.size() - 1)
          && chain.get(i).getMessage() != null) {
        return chain.get(i);
      }
    }
    if (thrown instanceof AnalysisException) {
      return thrown;
    }
    Throwable last = chain.get(chain.size() - 1);
    return last.getMessage() == null ? thrown : last;
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable at = thrown; at != null && !chain.contains(at); at = at.getCause()) {
      chain.add(at);
    }
    return chain;
  }

  private static String sentence(Throwable thrown) {
    String message =
        thrown instanceof AnalysisException analysis && !(thrown instanceof ParseException)
            ? analysis.getSimpleMessage()
            : String.valueOf(thrown.getMessage());
    for (String tail :
        List.of("\n== SQL", "\nDriver stacktrace:", "\n\tat ", ";\n'", "\nJVM stack")) {
      int at = message.indexOf(tail);
      if (at >= 0) {
        message = message.substring(0, at);
      }
    }
    String text = message.strip();
    return text.isEmpty() || text.equals("null") ? thrown.getClass().getSimpleName() : text;
  }

  private static Optional<Place> place(Throwable thrown, String message, Statement statement) {
    if (thrown instanceof SparkThrowable known) {
      for (QueryContext context : known.getQueryContext()) {
        if (context.objectType().isEmpty() && context.startIndex() >= 0) {
          return Optional.of(place(statement.text(), context.startIndex()));
        }
      }
    }
    Matcher found = PLACE.matcher(message);
    return found.find()
        ? Optional.of(new Place(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        : Optional.empty();
  }

  private static Place place(String text, int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Place(line, index - start);
  }
}
