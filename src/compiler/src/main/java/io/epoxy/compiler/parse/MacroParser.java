package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Splits macro files into macros; their text is parsed when it is first needed. */
final class MacroParser {
  private static final Set<String> TAGS = Set.of("macro", "test", "data_test", "materialization");

  private MacroParser() {}

  /** Every macro of the files; two of one name in one package are a problem. */
  static List<MacroSource> parse(List<SourceFile> files, Problems problems, Warnings warnings) {
    Map<UniqueId, MacroSource> found = new LinkedHashMap<>();
    for (SourceFile file : files) {
      Consumer<String> unexpected =
          tag ->
              warnings.warn(
                  "UnexpectedJinjaBlockDeprecation", unexpected(tag, file.originalPath()));
      try {
        for (MacroSource macro : macros(file, problems, unexpected)) {
          MacroSource before = found.putIfAbsent(macro.id(), macro);
          if (before != null) {
            problems.add(duplicate(before, macro));
          }
        }
      } catch (JinjaException e) {
        problems.add(syntax(e, file.originalPath()));
      }
    }
    return new ArrayList<>(found.values());
  }

  /** dbt's words for a tag at the top level that starts nothing. */
  static String unexpected(String tag, String path) {
    return "Found unexpected '" + tag + "' block tag. in file `" + path + "`";
  }

  private static List<MacroSource> macros(
      SourceFile file, Problems problems, Consumer<String> unexpected) {
    List<MacroSource> macros = new ArrayList<>();
    String packageName = file.project().name();
    String path = file.originalPath();
    // dbt strips files before it looks for blocks in them.
    String text = file.text().stripTrailing();
    for (Block block : DbtJinja.engine().findBlocks(path, text, TAGS, unexpected)) {
      String name = name(block);
      SourceLocation place = new SourceLocation(path, block.line(), block.column());
      if (block.tag().equals("materialization")) {
        MaterializationHeader.problem(block.header(), DbtJinja.firstWord(block.header()), place)
            .ifPresent(problems::add);
      }
      String written = block.before() + block.fullText();
      macros.add(
          new MacroSource(
              UniqueId.of(ResourceType.MACRO, packageName, name),
              name,
              packageName,
              place,
              block.fullText(),
              text.startsWith(written) ? block.fullText() : written));
    }
    return macros;
  }

  private static String name(Block block) {
    return switch (block.tag()) {
      case "test", "data_test" -> DbtJinja.testName(block.header());
      case "materialization" -> DbtJinja.materializationName(block.header());
      default -> DbtJinja.firstWord(block.header());
    };
  }

  private static EpoxyException duplicate(MacroSource first, MacroSource second) {
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "dbt found multiple macros named \""
            + second.name()
            + "\" in the project \""
            + second.packageName()
            + "\".\n All macros require unique names, to fix this error rename or remove any\n"
            + "duplicates. They can be found in these files:\n    - "
            + first.location().path()
            + "\n    - "
            + second.location().path(),
        second.location());
  }

  static EpoxyException syntax(JinjaException e, String path) {
    JinjaException.Place place = e.place();
    SourceLocation location =
        new SourceLocation(path, Math.max(0, place.line()), Math.max(0, place.column()));
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "Compilation Error in " + location + "\n  " + e.getMessage() + "\n    line " + place.line(),
        location,
        e);
  }
}
