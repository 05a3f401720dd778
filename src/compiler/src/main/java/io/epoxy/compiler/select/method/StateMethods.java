package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.compiler.state.Change;
import io.epoxy.compiler.state.Changes;
import io.epoxy.model.graph.UniqueId;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Methods that compare with the artifacts of an earlier run. */
final class StateMethods {
  private StateMethods() {}

  /** {@code state:}. */
  static Predicate<Candidate> state(Criterion criterion, Surroundings surroundings) {
    Changes changes = surroundings.state().changes();
    String value = criterion.text();
    Change change =
        Change.find(value)
            .orElseThrow(
                () ->
                    criterion.error(
                        "Got an invalid selector \""
                            + value
                            + "\", expected one of \""
                            + Arrays.stream(Change.values())
                                .map(known -> "'" + known.dbtName() + "'")
                                .collect(Collectors.joining(", ", "[", "]"))
                            + "\""));
    changes.checkRemoved(change);
    return candidate -> changes.has(change, candidate.id());
  }

  /** {@code result:}, any status of run_results.json. */
  static Predicate<Candidate> result(Criterion criterion, Surroundings surroundings) {
    Set<UniqueId> wanted = surroundings.state().withStatus(criterion.text());
    return candidate -> wanted.contains(candidate.id());
  }

  /** {@code source_status:fresher}; any other word matches nothing. */
  static Predicate<Candidate> sourceStatus(Criterion criterion, Surroundings surroundings) {
    Set<UniqueId> fresher = surroundings.state().fresherSources();
    boolean known = criterion.text().equals("fresher");
    return candidate -> known && fresher.contains(candidate.id());
  }
}
