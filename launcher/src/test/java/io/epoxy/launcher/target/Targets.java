package io.epoxy.launcher.target;

import io.epoxy.model.config.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** Profile outputs for tests. */
public final class Targets {
  public static final String ROLE = "arn:aws:iam::123456789012:role/team/GlueJob";

  private Targets() {}

  /** The least that submit needs, and these keys; a null value takes a key away. */
  public static Target with(Object... keysAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", "glue");
    values.put("role_arn", ROLE);
    values.put("region", "eu-west-1");
    values.put("location", "s3://lake/tables/");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Target("shop", "dev", "glue", "lake", 2, values);
  }
}
