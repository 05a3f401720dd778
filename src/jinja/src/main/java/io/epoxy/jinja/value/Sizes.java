package io.epoxy.jinja.value;

/**
 * Bounds on a single value, so that no operation can fill the heap: {@code 'x' * 10 ** 10} must end
 * in an error before it allocates. The limits of the rendering that runs may be narrower. What a
 * whole rendering may use is in {@link io.epoxy.jinja.Limits}.
 */
public final class Sizes {
  /** Characters of one string; the largest files of real projects are below 1 MB. */
  public static final int MAX_TEXT = 30_000_000;

  /** Items of one list, range or dict that is built. */
  public static final int MAX_ITEMS = 5_000_000;

  /** Bits of one int; Python itself would go on. */
  public static final int MAX_BITS = 200_000;

  /** Containers inside each other that are compared or written; Python stops near 1,000. */
  static final int MAX_DEPTH = 200;

  /** No limit of a rendering is below these. */
  private static final int SMALL_TEXT = 1 << 16;

  private static final int STEP = 1 << 10;

  private Sizes() {}

  /** To be asked before a string of that length is made, or as it grows. */
  public static void checkText(long characters) {
    if (characters <= SMALL_TEXT) {
      return;
    }
    Usage usage = Usage.current();
    long most = usage == null ? MAX_TEXT : Math.min(MAX_TEXT, usage.maxText());
    if (characters > most) {
      throw Errors.limit(
          "a string of " + characters + " characters is longer than the limit of " + most);
    }
    if (usage != null) {
      usage.tick();
    }
  }

  /** To be asked before a collection of that size is made, or for each item that it gets. */
  public static void checkItems(long items) {
    if (items < STEP) {
      return;
    }
    Usage usage = Usage.current();
    long most = usage == null ? MAX_ITEMS : Math.min(MAX_ITEMS, usage.maxItems());
    if (items > most) {
      throw Errors.limit("a collection of " + items + " items is larger than the limit of " + most);
    }
    if (usage != null) {
      usage.tick();
    }
  }

  /** To be told each item that is kept while a collection is built from what makes items. */
  public static <T> T kept(T item) {
    Usage usage = Usage.current();
    if (usage != null) {
      usage.kept(item);
    }
    return item;
  }

  /** To be asked by what may go on for long without making anything. */
  public static void checkTime() {
    Usage usage = Usage.current();
    if (usage != null) {
      usage.tick();
    }
  }

  /** To be asked with the number of containers around the one that is looked at. */
  static void checkDepth(int depth, String doing) {
    if (depth > MAX_DEPTH) {
      throw Errors.limit("maximum recursion depth exceeded " + doing);
    }
    countStep();
  }

  /**
   * To be asked for each container on a walk through containers: few that hold one another many
   * times over are walked without end.
   */
  static void countStep() {
    Usage usage = Usage.current();
    if (usage != null) {
      usage.countIteration();
    }
  }

  static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw Errors.limit("an int of " + bits + " bits is larger than the limit of " + MAX_BITS);
    }
  }
}
