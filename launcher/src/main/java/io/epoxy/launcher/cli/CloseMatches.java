package io.epoxy.launcher.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The words nearest to one that is wrong, by the measure of Python's difflib, which click uses. */
final class CloseMatches {
  private static final double CUTOFF = 0.6;
  private static final int MOST = 3;

  private CloseMatches() {}

  /** At most three, the nearest first. */
  static List<String> of(String word, Collection<String> known) {
    return known.stream()
        .distinct()
        .filter(candidate -> ratio(candidate, word) >= CUTOFF)
        .sorted(
            Comparator.comparingDouble((String candidate) -> ratio(candidate, word))
                .thenComparing(Comparator.naturalOrder())
                .reversed())
        .limit(MOST)
        .toList();
  }

  /** Twice the characters in common blocks, over all characters. */
  private static double ratio(String a, String b) {
    int length = a.length() + b.length();
    return length == 0 ? 1.0 : 2.0 * matching(a, b) / length;
  }

  /** The longest common block, and what matches on both its sides. */
  private static int matching(String a, String b) {
    int from = 0;
    int other = 0;
    int longest = 0;
    for (int i = 0; i < a.length(); i++) {
      for (int j = 0; j < b.length(); j++) {
        int size = 0;
        while (i + size < a.length()
            && j + size < b.length()
            && a.charAt(i + size) == b.charAt(j + size)) {
          size++;
        }
        if (size > longest) {
          from = i;
          other = j;
          longest = size;
        }
      }
    }
    if (longest == 0) {
      return 0;
    }
    return matching(a.substring(0, from), b.substring(0, other))
        + longest
        + matching(a.substring(from + longest), b.substring(other + longest));
  }
}
