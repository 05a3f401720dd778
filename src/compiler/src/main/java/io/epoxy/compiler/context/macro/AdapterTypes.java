package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Target;
import java.util.List;

/** The macro prefixes of the adapter types that a target may have. */
public final class AdapterTypes {
  /** Key of a target: prefixes instead of the type's own, for packages written for others. */
  public static final String PREFIXES = "dispatch_prefixes";

  private static final List<String> GLUE = List.of("glue", "spark");
  private static final List<String> SPARK = List.of("spark");

  private AdapterTypes() {}

  public static boolean isKnown(String type) {
    return type.equals("glue") || type.equals("spark");
  }

  /** Own prefix first, parents after, {@code default} last. */
  public static List<String> prefixes(Target target) {
    ImmutableList.Builder<String> prefixes = ImmutableList.builder();
    if (target.values().get(PREFIXES) instanceof List<?> given && !given.isEmpty()) {
      given.stream()
          .map(String::valueOf)
          .filter(one -> !one.equals("default"))
          .forEach(prefixes::add);
    } else {
      prefixes.addAll(target.type().equals("glue") ? GLUE : SPARK);
    }
    return prefixes.add("default").build();
  }
}
