package io.epoxy.jinja.lib.regex;

import java.util.HashMap;
import java.util.Map;

/**
 * How many characters the parts of a pattern match at least and at most, which Python must know of
 * a look-behind; and what a quantifier would repeat.
 */
final class RegexWidth {
  private static final long MANY = 1L << 32;

  /** What a quantifier finds in front of it. */
  enum Last {
    NOTHING,
    ITEM,
    REPEATED
  }

  private final RegexWidth outer;
  private long least;
  private long most;
  private long itemLeast;
  private long itemMost;
  private long leastOfBranches = -1;
  private long mostOfBranches;
  private Last last = Last.NOTHING;
  private final Map<Integer, long[]> groups;

  /**
   * @param outer the part around it, or null for the whole pattern
   */
  RegexWidth(RegexWidth outer) {
    this.outer = outer;
    this.groups = outer == null ? new HashMap<>() : outer.groups;
  }

  RegexWidth outer() {
    return outer;
  }

  Last last() {
    return last;
  }

  /** Something of a fixed width that can be repeated. */
  void add(long width) {
    add(width, width);
  }

  private void add(long atLeast, long atMost) {
    flush();
    itemLeast = atLeast;
    itemMost = atMost;
    last = Last.ITEM;
  }

  /** Something that matches a place, which cannot be repeated. */
  void addPlace() {
    flush();
    last = Last.NOTHING;
  }

  /** A group or look-around that has been closed. */
  void add(RegexWidth inner, boolean consumes) {
    add(consumes ? inner.totalLeast() : 0, consumes ? inner.totalMost() : 0);
  }

  /** What an earlier group matched. */
  void addReference(int group) {
    long[] width = groups.getOrDefault(group, new long[] {0, MANY});
    add(width[0], width[1]);
  }

  void remember(int group) {
    groups.put(group, new long[] {totalLeast(), totalMost()});
  }

  void repeat(long times, long atMost) {
    itemLeast = Math.min(MANY, itemLeast * times);
    itemMost = atMost >= MANY ? (itemMost == 0 ? 0 : MANY) : Math.min(MANY, itemMost * atMost);
    last = Last.REPEATED;
  }

  /** At a {@code |}. */
  void branch() {
    flush();
    leastOfBranches = leastOfBranches < 0 ? least : Math.min(leastOfBranches, least);
    mostOfBranches = Math.max(mostOfBranches, most);
    least = 0;
    most = 0;
    last = Last.NOTHING;
  }

  private void flush() {
    least = Math.min(MANY, least + itemLeast);
    most = Math.min(MANY, most + itemMost);
    itemLeast = 0;
    itemMost = 0;
  }

  boolean isFixed() {
    return totalLeast() == totalMost();
  }

  private long totalLeast() {
    long own = Math.min(MANY, least + itemLeast);
    return leastOfBranches < 0 ? own : Math.min(leastOfBranches, own);
  }

  private long totalMost() {
    return Math.max(mostOfBranches, Math.min(MANY, most + itemMost));
  }
}
