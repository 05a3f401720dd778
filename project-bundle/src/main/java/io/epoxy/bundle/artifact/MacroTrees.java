package io.epoxy.bundle.artifact;

import com.google.common.base.Splitter;
import io.epoxy.model.graph.DocBlock;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Macros, docs blocks and groups as the manifest shows them: what stands beside the graph. */
final class MacroTrees {
  /**
   * The list in {@code {% materialization x, default, supported_languages=['sql', 'python'] %}}.
   */
  private static final Pattern LANGUAGES =
      Pattern.compile("^\\{%-?\\+?[^%]*\\bsupported_languages\\s*=\\s*\\[([^\\]]*)\\]");

  private MacroTrees() {}

  static Map<String, Object> tree(Macro macro) {
    Map<String, Object> docs =
        new Tree().put("show", true).put("node_color", null).putAll(macro.docs()).map();
    return new Tree()
        .put("name", macro.name())
        .put("resource_type", ResourceType.MACRO.dbtName())
        .put("package_name", macro.packageName())
        .put("path", macro.path())
        .put("original_file_path", macro.originalFilePath())
        .put("unique_id", macro.uniqueId().value())
        .put("macro_sql", macro.macroSql())
        .put("depends_on", Map.of("macros", CommonTrees.texts(macro.dependsOnMacros())))
        .put("description", macro.description())
        .put("meta", macro.meta())
        .put("docs", docs)
        .put("config", new Tree().put("meta", macro.meta()).put("docs", docs).map())
        .put("patch_path", macro.patchPath())
        .put("arguments", Tree.list(macro.arguments(), MacroTrees::argument))
        .put("created_at", macro.createdAt())
        .put("supported_languages", languages(macro))
        .map();
  }

  static Map<String, Object> tree(DocBlock doc) {
    return new Tree()
        .put("name", doc.name())
        .put("resource_type", ResourceType.DOC.dbtName())
        .put("package_name", doc.packageName())
        .put("path", doc.path())
        .put("original_file_path", doc.originalFilePath())
        .put("unique_id", doc.uniqueId().value())
        .put("block_contents", doc.contents())
        .map();
  }

  static Map<String, Object> tree(Group group) {
    return new Tree()
        .put("name", group.name())
        .put("resource_type", ResourceType.GROUP.dbtName())
        .put("package_name", group.packageName())
        .put("path", group.path())
        .put("original_file_path", group.originalFilePath())
        .put("unique_id", group.uniqueId().value())
        .put("owner", group.owner())
        .put("description", group.description())
        .put("config", group.config())
        .map();
  }

  private static Map<String, Object> argument(Map<String, Object> written) {
    return new Tree()
        .put("name", String.valueOf(written.get("name")))
        .put("type", written.get("type"))
        .put("description", written.getOrDefault("description", ""))
        .map();
  }

  /** Only a materialization has any; SQL when its header names none. */
  private static List<String> languages(Macro macro) {
    if (!macro.name().startsWith("materialization_")) {
      return null;
    }
    Matcher header = LANGUAGES.matcher(macro.macroSql().strip());
    return header.find()
        ? Splitter.on(',')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(header.group(1))
            .map(word -> word.replaceAll("['\"]", ""))
            .toList()
        : List.of("sql");
  }
}
