package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.ErrorCode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code env_var(name, default)} over the given environment only. */
public final class EnvVarFunction implements JinjaCallable {
  private static final PythonSignature SIGNATURE =
      PythonSignature.of("ProviderContext.env_var(self, var, default=)");

  private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

  /** Stand around a secret's name while templates work, so that no filter sees the secret. */
  private static final String START = "$$$DBT_SECRET_START$$$";

  private static final String END = "$$$DBT_SECRET_END$$$";

  private static final Pattern HIDDEN =
      Pattern.compile(Pattern.quote(START) + "(" + SECRET_PREFIX + ".*?)" + Pattern.quote(END));

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

  /** A rendered value with its secrets put in; anything but text stays as it is. */
  public static Object reveal(Object value, Map<String, String> env) {
    if (!(value instanceof String text) || !text.contains(START)) {
      return value;
    }
    return HIDDEN
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(env.getOrDefault(found.group(1), "")));
  }

  @Override
  public Object call(Arguments arguments) {
    SIGNATURE.check(arguments);
    if (!(arguments.get(0, "var", null) instanceof String name)) {
      throw CallError.compilation(
          "'"
              + Python.typeName(arguments.get(0, "var", null))
              + "' object has no attribute 'startswith'");
    }
    if (name.startsWith(SECRET_PREFIX) && secrets == Secrets.REFUSED) {
      throw CallError.of(
          ErrorCode.PARSING,
          "Secret env vars are allowed only in profiles.yml or packages.yml. Found '"
              + name
              + "' referenced elsewhere.");
    }
    String value = env.get(name);
    if (value != null) {
      return name.startsWith(SECRET_PREFIX) ? START + name + END : value;
    }
    if (arguments.has(1, "default") && arguments.get(1, "default", null) != null) {
      return arguments.get(1, "default", null);
    }
    throw CallError.of(
        ErrorCode.ENV_VAR_MISSING, "Env var required but not provided: '" + name + "'");
  }
}
