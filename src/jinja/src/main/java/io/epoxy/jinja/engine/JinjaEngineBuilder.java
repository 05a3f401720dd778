package io.epoxy.jinja.engine;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.statement.MacroNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Makes a {@link JinjaEngine}. */
public final class JinjaEngineBuilder {
  private final Map<String, UnaryOperator<String>> macroTags = new LinkedHashMap<>();
  private String macroPrefix = "";
  private Limits limits = Limits.DEFAULT;

  /** What each rendering may use up; {@link Limits#DEFAULT} when not set. */
  public JinjaEngineBuilder limits(Limits value) {
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /**
   * Makes {@code {% tag header %}..{% endtag %}} define a macro.
   *
   * @param tag for example {@code materialization}
   * @param nameOfHeader from the text after the tag to the macro's name
   */
  public JinjaEngineBuilder macroTag(String tag, UnaryOperator<String> nameOfHeader) {
    macroTags.put(Objects.requireNonNull(tag), Objects.requireNonNull(nameOfHeader));
    return this;
  }

  /**
   * Lets a template reach a macro that it defines itself by {@code prefix + name} alone, so that
   * the plain name is always the scope's.
   */
  public JinjaEngineBuilder macroPrefix(String prefix) {
    macroPrefix = Objects.requireNonNull(prefix, "prefix");
    return this;
  }

  public JinjaEngine build() {
    return new JinjavaEngine(limits, new MacroNames(macroTags, macroPrefix));
  }
}
