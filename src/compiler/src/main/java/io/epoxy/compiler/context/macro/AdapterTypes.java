package io.epoxy.compiler.context.macro;

import java.util.List;

/** The macro prefixes of the adapter types that a target may have. */
public final class AdapterTypes {
  private static final List<String> GLUE = List.of("glue", "spark", "default");
  private static final List<String> SPARK = List.of("spark", "default");

  private AdapterTypes() {}

  public static boolean isKnown(String type) {
    return type.equals("glue") || type.equals("spark");
  }

  /** Own prefix first, parents after, {@code default} last. */
  public static List<String> prefixes(String type) {
    return type.equals("glue") ? GLUE : SPARK;
  }
}
