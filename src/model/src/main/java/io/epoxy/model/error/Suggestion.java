package io.epoxy.model.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The near name that somebody may have meant. */
public final class Suggestion {
  private static final int FAR = 4;

  private Suggestion() {}

  /** {@code Did you mean 'orders'?} with a blank in front; empty when no name is near. */
  public static String of(String wrong, Collection<String> names) {
    int limit = Math.min(FAR, (wrong.length() + 2) / 2);
    return names.stream()
        .filter(name -> !name.equals(wrong))
        .filter(name -> distance(wrong, name) < limit)
        .min(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> " Did you mean '" + name + "'?")
        .orElse("");
  }

  /** Levenshtein's distance, upper and lower case alike; at most {@link #FAR}. */
  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) >= FAR) {
      return FAR;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
