package io.epoxy.model.port;

import java.util.Map;

/**
 * What the steps of one workflow run tell each other: texts by names, not for secrets. Methods
 * throw {@link io.epoxy.model.error.EpoxyException} with code AWS naming the workflow.
 */
public interface RunProperties {
  Map<String, String> read();

  /** Adds these; others stay as they are. */
  void put(Map<String, String> properties);
}
