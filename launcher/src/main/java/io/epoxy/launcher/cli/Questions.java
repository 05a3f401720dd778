package io.epoxy.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks whoever started the command, in the form of click 8, which dbt asks with: the question on
 * standard output, a line of standard input as the answer, and again until it fits. At the end of
 * the input nothing is answered.
 */
final class Questions {
  private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");

  private final BufferedReader in;
  private final PrintStream out;

  Questions(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  /** What an answer has to be, and what it is then. */
  enum Kind {
    TEXT("", Optional::of),
    INTEGER("integer", Questions::integer),
    FLOAT("float", Questions::real),
    BOOLEAN("boolean", Questions::truth);

    private final String name;
    private final Function<String, Optional<Object>> reading;

    Kind(String name, Function<String, Optional<Object>> reading) {
      this.name = name;
      this.reading = reading;
    }
  }

  void say(String text) {
    out.println(text);
  }

  /** Any text but an empty one. */
  Optional<String> text(String question) {
    return value(question, Kind.TEXT, Optional.empty()).map(String::valueOf);
  }

  /** Yes or no; an empty answer is no, and so is none. */
  boolean confirm(String question) {
    while (true) {
      Optional<String> answer = line(question + " [y/N]: ");
      String word = answer.orElse("").strip().toLowerCase(Locale.ROOT);
      if (word.equals("y") || word.equals("yes")) {
        return true;
      }
      if (word.isEmpty() || word.equals("n") || word.equals("no")) {
        return false;
      }
      say("Error: invalid input");
    }
  }

  /** The number of one of some things, from 1 on. */
  Optional<Integer> choice(String question, int count) {
    while (true) {
      Optional<Object> answer = value(question, Kind.INTEGER, Optional.empty());
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      int number = (Integer) answer.get();
      if (number >= 1 && number <= count) {
        return Optional.of(number);
      }
      say("Error: " + number + " is not in the range 1<=x<=" + count + ".");
    }
  }

  /** A value of a kind; an empty answer, or none, is the default when there is one. */
  Optional<Object> value(String question, Kind kind, Optional<Object> standard) {
    String prompt = question + standard.map(value -> " [" + value + "]").orElse("") + ": ";
    while (true) {
      Optional<String> answer = line(prompt);
      if (answer.isEmpty() || answer.get().isEmpty() && standard.isPresent()) {
        return standard;
      }
      Optional<Object> value =
          answer.get().isEmpty() ? Optional.empty() : kind.reading.apply(answer.get());
      if (value.isPresent()) {
        return value;
      }
      if (!answer.get().isEmpty()) {
        say("Error: '" + answer.get() + "' is not a valid " + kind.name + ".");
      }
    }
  }

  private Optional<String> line(String prompt) {
    out.print(prompt);
    out.flush();
    try {
      Optional<String> answer = Optional.ofNullable(in.readLine());
      if (answer.isEmpty()) {
        out.println();
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Object> integer(String text) {
    try {
      return Optional.of(Integer.valueOf(text.strip()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Object> real(String text) {
    try {
      return Optional.of(Double.valueOf(text.strip()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return Optional.of(true);
    }
    return NO.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
