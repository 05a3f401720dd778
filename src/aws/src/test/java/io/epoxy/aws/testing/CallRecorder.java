package io.epoxy.aws.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The calls to Lake Formation as the SDK of this JVM sends them, whoever answers. The SDK finds the
 * class by a file of its name for global interceptors.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<LakeFormationOverlay.Call> CALLS = new ArrayList<>();

  /** The calls since the last {@link #forget}. */
  public static List<LakeFormationOverlay.Call> calls() {
    synchronized (CALLS) {
      return List.copyOf(CALLS);
    }
  }

  public static void forget() {
    synchronized (CALLS) {
      CALLS.clear();
    }
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes with) {
    if (!"LakeFormation".equals(with.getAttribute(SdkExecutionAttribute.SERVICE_NAME))) {
      return;
    }
    RequestBody body = context.requestBody().orElseThrow();
    try (InputStream in = body.contentStreamProvider().newStream()) {
      JsonNode sent = JSON.readTree(in);
      synchronized (CALLS) {
        CALLS.add(
            new LakeFormationOverlay.Call(
                with.getAttribute(SdkExecutionAttribute.OPERATION_NAME), sent));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
