package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code adapter.config} and {@code ref.config}: the part of dbt's RuntimeConfig that packages read
 * about a run and its projects.
 */
public final class RuntimeConfig {
  private RuntimeConfig() {}

  /**
   * The object.
   *
   * @param packages every project by name, the root project among them
   */
  public static JinjaObject of(
      RunSettings settings, Target target, Project root, Map<String, Project> packages) {
    Map<Object, Object> dependencies = new LinkedHashMap<>();
    packages.forEach((name, project) -> dependencies.put(name, project(project)));
    Map<String, Object> members = new LinkedHashMap<>(projectMembers(root));
    members.put("credentials", credentials(target));
    members.put("profile_name", target.profileName());
    members.put("target_name", target.name());
    members.put("threads", (long) target.threads());
    members.put("cli_vars", TemplateValues.toTemplateWithDates(settings.vars()));
    members.put("args", new MembersObject("Namespace", InvocationArguments.of(settings)));
    members.put("dependencies", dependencies);
    return new MembersObject("RuntimeConfig", members);
  }

  private static JinjaObject project(Project project) {
    return new MembersObject("RuntimeConfig", projectMembers(project));
  }

  private static Map<String, Object> projectMembers(Project project) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("project_name", project.name());
    members.put("version", project.version().orElse(null));
    Map<Object, Object> quoting = new LinkedHashMap<>();
    List.of("database", "schema", "identifier").forEach(part -> quoting.put(part, false));
    project.quoting().forEach((part, on) -> quoting.put(part, TemplateValues.toTemplate(on)));
    members.put("quoting", quoting);
    Object vars = TemplateValues.toTemplateWithDates(project.vars());
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("vars", vars);
    provider.put("to_dict", (JinjaCallable) arguments -> vars);
    members.put("vars", new MembersObject("VarProvider", provider));
    return members;
  }

  private static JinjaObject credentials(Target target) {
    Map<String, Object> members = new LinkedHashMap<>();
    target.values().forEach((key, value) -> members.put(key, TemplateValues.toTemplate(value)));
    members.put("schema", target.schema());
    members.put("type", target.type());
    members.putIfAbsent("database", null);
    return new MembersObject("GlueCredentials", members);
  }
}
