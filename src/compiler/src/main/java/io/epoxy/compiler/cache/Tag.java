package io.epoxy.compiler.cache;

/** The first byte of a value. What follows is in the order that {@link ValueWriter} writes. */
final class Tag {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int LONG = 3;
  static final int INT = 4;
  static final int BIG_INTEGER = 5;
  static final int DOUBLE = 6;
  static final int TEXT = 7;
  static final int DATE = 8;
  static final int DATE_TIME = 9;
  static final int OFFSET_DATE_TIME = 10;
  static final int LIST = 11;
  static final int MAP = 12;
  static final int ABSENT = 13;
  static final int PRESENT = 14;

  /** A map or list that several values have, by its number. */
  static final int SHARED = 15;

  /** A record or an enum constant: the number of its shape is added. */
  static final int SHAPE = 16;

  private Tag() {}
}
