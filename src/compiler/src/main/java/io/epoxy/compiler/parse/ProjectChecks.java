package io.epoxy.compiler.parse;

import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Manifest;

/** What is asked of linked resources, in the order in which dbt tells of it. */
record ProjectChecks(ParseInput input, Problems problems, Warnings warnings) {
  /** Checks a project as a whole. */
  void ofAll(Manifest manifest) {
    linked(manifest);
    if (problems.isEmpty()) { // what could not be parsed may be under any path
      new UnusedConfigPaths(input.root()).warn(manifest, warnings);
    }
    features(manifest);
  }

  /** Checks some resources of a project beside what they read. */
  void ofSome(Manifest manifest) {
    linked(manifest);
    features(manifest);
  }

  private void linked(Manifest manifest) {
    new ManifestChecks(manifest, input, problems, warnings).run();
  }

  private void features(Manifest manifest) {
    new SemanticChecks(manifest, input.root().flags(), problems, warnings).run();
    new MicrobatchMacro(input, warnings).check(manifest);
    new MicrobatchInputs(input, warnings).check(manifest);
    new SpacesInNames(input.root().flags(), problems, warnings).check(manifest);
    new ModelDeprecations(warnings, input.contexts().settings().startedAt()).warn(manifest);
  }
}
