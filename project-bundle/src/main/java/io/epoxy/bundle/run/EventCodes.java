package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The names of dbt's log events with their codes. Programs that read the JSON log look for them,
 * and {@code --warn-error-options} names events by them.
 */
public final class EventCodes {
  private EventCodes() {}

  /** The code of an event, for example {@code Q035} of {@code NothingToDo}. */
  public static Optional<String> find(String name) {
    return Optional.ofNullable(Table.CODES.get(name));
  }

  /** Read when the first one is looked for. */
  private static final class Table {
    private static final Map<String, String> CODES = read();

    private static Map<String, String> read() {
      Properties codes = new Properties();
      try (InputStream in = EventCodes.class.getResourceAsStream("events.properties")) {
        codes.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
      codes.stringPropertyNames().forEach(name -> all.put(name, codes.getProperty(name)));
      return all.buildOrThrow();
    }
  }
}
