package io.epoxy.job.command;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.text.SqlToken;
import io.epoxy.engine.text.TwoReadings;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where literals of a compiled statement were written: in the node's own file, else in a macro that
 * it calls. A literal that a template puts together has no such place, and none is guessed where
 * several could be meant.
 *
 * @param files the node's own first
 */
record LiteralPlaces(List<Template> files) {
  private static final Pattern TAG =
      Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}", Pattern.DOTALL);

  /** Stands for each character of a tag; no file has it. */
  private static final String HIDDEN = "\ue000";

  LiteralPlaces {
    files = ImmutableList.copyOf(files);
  }

  /** A text of the project, where it begins, and its texts between Jinja's tags. */
  record Template(SourceLocation start, String text, List<SqlToken> literals) {
    Template {
      literals = ImmutableList.copyOf(literals);
    }

    static Template of(SourceLocation start, String text) {
      String masked = TAG.matcher(text).replaceAll(tag -> HIDDEN.repeat(tag.group().length()));
      return new Template(start, text, texts(masked));
    }

    SourceLocation at(SqlToken literal) {
      int line = lineAt(text, literal.start());
      int column = columnAt(text, literal.start());
      return new SourceLocation(
          start.path(),
          Math.max(start.line(), 1) + line - 1,
          line == 1 ? Math.max(start.column(), 1) + column - 1 : column);
    }
  }

  static LiteralPlaces of(Node node, Manifest manifest) {
    boolean isInYaml = !node.info().originalFilePath().endsWith(".sql");
    Stream<Template> own =
        isInYaml
            ? Stream.of()
            : Stream.of(
                Template.of(
                    new SourceLocation(
                        node.info().originalFilePath(), node.info().location().line(), 0),
                    node.code().rawCode()));
    Stream<Template> macros =
        node.code().dependsOnMacros().stream()
            .map(id -> manifest.macros().get(id))
            .filter(macro -> macro != null && manifest.projectName().equals(macro.packageName()))
            .map(LiteralPlaces::template);
    return new LiteralPlaces(Stream.concat(own, macros).toList());
  }

  private static Template template(Macro macro) {
    return Template.of(macro.location(), macro.macroSql());
  }

  /** The place of a literal of this statement. */
  Optional<SourceLocation> find(TwoReadings literal, String sql) {
    for (Template file : files) {
      List<SqlToken> candidates = candidates(file, literal.literal());
      if (!candidates.isEmpty()) {
        return choose(candidates, file, literal, sql).map(file::at);
      }
    }
    return Optional.empty();
  }

  private static List<SqlToken> candidates(Template file, String literal) {
    List<SqlToken> same =
        file.literals().stream().filter(token -> token.text().equals(literal)).toList();
    return same.isEmpty()
        ? file.literals().stream().filter(token -> isAround(token.text(), literal)).toList()
        : same;
  }

  /** Whether a written literal with tags in it can have become this one. */
  private static boolean isAround(String written, String literal) {
    return written.contains(HIDDEN)
        && written.contains("\\")
        && Pattern.compile(
                Stream.of(written.split(HIDDEN + "+", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")),
                Pattern.DOTALL)
            .matcher(literal)
            .matches();
  }

  /** The only one, the one of the same rank, or the one on the same line. */
  private static Optional<SqlToken> choose(
      List<SqlToken> candidates, Template file, TwoReadings literal, String sql) {
    if (candidates.size() == 1) {
      return Optional.of(candidates.get(0));
    }
    List<Integer> ranks =
        texts(sql).stream()
            .filter(token -> token.text().equals(literal.literal()))
            .map(SqlToken::start)
            .toList();
    if (ranks.size() == candidates.size()) {
      return Optional.of(candidates.get(ranks.indexOf(literal.start())));
    }
    String line = lineOf(sql, literal.start());
    List<SqlToken> there =
        candidates.stream()
            .filter(token -> lineOf(file.text(), token.start()).equals(line))
            .toList();
    return there.size() == 1 ? Optional.of(there.get(0)) : Optional.empty();
  }

  private static List<SqlToken> texts(String sql) {
    return SqlToken.of(sql).stream().filter(token -> token.kind() == SqlToken.Kind.TEXT).toList();
  }

  /** From 1. */
  static int lineAt(String text, int index) {
    Matcher ends = Pattern.compile("\n").matcher(text).region(0, index);
    return (int) ends.results().count() + 1;
  }

  /** From 1. */
  static int columnAt(String text, int index) {
    return index - text.lastIndexOf('\n', index - 1);
  }

  private static String lineOf(String text, int index) {
    int end = text.indexOf('\n', index);
    return text.substring(text.lastIndexOf('\n', index - 1) + 1, end < 0 ? text.length() : end)
        .strip();
  }
}
