package io.epoxy.bundle.run;

import io.epoxy.model.result.RunEvent;
import java.util.List;

/** Events as lines of JSON. */
public final class EventCodec {
  private EventCodec() {}

  /** One line, without its end. */
  public static String encode(RunEvent event) {
    throw new UnsupportedOperationException(event.toString());
  }

  public static RunEvent decode(String line) {
    throw new UnsupportedOperationException(line);
  }

  /** The events of one file. */
  public static List<RunEvent> decodeAll(byte[] file) {
    throw new UnsupportedOperationException("" + file.length);
  }
}
