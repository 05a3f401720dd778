package io.epoxy.bundle.console;

/** ANSI colours as dbt uses them (dbt-common {@code ui.py}: red, green, yellow), or none. */
enum Palette {
  COLOURED("\u001b[31m", "\u001b[32m", "\u001b[33m", "\u001b[0m"),
  PLAIN("", "", "", "");

  private final String red;
  private final String green;
  private final String yellow;
  private final String reset;

  Palette(String red, String green, String yellow, String reset) {
    this.red = red;
    this.green = green;
    this.yellow = yellow;
    this.reset = reset;
  }

  static Palette of(ConsoleOptions options) {
    // A program reads JSON; it has no use for colours.
    boolean coloured =
        options.colours() == ConsoleOptions.Colours.ON
            && options.format() != ConsoleOptions.Format.JSON;
    return coloured ? COLOURED : PLAIN;
  }

  String red(String text) {
    return red + text + reset;
  }

  String green(String text) {
    return green + text + reset;
  }

  String yellow(String text) {
    return yellow + text + reset;
  }

  /** What dbt puts before a line's time, so that an unfinished colour ends there. */
  String lineStart() {
    return reset;
  }

  /** {@code [WARNING]: text}. */
  String warning(String text) {
    return "[" + yellow("WARNING") + "]: " + text;
  }

  /** {@code [WARNING][event]: text}. */
  String warning(String event, String text) {
    return "[" + yellow("WARNING") + "][" + event + "]: " + text;
  }

  /** {@code [ERROR]: text}. */
  String error(String text) {
    return "[" + red("ERROR") + "]: " + text;
  }
}
