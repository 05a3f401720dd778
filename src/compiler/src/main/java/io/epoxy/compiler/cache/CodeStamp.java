package io.epoxy.compiler.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Says which build of Epoxy is running: what another one wrote may be wrong now. */
public final class CodeStamp {
  private CodeStamp() {}

  /** The jar's name, size and time; the folder of classes while Epoxy itself is being tested. */
  public static String current() {
    CodeSource source = CodeStamp.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "unknown";
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(place)
          ? place.getFileName() + " " + Files.size(place) + " " + Files.getLastModifiedTime(place)
          : place.toString();
    } catch (IOException | URISyntaxException e) {
      return source.getLocation().toString();
    }
  }
}
