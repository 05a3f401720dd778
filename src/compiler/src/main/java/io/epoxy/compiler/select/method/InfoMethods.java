package io.epoxy.compiler.select.method;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import java.util.Optional;
import java.util.function.Predicate;

/** Methods that look at one fact of a resource. */
final class InfoMethods {
  private InfoMethods() {}

  /** {@code tag:}. */
  static Predicate<Candidate> tag(Criterion criterion, Surroundings surroundings) {
    Predicate<String> wanted = wildcard(criterion);
    return candidate -> candidate.info().tags().stream().anyMatch(wanted);
  }

  /** {@code package:}; {@code this} is the root project. */
  static Predicate<Candidate> inPackage(Criterion criterion, Surroundings surroundings) {
    String value = criterion.text();
    Predicate<String> wanted =
        Wildcard.of(value.equals("this") ? surroundings.projectName() : value);
    return candidate -> wanted.test(candidate.info().packageName());
  }

  /** {@code group:}, by the config of nodes and metrics. */
  static Predicate<Candidate> group(Criterion criterion, Surroundings surroundings) {
    Predicate<String> wanted = wildcard(criterion);
    return candidate ->
        (candidate.isNode() || candidate.type() == ResourceType.METRIC)
            && candidate.info().config().string("group").filter(wanted).isPresent();
  }

  /** {@code access:}, of models only. */
  static Predicate<Candidate> access(Criterion criterion, Surroundings surroundings) {
    Optional<String> wanted = criterion.word();
    return candidate ->
        candidate.member() instanceof ModelNode model
            && wanted.filter(model.access().dbtName()::equals).isPresent();
  }

  private static String shown(Criterion criterion) {
    return criterion.word().orElseGet(() -> TemplateValues.str(criterion.value()));
  }

  private static Predicate<String> wildcard(Criterion criterion) {
    return criterion.word().map(Wildcard::of).orElse(text -> false);
  }

  /** {@code resource_type:}. */
  static Predicate<Candidate> resourceType(Criterion criterion, Surroundings surroundings) {
    ResourceType wanted =
        criterion
            .word()
            .flatMap(ResourceType::find)
            .orElseThrow(
                () ->
                    criterion.error("Invalid resource_type selector \"" + shown(criterion) + "\""));
    return candidate -> candidate.type() == wanted;
  }
}
