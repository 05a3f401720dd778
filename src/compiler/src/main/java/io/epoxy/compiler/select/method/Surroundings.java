package io.epoxy.compiler.select.method;

import io.epoxy.compiler.state.StateComparison;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What methods may look at besides the resource itself.
 *
 * @param projectName the root project, which {@code package:this} means
 * @param projectDir its folder, in which {@code path:} looks for files
 * @param state what {@code state:}, {@code result:} and {@code source_status:} compare with
 */
public record Surroundings(String projectName, Path projectDir, StateComparison state) {
  public Surroundings {
    Objects.requireNonNull(projectName, "projectName");
    Objects.requireNonNull(projectDir, "projectDir");
    Objects.requireNonNull(state, "state");
  }
}
