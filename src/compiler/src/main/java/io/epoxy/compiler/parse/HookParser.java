package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.FileFinder;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code on-run-start} and {@code on-run-end} of a project (dbt-core 1.12 parser/hooks.py). */
final class HookParser {
  private final NodeParser nodes;

  HookParser(NodeParser nodes) {
    this.nodes = nodes;
  }

  List<HookNode> parse(Project project) {
    List<HookNode> hooks = new ArrayList<>();
    if (project.onRunStart().isEmpty() && project.onRunEnd().isEmpty()) {
      return hooks;
    }
    SourceFile file = new FileFinder(project).ofRoot("dbt_project.yml");
    add(hooks, file, "on-run-start", project.onRunStart());
    add(hooks, file, "on-run-end", project.onRunEnd());
    return hooks;
  }

  private void add(List<HookNode> hooks, SourceFile file, String when, List<String> statements) {
    String packageName = file.project().name();
    for (int i = 0; i < statements.size(); i++) {
      String name = packageName + "-" + when + "-" + i;
      NodeParser.Parsed parsed =
          nodes.parse(
              new NodeParser.Spec(
                  UniqueId.of(ResourceType.OPERATION, packageName, name),
                  name,
                  file.project(),
                  "hooks/" + name + ".sql",
                  file.originalPath(),
                  List.of(packageName, "hooks", name),
                  statements.get(i),
                  file.checksum(),
                  0,
                  Properties.NONE,
                  Map.of(),
                  List.of(when),
                  Optional.empty(),
                  Optional.empty()));
      hooks.add(new HookNode(parsed.info(), parsed.code(), parsed.relation(), i));
    }
  }
}
