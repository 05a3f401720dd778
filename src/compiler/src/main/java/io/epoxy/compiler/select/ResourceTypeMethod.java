package io.epoxy.compiler.select;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import java.util.function.Predicate;

/** {@code resource_type:}. */
final class ResourceTypeMethod implements SelectorMethod {
  @Override
  public String name() {
    return "resource_type";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    ResourceType wanted =
        ResourceType.find(criterion.value())
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.SELECTION,
                        "Invalid resource_type selector \"" + criterion.value() + "\""));
    return candidate -> candidate.resourceType() == wanted;
  }
}
