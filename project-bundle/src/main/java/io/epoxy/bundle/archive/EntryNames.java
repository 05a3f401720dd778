package io.epoxy.bundle.archive;

import com.google.common.base.Splitter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names a bundle's entries may have: relative, forward slashes, no tricks. */
final class EntryNames {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  /** What Java puts for bytes of a file name that are no text in the locale. */
  private static final char UNREADABLE = '\ufffd';

  private EntryNames() {}

  /** What is wrong with a name; empty when nothing is. */
  static Optional<String> fault(String name) {
    if (name.startsWith("/")) {
      return Optional.of("an absolute path");
    }
    if (DRIVE.matcher(name).matches()) {
      return Optional.of("a path with a drive");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("a name with a backslash");
    }
    if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.of("a name with a control character");
    }
    if (name.indexOf(UNREADABLE) >= 0) {
      return Optional.of("a name that this machine's locale cannot read (set LC_ALL=C.UTF-8)");
    }
    for (String part : Splitter.on('/').split(name)) {
      if (part.equals("..")) {
        return Optional.of("a path that leaves the bundle");
      }
      if (part.isEmpty() || part.equals(".")) {
        return Optional.of("not the name of a file");
      }
    }
    return Optional.empty();
  }
}
