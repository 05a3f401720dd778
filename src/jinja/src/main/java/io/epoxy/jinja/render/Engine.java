package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.statement.MacroNames;
import io.epoxy.jinja.statement.ParsedSource;
import io.epoxy.jinja.statement.StatementParser;
import io.epoxy.jinja.syntax.Lexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns sources into templates on Jinjava's tree. Immutable and shared by threads. */
public final class Engine {
  private final Runtime runtime;
  private final MacroNames names;

  /**
   * An engine.
   *
   * @param globals the names that every template has, after its own and its scope's
   */
  public Engine(Library library, Map<String, Object> globals, Limits limits, MacroNames names) {
    this.runtime = new Runtime(library, globals, limits);
    this.names = names;
  }

  /**
   * Parses; a filter or test that is not there is left to {@link Template#check}.
   *
   * @throws JinjaException of kind SYNTAX
   */
  public Template parse(String name, String source) {
    ParsedSource parsed =
        StatementParser.parse(new Lexer(name, source, runtime.limits()), runtime.library(), names);
    Unit unit = new Unit(name, tree(name, parsed), parsed.headers());
    return new RenderedTemplate(
        runtime, unit, macros(unit, parsed), parsed.calls(), parsed.unknown());
  }

  /** A template that {@link #parse} gave, under another name: both have one tree. */
  public Template named(String name, Template template) {
    return template.name().equals(name) ? template : ((RenderedTemplate) template).named(name);
  }

  private Node tree(String name, ParsedSource parsed) {
    Rendering rendering = runtime.newRendering();
    Node root = rendering.parse(parsed.normalized());
    List<TemplateError> errors = rendering.getErrorsCopy();
    if (!errors.isEmpty()) {
      // Our own parser has accepted the template, so this is a fault of the source pass.
      throw new JinjaException(
          Kind.SYNTAX, "internal: " + errors.get(0).getMessage(), new Place(name, 0, 0));
    }
    return root;
  }

  private List<MacroDefinition> macros(Unit unit, ParsedSource parsed) {
    List<MacroDefinition> result = new ArrayList<>();
    for (Node node : unit.root().getChildren()) {
      boolean macro =
          node instanceof TagNode tag
              && tag.getTag() instanceof MacroTag
              && parsed.topLevelMacros().contains(Unit.number(tag.getHelpers()));
      if (macro && unit.header((TagNode) node) instanceof Header.Macro header) {
        MacroBody body =
            new MacroBody(header.name(), header.signature(), header.facts(), node.getChildren());
        result.add(new DefinedMacro(runtime, unit, header, body));
      }
    }
    return result;
  }
}
