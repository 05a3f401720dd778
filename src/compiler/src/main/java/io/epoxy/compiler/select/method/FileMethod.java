package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import java.util.function.Predicate;

/** {@code file:}: the file's name, with or without its ending. */
final class FileMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    Predicate<String> wanted = Wildcard.of(criterion.text());
    return candidate -> {
      String path = candidate.info().originalFilePath();
      String file = path.substring(path.lastIndexOf('/') + 1);
      int dot = file.lastIndexOf('.');
      return wanted.test(file) || wanted.test(dot > 0 ? file.substring(0, dot) : file);
    };
  }
}
