package io.epoxy.compiler.compile;

import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.UniqueId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code query-comment} of dbt_project.yml: a text, a mapping, or null for none (dbt-core 1.12
 * config/project.py, dbt-adapters base/query_headers.py).
 *
 * @param template empty when there is no comment
 */
public record QueryComment(Optional<String> template, Side side) {
  private static final String NAME = "query_comment_macro";
  private static final String KEY = "query-comment";
  private static final SourceLocation PLACE = SourceLocation.ofFile("dbt_project.yml");

  /** What dbt's own comment says: whose statement it is, as JSON. */
  private static final String STANDARD =
      "{{ return(tojson({'app': 'dbt', 'dbt_version': dbt_version, 'profile_name':"
          + " target.profile_name, 'target_name': target.target_name, 'node_id':"
          + " node.unique_id})) }}";

  /** Where in a statement the comment stands. */
  enum Side {
    BEFORE,
    AFTER
  }

  public static QueryComment of(Project project) {
    if (!project.other().containsKey(KEY)) {
      return new QueryComment(Optional.of(STANDARD), Side.BEFORE);
    }
    Object written = project.other().get(KEY);
    if (written instanceof Map<?, ?> map && !map.isEmpty()) {
      Object text = map.containsKey("comment") ? map.get("comment") : STANDARD;
      return new QueryComment(
          text(text), Boolean.TRUE.equals(map.get("append")) ? Side.AFTER : Side.BEFORE);
    }
    return new QueryComment(text(written), Side.BEFORE);
  }

  private static Optional<String> text(Object written) {
    return written instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /**
   * What puts the comment into a node's statements.
   *
   * @param scope the names that the node's templates see
   * @param project whose macros are found first
   * @param node what the comment's template calls {@code node}
   */
  UnaryOperator<String> in(NodeScope scope, String project, JinjaObject node, String connection) {
    if (template.isEmpty()) {
      return UnaryOperator.identity();
    }
    String comment = text(scope, macro(project), connection, node);
    return comment.isEmpty() ? UnaryOperator.identity() : sql -> add(sql, "/* " + comment + " */");
  }

  /**
   * A project's own comment is made once while the project is parsed, for the connection {@code
   * master} and no node (dbt-adapters {@code MacroQueryStringSetter.reset}).
   *
   * @throws EpoxyException when that fails
   */
  public void check(ContextFactory contexts, Project project) {
    if (template.isPresent() && !template.get().equals(STANDARD)) {
      MacroSource macro = macro(project.name());
      try {
        text(contexts.macroScope(macro, new Reads()), macro, "master", null);
      } catch (JinjaException e) {
        throw TemplateError.inNode(e, "query-comment (dbt_project.yml)", "dbt_project.yml");
      }
    }
  }

  private MacroSource macro(String project) {
    return new MacroSource(
        new UniqueId("macro." + project + "." + NAME),
        NAME,
        project,
        PLACE,
        "{%- macro "
            + NAME
            + "(connection_name, node) -%}\n"
            + template.orElseThrow()
            + "\n{% endmacro %}");
  }

  private static String text(
      NodeScope scope, MacroSource macro, String connection, JinjaObject node) {
    String comment = Python.str(scope.bind(macro).call(Arguments.of(connection, node))).strip();
    if (comment.contains("*/")) {
      throw new EpoxyException(
          ErrorCode.PROJECT, "query comment contains illegal value \"*/\": " + comment, PLACE);
    }
    return comment;
  }

  private String add(String sql, String comment) {
    if (side == Side.BEFORE) {
      return comment + "\n" + sql;
    }
    String text = sql.stripTrailing();
    return text.endsWith(";")
        ? text.substring(0, text.length() - 1) + "\n" + comment + ";"
        : text + "\n" + comment;
  }
}
