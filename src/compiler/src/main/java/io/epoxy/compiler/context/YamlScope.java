package io.epoxy.compiler.context;

import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.function.BaseMembers;
import io.epoxy.compiler.context.function.EnvVarFunction;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.function.VarFunction;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.value.Undefined;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Renders YAML values: dbt's native rendering with the few names that YAML files see. */
public final class YamlScope {
  private final Scope scope;
  private final Map<String, String> env;

  private YamlScope(Scope scope, RunSettings settings) {
    this.scope = scope;
    this.env = settings.env();
  }

  /** profiles.yml and packages.yml: env_var with secrets, and the command line's vars. */
  public static YamlScope ofProfiles(RunSettings settings) {
    return new YamlScope(
        members(settings, EnvVarFunction.Secrets.ALLOWED, List.of(settings.vars()), Map.of()),
        settings);
  }

  /**
   * dbt_project.yml of the root project: env_var, target and vars of the command line and vars.yml.
   */
  public static YamlScope ofProject(
      RunSettings settings, Target target, Map<String, Object> fileVars) {
    return of(settings, EnvVarFunction.Secrets.REFUSED, target, List.of(settings.vars(), fileVars));
  }

  /** dbt_project.yml where no profile is needed: its target is an empty dict. */
  public static YamlScope ofProjectAlone(RunSettings settings, Map<String, Object> fileVars) {
    return new YamlScope(
        members(
            settings,
            EnvVarFunction.Secrets.REFUSED,
            List.of(settings.vars(), fileVars),
            Map.of("target", Map.of(), "env", Map.of())),
        settings);
  }

  /** dbt_project.yml of a package, which sees no vars at all. */
  public static YamlScope ofPackage(RunSettings settings, Target target) {
    return of(settings, EnvVarFunction.Secrets.REFUSED, target, List.of());
  }

  private static YamlScope of(
      RunSettings settings,
      EnvVarFunction.Secrets secrets,
      Target target,
      List<Map<String, Object>> vars) {
    Map<String, Object> dict = target(target);
    return new YamlScope(
        members(settings, secrets, vars, Map.of("target", dict, "env", dict)), settings);
  }

  /**
   * A property file of a package: vars of the package and the root project too.
   *
   * @param reads told what the file's templates ask for
   */
  public static YamlScope ofProperties(
      RunSettings settings, Target target, Project root, Project owner, Reads reads) {
    List<Map<String, Object>> vars = new ArrayList<>(varsOf(root, owner.name()));
    if (!owner.name().equals(root.name())) {
      vars.addAll(varsOf(owner, owner.name()));
    }
    Map<String, Object> dict = target(target);
    Scope plain =
        members(
            settings,
            EnvVarFunction.Secrets.REFUSED,
            scope -> VarFunction.ofProperties(settings.vars(), vars),
            Map.of("target", dict, "env", dict, "project_name", root.name()));
    return new YamlScope(new TracedScope(plain, owner.name(), reads), settings);
  }

  /** A text rendered natively; what is no text stays as it is. */
  public Object render(Object value, String what, SourceLocation place) {
    if (value instanceof String text) {
      return DbtJinja.isTemplate(text) ? renderText(text, place) : DbtJinja.withoutTemplates(text);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>(list.size());
      list.forEach(item -> all.add(render(item, what, place)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> all.put(String.valueOf(key), render(item, what + "." + key, place)));
      return all;
    }
    return value;
  }

  /** The names of the file, and one function more; for a text whose errors the caller words. */
  public Scope with(String name, JinjaCallable function) {
    Optional<JinjaObject.Value> value = JinjaObject.Value.of(function);
    return asked -> asked.equals(name) ? value : scope.find(asked);
  }

  private Object renderText(String text, SourceLocation place) {
    try {
      Object value = DbtJinja.engine().parse(place.path(), text).evaluate(scope);
      if (value instanceof Undefined) {
        return ""; // unlike none, as dbt has it
      }
      return EnvVarFunction.reveal(TemplateValues.toData(value), env);
    } catch (JinjaException e) {
      throw TemplateError.inYaml(e, text, place);
    }
  }

  /** {@code target} as a template's dict: dbt's keys and every key of the profile. */
  static Map<String, Object> target(Target target) {
    Map<String, Object> dict = new LinkedHashMap<>();
    target.values().forEach((key, value) -> dict.put(key, TemplateValues.toTemplate(value)));
    dict.put("type", target.type());
    dict.put("schema", target.schema());
    dict.put("name", target.name());
    dict.put("target_name", target.name());
    dict.put("profile_name", target.profileName());
    dict.put("threads", (long) target.threads());
    return dict;
  }

  @SuppressWarnings("unchecked") // Data has text keys
  private static List<Map<String, Object>> varsOf(Project project, String packageName) {
    return project.vars().get(packageName) instanceof Map<?, ?> scoped
        ? List.of((Map<String, Object>) scoped, project.vars())
        : List.of(project.vars());
  }

  private static Scope members(
      RunSettings settings,
      EnvVarFunction.Secrets secrets,
      List<Map<String, Object>> vars,
      Map<String, Object> more) {
    return members(
        settings,
        secrets,
        scope ->
            new VarFunction(
                VarFunction.CONFIGURATION, vars, VarFunction.Missing.ERROR, () -> scope),
        more);
  }

  private static Scope members(
      RunSettings settings,
      EnvVarFunction.Secrets secrets,
      Function<Scope, VarFunction> vars,
      Map<String, Object> more) {
    Map<String, Object> members = new LinkedHashMap<>(BaseMembers.of(settings));
    members.put("env_var", new EnvVarFunction(settings.env(), secrets));
    members.putAll(more);
    Scope scope = Scope.of(members, UndefinedMode.STRICT);
    members.put("var", vars.apply(scope));
    members.put("builtins", new LinkedHashMap<>(members));
    members.put("context", members);
    return scope;
  }
}
