package io.epoxy.compiler.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A digest of each part of what a parse cache was kept for, in a small file beside it: the next run
 * can say which part is another one. Nothing but the messages depends on it.
 */
public final class StateCheck {
  private static final String SALT = "salt";

  private final Map<String, String> earlier;
  private final Map<String, String> now;

  private StateCheck(Map<String, String> earlier, Map<String, String> now) {
    this.earlier = earlier;
    this.now = now;
  }

  /**
   * Reads the file, and writes it anew when a part has changed: a change is told once.
   *
   * @param parts by names without an equals sign
   * @return empty when there is no file that can be read or written
   */
  public static Optional<StateCheck> exchange(Path file, Map<String, String> parts) {
    try {
      Map<String, String> earlier = read(file);
      Digest digest =
          earlier.containsKey(SALT)
              ? Digest.withSalt(HexFormat.of().parseHex(earlier.get(SALT)))
              : Digest.withNewSalt();
      Map<String, String> now = new LinkedHashMap<>();
      now.put(SALT, HexFormat.of().formatHex(digest.salt()));
      parts.forEach((name, value) -> now.put(name, Long.toHexString(digest.of(value))));
      if (!now.equals(earlier)) {
        write(file, now);
      }
      return earlier.isEmpty() ? Optional.empty() : Optional.of(new StateCheck(earlier, now));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a part was there and was another one. */
  public boolean changed(String part) {
    return earlier.containsKey(part) && !earlier.get(part).equals(now.get(part));
  }

  /** Whether a part was not there. */
  public boolean added(String part) {
    return !earlier.containsKey(part);
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      int sign = line.indexOf('=');
      parts.put(line.substring(0, Math.max(sign, 0)), line.substring(sign + 1));
    }
    return parts;
  }

  private static void write(Path file, Map<String, String> parts) throws IOException {
    List<String> lines = new ArrayList<>();
    parts.forEach((name, digest) -> lines.add(name + "=" + digest));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }
}
