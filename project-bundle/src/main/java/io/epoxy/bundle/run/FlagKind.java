package io.epoxy.bundle.run;

/** What a flag holds. */
public enum FlagKind {
  /** {@code --x} and {@code --no-x}. */
  SWITCH,
  TEXT,
  /** A file or folder of this machine; such a value never travels. */
  PATH,
  NUMBER,
  /** One of several words, in any case. */
  CHOICE,
  /** Words up to the next flag, repeatable. */
  LIST,
  /** A YAML dictionary. */
  DATA,
  /** A word without a name of its own. */
  POSITIONAL
}
