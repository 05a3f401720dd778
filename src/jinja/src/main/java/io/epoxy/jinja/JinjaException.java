package io.epoxy.jinja;

import java.util.ArrayList;
import java.util.List;

/**
 * The only exception that comes out of this module. Its message is in Python's or jinja2's words,
 * for example {@code 'foo' is undefined}.
 */
public class JinjaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private transient Place place;
  private final transient List<Frame> macroStack;

  /** A runtime error whose place the engine fills in while it unwinds. */
  public JinjaException(String message) {
    this(Kind.RUNTIME, message, Place.UNKNOWN, List.of(), null);
  }

  /** An error that was found with its place. */
  public JinjaException(Kind kind, String message, Place place) {
    this(kind, message, place, List.of(), null);
  }

  public JinjaException(
      Kind kind, String message, Place place, List<Frame> macroStack, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.place = place;
    this.macroStack = new ArrayList<>(macroStack);
  }

  public Kind kind() {
    return kind;
  }

  public Place place() {
    return place == null ? Place.UNKNOWN : place;
  }

  /** Innermost first. */
  public List<Frame> macroStack() {
    return macroStack == null ? List.of() : List.copyOf(macroStack);
  }

  /** Says where it arose; without effect when that is known already. */
  public void locate(Place where) {
    if (place == null || place.line() == 0) {
      place = where;
    }
  }

  /** Adds the macro that it has just left, as it unwinds. */
  public void addFrame(Frame frame) {
    macroStack.add(frame);
  }

  /**
   * Where in a template.
   *
   * @param template its name; empty while unknown
   * @param line from 1; 0 while unknown
   * @param column from 1; 0 while unknown
   */
  public record Place(String template, int line, int column) {
    public static final Place UNKNOWN = new Place("", 0, 0);
  }

  /** What sort of error it is. */
  public enum Kind {
    /** The template cannot be parsed. */
    SYNTAX,
    /** Something undefined was used in a way that needs a value. */
    UNDEFINED,
    /** Any other error while rendering. */
    RUNTIME,
    /** A limit on output size, iterations, depth or time was passed. */
    LIMIT
  }
}
