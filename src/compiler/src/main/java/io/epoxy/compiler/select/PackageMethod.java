package io.epoxy.compiler.select;

import java.util.function.Predicate;

/** {@code package:}; {@code this} is the root project. */
final class PackageMethod implements SelectorMethod {
  @Override
  public String name() {
    return "package";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    String wanted = criterion.value().equals("this") ? projectName : criterion.value();
    return candidate -> Wildcard.matches(candidate.info().packageName(), wanted);
  }
}
