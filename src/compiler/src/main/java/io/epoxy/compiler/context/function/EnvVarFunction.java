package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.model.error.ErrorCode;
import java.util.Map;

/** {@code env_var(name, default)} over the given environment only. */
public final class EnvVarFunction implements JinjaCallable {
  private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

  private final Map<String, String> env;
  private final Secrets secrets;

  public EnvVarFunction(Map<String, String> env, Secrets secrets) {
    this.env = env;
    this.secrets = secrets;
  }

  /** Whether names that start with DBT_ENV_SECRET may be read. */
  public enum Secrets {
    /** In profiles.yml and packages.yml. */
    ALLOWED,
    REFUSED
  }

  @Override
  public Object call(Arguments arguments) {
    String name = String.valueOf(arguments.require("env_var", 0, "var"));
    if (name.startsWith(SECRET_PREFIX) && secrets == Secrets.REFUSED) {
      throw CallError.of(
          ErrorCode.PARSING,
          "Secret env vars are allowed only in profiles.yml or packages.yml. Found '"
              + name
              + "' referenced elsewhere.");
    }
    String value = env.get(name);
    if (value != null) {
      return value;
    }
    if (arguments.has(1, "default") && arguments.get(1, "default", null) != null) {
      return arguments.get(1, "default", null);
    }
    throw CallError.of(
        ErrorCode.ENV_VAR_MISSING, "Env var required but not provided: '" + name + "'");
  }
}
