package io.epoxy.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The text of {@code epoxy --help}, kept ready made: building the parser of every command only to
 * print it takes four times as long. A test holds it against what the parser says.
 */
final class HelpText {
  static final String RESOURCE = "help.txt";

  private static final List<String> WORDS = List.of("-h", "--help");

  private HelpText() {}

  /** Whether the whole command line asks for this text. */
  static boolean isAskedFor(String... arguments) {
    return arguments.length == 0 || arguments.length == 1 && WORDS.contains(arguments[0]);
  }

  /** Whether some command's help may be wanted. */
  static boolean isIn(String... arguments) {
    return arguments.length == 0 || Arrays.stream(arguments).anyMatch(WORDS::contains);
  }

  static String load() {
    try (InputStream in = HelpText.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
