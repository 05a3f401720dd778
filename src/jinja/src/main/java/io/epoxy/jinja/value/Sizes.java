package io.epoxy.jinja.value;

/**
 * Bounds on a single value, so that no operation can fill the heap: {@code 'x' * 10 ** 10} must end
 * in an error. What a whole rendering may use is in {@link io.epoxy.jinja.Limits}.
 */
public final class Sizes {
  /** Characters of one string; the largest files of real projects are below 1 MB. */
  public static final int MAX_TEXT = 30_000_000;

  /** Items of one list, range or dict that is built. */
  public static final int MAX_ITEMS = 5_000_000;

  /** Bits of one int; Python itself would go on. */
  public static final int MAX_BITS = 200_000;

  private Sizes() {}

  public static void checkText(long characters) {
    if (characters > MAX_TEXT) {
      throw Errors.limit(
          "a string of " + characters + " characters is longer than the limit of " + MAX_TEXT);
    }
  }

  public static void checkItems(long items) {
    if (items > MAX_ITEMS) {
      throw Errors.limit(
          "a collection of " + items + " items is larger than the limit of " + MAX_ITEMS);
    }
  }

  static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw Errors.limit("an int of " + bits + " bits is larger than the limit of " + MAX_BITS);
    }
  }
}
