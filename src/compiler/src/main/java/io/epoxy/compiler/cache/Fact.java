package io.epoxy.compiler.cache;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something that an entry was made from besides its key, and found while it was made.
 *
 * @param owner the package that asked; empty where it does not matter
 * @param name of what was asked for
 * @param value a digest of the answer
 */
public record Fact(Kind kind, String owner, String name, long value) {
  static final Comparator<Fact> ORDER =
      Comparator.comparing(Fact::kind).thenComparing(Fact::owner).thenComparing(Fact::name);

  public Fact {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(name, "name");
  }

  /** What can be asked for. */
  public enum Kind {
    /** The macro that an unqualified name means to a package, or that it means none. */
    MACRO,
    /** The macro of that name in exactly this package. */
    PACKAGE_MACRO,
    /** The macro that a dispatch finds; the name is the namespace, a line break, the macro. */
    DISPATCHED_MACRO,
    /** What a generic test of that name means to a package, and the macros that it can reach. */
    TEST_MACRO,
    /**
     * What project files say of what lies right under a folder; the name is the resource type and
     * the parts of the fqn, with line breaks between them.
     */
    CONFIG,
    VAR,
    ENV_VAR
  }

  /** Says what the answer would be now. Thread-safe. */
  @FunctionalInterface
  public interface Source {
    long value(Kind kind, String owner, String name);
  }
}
