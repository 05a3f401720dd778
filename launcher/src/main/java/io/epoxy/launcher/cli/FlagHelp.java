package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What the help says of the flags; read only when help is asked for.
 *
 * @param value how a flag's value is called; empty of a switch
 */
record FlagHelp(String value, String description) {
  private static final String SEPARATOR = " ; ";

  /** Empty for a flag that is not shown. */
  static Optional<FlagHelp> find(Flag flag) {
    return Optional.ofNullable(Texts.ALL.getProperty(flag.name()))
        .map(
            text -> {
              int end = text.indexOf(SEPARATOR);
              return new FlagHelp(text.substring(0, end), text.substring(end + SEPARATOR.length()));
            });
  }

  private static final class Texts {
    private static final Properties ALL = read();

    private static Properties read() {
      Properties texts = new Properties();
      try (InputStream in = FlagHelp.class.getResourceAsStream("flags.properties")) {
        texts.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return texts;
    }
  }
}
