package io.epoxy.compiler.parse;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The docs blocks of all packages, and descriptions that call doc(). */
final class Docs {
  private final String root;
  private final Map<UniqueId, DocBlock> blocks = new LinkedHashMap<>();

  Docs(String root) {
    this.root = root;
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
            id, name, packageName, file.path(), file.originalPath(), block.contents().strip());
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

  Map<UniqueId, DocBlock> blocks() {
    return blocks;
  }

  /** A description with its doc() calls filled in. */
  String render(String text, String owner, String packageName, SourceLocation place) {
    if (!DbtJinja.isTemplate(text)) {
      return text;
    }
    JinjaCallable doc = arguments -> find(arguments, owner, packageName, place);
    try {
      return DbtJinja.engine().parse(place.path(), text).render(Scope.of(Map.of("doc", doc)));
    } catch (JinjaException e) {
      throw TemplateError.inFile(e, "the description of " + owner, place);
    }
  }

  private String find(Arguments arguments, String owner, String packageName, SourceLocation place) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 2) {
      throw new JinjaException("doc() takes at most two arguments (" + given.size() + " given)");
    }
    String name = Python.str(given.get(given.size() - 1));
    List<String> places =
        given.size() == 2 ? List.of(Python.str(given.get(0))) : List.of(packageName, root);
    for (String one : places) {
      DocBlock block = blocks.get(UniqueId.of(ResourceType.DOC, one, name));
      if (block != null) {
        return block.contents();
      }
    }
    if (given.size() == 1) {
      for (DocBlock block : blocks.values()) {
        if (block.name().equals(name)) {
          return block.contents();
        }
      }
    }
    String where = given.size() == 2 ? " in package '" + Python.str(given.get(0)) + "'" : "";
    EpoxyException cause =
        new EpoxyException(
            ErrorCode.PARSING,
            "Documentation for '"
                + owner
                + "' depends on doc '"
                + name
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
