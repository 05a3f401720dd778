package io.epoxy.job.command;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * AWS Glue's own library (GlueContext, Job), which is not on Maven Central and therefore reached by
 * name. Where it is absent, nothing happens: it is only needed for what Glue itself keeps of a job,
 * bookmarks above all.
 *
 * <p>Facts: GlueContext has a constructor that takes a SparkContext; Job is a Scala object with
 * static forwarders init(name, context, arguments) and commit(); the second argument of init is the
 * GlueContext in the Scala library and the SparkSession in what Glue 5's Python library calls.
 */
final class GlueLibrary {
  private static final String CONTEXT = "com.amazonaws.services.glue.GlueContext";
  private static final String JOB = "com.amazonaws.services.glue.util.Job";

  private final Optional<Class<?>> job;

  private GlueLibrary(Optional<Class<?>> job) {
    this.job = job;
  }

  /**
   * Makes the GlueContext and begins the job, where the library is there.
   *
   * @param arguments the job's arguments without their dashes, JOB_NAME among them
   * @throws EpoxyException when the library is there but refuses
   */
  static GlueLibrary begin(SparkSession session, Map<String, String> arguments) {
    Optional<Class<?>> context = find(CONTEXT);
    Optional<Class<?>> job = find(JOB);
    if (context.isPresent() && job.isPresent()) {
      Object glueContext = newContext(context.get(), session.sparkContext());
      Method init = initMethod(job.get());
      Class<?> second = init.getParameterTypes()[1];
      Object owner = second.isInstance(glueContext) ? glueContext : session;
      call(init, arguments.getOrDefault("JOB_NAME", ""), owner, new HashMap<>(arguments));
      return new GlueLibrary(job);
    }
    return new GlueLibrary(Optional.empty());
  }

  boolean isPresent() {
    return job.isPresent();
  }

  /** Ends the job well; a job that fails must not call it. */
  void commit() {
    job.ifPresent(type -> call(method(type, "commit", 0)));
  }

  private static Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(name));
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    }
  }

  private static Object newContext(Class<?> type, SparkContext spark) {
    try {
      return type.getConstructor(SparkContext.class).newInstance(spark);
    } catch (ReflectiveOperationException e) {
      throw refused("new GlueContext", e);
    }
  }

  private static Method initMethod(Class<?> type) {
    return method(type, "init", 3);
  }

  private static Method method(Class<?> type, String name, int parameters) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == parameters) {
        return method;
      }
    }
    throw new EpoxyException(
        ErrorCode.INTERNAL,
        "AWS Glue's library has no " + name + " with " + parameters + " parameters");
  }

  private static void call(Method method, Object... arguments) {
    try {
      method.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw refused("Job." + method.getName(), e);
    }
  }

  private static EpoxyException refused(String what, ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new EpoxyException(
        ErrorCode.INTERNAL, "AWS Glue's " + what + " failed: " + cause, null, cause);
  }
}
