package io.epoxy.jinja.statement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which special variables the body of one macro reads before it sets them itself. */
final class UsedNames {
  private static final List<String> SPECIAL = List.of("caller", "kwargs", "varargs");

  private final Set<String> wanted = new HashSet<>(SPECIAL);
  private final Set<String> read = new HashSet<>();

  void read(String name) {
    if (wanted.contains(name)) {
      read.add(name);
    }
  }

  void assigned(String name) {
    wanted.remove(name);
  }

  /** A parameter of the same name is an ordinary one. */
  MacroFacts facts(Signature signature) {
    return new MacroFacts(
        read.contains("caller"),
        read.contains("kwargs") && !signature.names().contains("kwargs"),
        read.contains("varargs") && !signature.names().contains("varargs"));
  }
}
