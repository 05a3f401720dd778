package io.epoxy.compiler.semantic;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The grains of time that need no definition, the finest first. */
public final class Granularities {
  public static final List<String> STANDARD =
      ImmutableList.of(
          "nanosecond",
          "microsecond",
          "millisecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year");

  private Granularities() {}
}
