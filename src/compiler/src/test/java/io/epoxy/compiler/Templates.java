package io.epoxy.compiler;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Compiles single templates as the model {@code m} of a project. */
final class Templates {
  final InMemoryWarehouse warehouse = new InMemoryWarehouse();
  final TestProject project;

  Templates(Path folder) {
    this.project = new TestProject(folder);
  }

  /** The model's own table exists already. */
  Templates withTable() {
    warehouse.table(
        Relation.of("s", "m").ofType(RelationType.TABLE),
        Column.of("id", "int"),
        Column.of("v", "string"));
    return this;
  }

  /** The SQL of a template that is not rendered while parsing. */
  String sql(String template) {
    project.file("models/m.sql", "{% if execute %}" + template + "{% endif %}");
    return compiled("model.e.m", Map.of());
  }

  String compiled(String id, Map<String, Object> flags) {
    CompilerOptions options = project.options(Map.of(), Map.of(), Optional.empty());
    ProjectCompiler compiler =
        ProjectCompiler.open(
            new CompilerOptions(
                options.projectDir(),
                options.profilesDir(),
                options.profile(),
                options.target(),
                options.vars(),
                options.env(),
                options.givenTarget(),
                options.invocationId(),
                options.startedAt(),
                options.command(),
                options.fullRefresh(),
                options.threads(),
                flags,
                options.messages()));
    Manifest manifest = compiler.parse();
    return compiler.compile(manifest, new UniqueId(id), warehouse).sql();
  }
}
