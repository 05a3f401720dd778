package io.epoxy.compiler.parse;

/** Only a parse of the whole project can tell what it is now. */
final class WholeParse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WholeParse() {
    super("the whole project is to be parsed", null, false, false);
  }

  static void unless(boolean condition) {
    if (!condition) {
      throw new WholeParse();
    }
  }
}
