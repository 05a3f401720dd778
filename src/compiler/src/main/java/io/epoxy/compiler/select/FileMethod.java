package io.epoxy.compiler.select;

import java.util.function.Predicate;

/** {@code file:}: the file's name, with or without its ending. */
final class FileMethod implements SelectorMethod {
  @Override
  public String name() {
    return "file";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    return candidate -> {
      String path = candidate.info().originalFilePath();
      String file = path.substring(path.lastIndexOf('/') + 1);
      int dot = file.lastIndexOf('.');
      String stem = dot > 0 ? file.substring(0, dot) : file;
      return Wildcard.matches(file, criterion.value()) || Wildcard.matches(stem, criterion.value());
    };
  }
}
