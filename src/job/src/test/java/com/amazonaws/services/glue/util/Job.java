package com.amazonaws.services.glue.util;

import com.amazonaws.services.glue.GlueContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stands for AWS Glue's Scala object in tests: same static forwarders; remembers its calls. */
public final class Job {
  private static final List<String> CALLS = new ArrayList<>();

  private Job() {}

  public static void init(String name, GlueContext context, Map<String, String> arguments) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a job needs a name");
    }
    CALLS.add("init " + name + " " + context.sparkContext().appName() + " " + arguments);
  }

  public static void commit() {
    CALLS.add("commit");
  }

  public static List<String> takeCalls() {
    List<String> calls = List.copyOf(CALLS);
    CALLS.clear();
    return calls;
  }
}
