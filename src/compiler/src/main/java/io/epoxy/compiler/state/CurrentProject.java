package io.epoxy.compiler.state;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.util.Map;

/** The project as it is now, in the form that its manifest shows. */
public interface CurrentProject {
  Manifest manifest();

  /** A resource that is switched on. */
  Map<String, Object> shown(UniqueId id);

  /** A resource that is switched off; empty when there is none of that id. */
  Map<String, Object> shownDisabled(UniqueId id);
}
