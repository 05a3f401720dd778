package io.epoxy.aws;

import io.epoxy.model.port.RunProperties;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;

/** The properties of one run of a Glue workflow; Glue itself merges what is put. */
public final class GlueWorkflowRun implements RunProperties {
  private final GlueClient glue;
  private final String workflow;
  private final String run;

  /** The client stays the caller's to close. */
  public GlueWorkflowRun(GlueClient glue, String workflow, String run) {
    this.glue = Objects.requireNonNull(glue, "glue");
    this.workflow = Objects.requireNonNull(workflow, "workflow");
    this.run = Objects.requireNonNull(run, "run");
  }

  @Override
  public Map<String, String> read() {
    try {
      return glue.getWorkflowRunProperties(get -> get.name(workflow).runId(run)).runProperties();
    } catch (SdkException e) {
      throw AwsErrors.of("read the properties of " + this, e);
    }
  }

  @Override
  public void put(Map<String, String> properties) {
    try {
      glue.putWorkflowRunProperties(put -> put.name(workflow).runId(run).runProperties(properties));
    } catch (SdkException e) {
      throw AwsErrors.of("write the properties of " + this, e);
    }
  }

  @Override
  public String toString() {
    return "the run " + run + " of the Glue workflow " + workflow;
  }
}
