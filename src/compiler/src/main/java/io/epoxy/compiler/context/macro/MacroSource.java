package io.epoxy.compiler.context.macro;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.Frame;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.Template;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Objects;

/** A macro's text; parsed when it is first needed, once. Thread-safe. */
public final class MacroSource {
  private final UniqueId id;
  private final String name;
  private final String packageName;
  private final SourceLocation location;
  private final String text;
  private final String written;
  private volatile Template template;

  /** A macro without white space around it that its dashes would take. */
  public MacroSource(
      UniqueId id, String name, String packageName, SourceLocation location, String text) {
    this(id, name, packageName, location, text, text);
  }

  /**
   * A macro.
   *
   * @param location of its first character; the path as messages show it
   * @param text the whole block
   * @param written the same as manifests show it, with what its first dash takes
   */
  public MacroSource(
      UniqueId id,
      String name,
      String packageName,
      SourceLocation location,
      String text,
      String written) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.packageName = Objects.requireNonNull(packageName, "packageName");
    this.location = Objects.requireNonNull(location, "location");
    this.text = Objects.requireNonNull(text, "text");
    this.written = Objects.requireNonNull(written, "written");
  }

  public UniqueId id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String packageName() {
    return packageName;
  }

  public SourceLocation location() {
    return location;
  }

  public String text() {
    return text;
  }

  public String written() {
    return written;
  }

  /**
   * The macro to be called; dbt compiles one at its first call only.
   *
   * @throws JinjaException when its text cannot be parsed or has a filter or test that is not there
   */
  MacroDefinition definition() {
    Template compiled = template();
    try {
      compiled.check();
    } catch (JinjaException e) {
      e.addFrame(new Frame(name, location.path(), e.place().line()));
      throw e;
    }
    return parsed();
  }

  private MacroDefinition parsed() {
    List<MacroDefinition> all = template().macros();
    if (all.isEmpty()) {
      throw new JinjaException(
          JinjaException.Kind.SYNTAX,
          "no macro found in the block of '" + name + "'",
          new JinjaException.Place(location.path(), location.line(), location.column()));
    }
    return all.get(0);
  }

  /** The names of the parameters, in order. */
  public List<String> parameters() {
    return parsed().parameters();
  }

  /** Every call written in the macro. */
  public List<Call> calls() {
    return template().calls();
  }

  private Template template() {
    Template parsed = template;
    if (parsed == null) {
      // Blank lines in front keep the line numbers of the file.
      String padding = "\n".repeat(Math.max(0, location.line() - 1));
      parsed = DbtJinja.engine().read(location.path(), padding + text);
      template = parsed;
    }
    return parsed;
  }
}
