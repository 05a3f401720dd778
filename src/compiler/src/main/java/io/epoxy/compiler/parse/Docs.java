package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.DocBlock;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The docs blocks of all packages, and descriptions that call doc(). */
final class Docs {
  private static final Pattern CALL =
      Pattern.compile(
          "\\{\\{[-+]?\\s*doc\\(\\s*(['\"])(.*?)\\1\\s*(?:,\\s*(['\"])(.*?)\\3\\s*)?\\)\\s*[-+]?\\}\\}",
          Pattern.DOTALL);

  private final String root;
  private final YamlScope names;
  private final Map<UniqueId, DocBlock> blocks = new LinkedHashMap<>();

  /**
   * @param names what descriptions see beside doc()
   */
  Docs(String root, YamlScope names) {
    this.root = root;
    this.names = names;
  }

  /** Adds a block that was read before. */
  void add(DocBlock block) {
    blocks.put(block.uniqueId(), block);
  }

  void add(SourceFile file, Problems problems) {
    if (!file.text().contains("{%")) {
      return;
    }
    try {
      List<Block> found =
          DbtJinja.engine().findBlocks(file.originalPath(), file.text(), Set.of("docs"));
      found.forEach(block -> add(file, block, problems));
    } catch (JinjaException e) {
      problems.add(MacroParser.syntax(e, file.originalPath()));
    }
  }

  private void add(SourceFile file, Block block, Problems problems) {
    String name = DbtJinja.firstWord(block.header());
    String packageName = file.project().name();
    UniqueId id = UniqueId.of(ResourceType.DOC, packageName, name);
    DocBlock doc =
        new DocBlock(
            id, name, packageName, file.path(), file.originalPath(), contents(file, block));
    DocBlock before = blocks.putIfAbsent(id, doc);
    if (before != null) {
      problems.add(
          new EpoxyException(
              ErrorCode.COMPILATION,
              Sentences.duplicate(
                  "two docs",
                  name,
                  "looking for doc(\"" + name + "\")",
                  List.of(
                      id + " (" + before.originalFilePath() + ")",
                      id + " (" + doc.originalFilePath() + ")")),
              new SourceLocation(file.originalPath(), block.line(), block.column())));
    }
  }

  /** A block's text, rendered without any names (dbt-core 1.12 parser/docs.py). */
  private static String contents(SourceFile file, Block block) {
    String text = block.contents();
    String rendered =
        DbtJinja.isTemplate(text)
            ? DbtJinja.engine().parse(file.originalPath(), text).render(Scope.of(Map.of()))
            : text;
    return rendered.strip();
  }

  Map<UniqueId, DocBlock> blocks() {
    return blocks;
  }

  /**
   * A description, which sees what a property file of the root project does, and doc() (dbt-core
   * 1.12 {@code DocsRuntimeContext}).
   */
  String render(String text, String owner, String packageName, SourceLocation place) {
    if (!DbtJinja.isTemplate(text)) {
      return text;
    }
    JinjaCallable doc = arguments -> find(arguments, owner, packageName, place);
    try {
      return DbtJinja.engine().parse(place.path(), text).render(names.with("doc", doc));
    } catch (JinjaException e) {
      throw TemplateError.inFile(e, "the description of " + owner, place);
    }
  }

  /**
   * The blocks that a description calls by constant names, each call standing alone (dbt-core 1.12
   * {@code _get_doc_blocks}).
   */
  List<UniqueId> called(String text, String packageName) {
    List<UniqueId> ids = new ArrayList<>();
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      List<String> names =
          call.group(3) == null ? List.of(call.group(2)) : List.of(call.group(2), call.group(4));
      resolve(names, packageName).map(DocBlock::uniqueId).ifPresent(ids::add);
    }
    return ids;
  }

  /** The block of [name] or [package, name]. */
  private Optional<DocBlock> resolve(List<String> names, String packageName) {
    String name = names.get(names.size() - 1);
    List<String> places = names.size() == 2 ? names.subList(0, 1) : List.of(root, packageName);
    for (String place : places) {
      DocBlock block = blocks.get(UniqueId.of(ResourceType.DOC, place, name));
      if (block != null) {
        return Optional.of(block);
      }
    }
    return names.size() == 2
        ? Optional.empty()
        : blocks.values().stream().filter(block -> block.name().equals(name)).findFirst();
  }

  private String find(Arguments arguments, String owner, String packageName, SourceLocation place) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 2) {
      throw new JinjaException("doc() takes at most two arguments (" + given.size() + " given)");
    }
    List<String> names = given.stream().map(Python::str).toList();
    Optional<DocBlock> found = resolve(names, packageName);
    if (found.isPresent()) {
      return found.get().contents();
    }
    String where = names.size() == 2 ? " in package '" + names.get(0) + "'" : "";
    EpoxyException cause =
        new EpoxyException(
            ErrorCode.COMPILATION,
            "Documentation for '"
                + owner
                + "' depends on doc '"
                + names.get(names.size() - 1)
                + "'"
                + where
                + " which was not found",
            place);
    throw new JinjaException(
        JinjaException.Kind.RUNTIME,
        cause.getMessage(),
        JinjaException.Place.UNKNOWN,
        List.of(),
        cause);
  }
}
