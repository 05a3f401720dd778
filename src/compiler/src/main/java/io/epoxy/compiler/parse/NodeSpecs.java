package io.epoxy.compiler.parse;

import com.google.common.base.Splitter;
import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.Project;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file and its property entry say about a node, put together for the parser. */
final class NodeSpecs {
  private final ParseInput input;
  private final PropertyFiles properties;
  private final PropertyScopes scopes;

  NodeSpecs(ParseInput input, PropertyFiles properties, PropertyScopes scopes) {
    this.input = input;
    this.properties = properties;
    this.scopes = scopes;
  }

  YamlScope yamlScope(Project owner) {
    return scopes.of(owner);
  }

  Entry entry(Patch patch) {
    return Entry.of(patch);
  }

  /** The entry of a resource under a key of property files. */
  Optional<Entry> entry(String key, Project owner, String name) {
    return entry(key, owner.name(), name);
  }

  Optional<Entry> entry(String key, String packageName, String name) {
    return properties.find(key, packageName, name).map(this::entry);
  }

  /**
   * A node's template.
   *
   * @param line the line of the file that it begins on, from 0
   */
  record Code(String text, int line) {
    /** A file's, which dbt strips. */
    static Code ofFile(String text) {
      int start = 0;
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      int above = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
      return new Code(text.strip(), above);
    }
  }

  /** A node that is a whole file. */
  NodeParser.Spec ofFile(ResourceType type, SourceFile file, String text, Properties described) {
    List<String> fqn = new ArrayList<>(folders(file));
    if (type == ResourceType.ANALYSIS && !hasPlainAnalysisNames()) {
      fqn.add(1, "analysis");
    }
    fqn.add(file.stem());
    UniqueId id = UniqueId.of(type, file.project().name(), file.stem());
    return of(id, file.stem(), file, fqn, Code.ofFile(text), described);
  }

  /** A node of a file. */
  NodeParser.Spec of(
      UniqueId id,
      String name,
      SourceFile file,
      List<String> fqn,
      Code code,
      Properties described) {
    boolean analysis = id.resourceType() == ResourceType.ANALYSIS && !hasPlainAnalysisNames();
    return new NodeParser.Spec(
        id,
        name,
        file.project(),
        analysis ? "analysis/" + file.path() : file.path(),
        file.originalPath(),
        fqn,
        code.text(),
        file.checksum(),
        code.line(),
        described,
        Map.of(),
        List.of(),
        Optional.<ModelNode.Version>empty(),
        Optional.empty());
  }

  /**
   * dbt calls an analysis after a folder "analysis" that it need not lie in, unless told not to.
   */
  private boolean hasPlainAnalysisNames() {
    return BehaviourFlags.isOn(input.root().flags(), "require_corrected_analysis_fqns");
  }

  /** The package and the folders of a file: the head of every fqn. */
  static List<String> folders(SourceFile file) {
    List<String> parts = new ArrayList<>();
    parts.add(file.project().name());
    List<String> path = Splitter.on('/').splitToList(file.path());
    parts.addAll(path.subList(0, path.size() - 1));
    return parts;
  }

  /**
   * The package and the folders of a file that tests stand in: all but its first one, whatever
   * {@code model-paths} says (dbt-core 1.12 {@code _parse_generic_test}, {@code _build_fqn}).
   */
  static List<String> foldersOfTests(SourceFile file) {
    List<String> path = Splitter.on('/').splitToList(file.originalPath());
    List<String> parts = new ArrayList<>(List.of(file.project().name()));
    parts.addAll(path.subList(1, Math.max(1, path.size() - 1)));
    return parts;
  }
}
