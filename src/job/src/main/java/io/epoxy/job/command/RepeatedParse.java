package io.epoxy.job.command;

import io.epoxy.bundle.artifact.ManifestEdit;
import io.epoxy.bundle.artifact.WrittenFile;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.parse.ManifestChanges;
import io.epoxy.compiler.parse.ProjectChanges;
import io.epoxy.model.graph.Manifest;
import java.util.Map;
import java.util.Optional;

/**
 * A parse after which manifest.json is the earlier one but for what some files make and describe.
 * It reads every file and links little: what a large project takes from the second run on.
 */
final class RepeatedParse {
  private static final String SIZE = "size";
  private static final String CHECKSUM = "checksum";
  private static final String FILES = "files";

  private final ProjectCompiler compiler;
  private final Artifacts artifacts;

  RepeatedParse(ProjectCompiler compiler, Artifacts artifacts) {
    this.compiler = compiler;
    this.artifacts = artifacts;
  }

  /**
   * What came of it.
   *
   * @param files how many have nodes
   */
  record Outcome(long files) {}

  /** Lets a later run know what this one has parsed and written. */
  void remember(Manifest manifest, WrittenFile written) {
    compiler.remember(manifest, note(written, ParseCommand.files(manifest)));
  }

  /**
   * The manifest of the earlier parse, if it is that of the project as it is. It is written to
   * manifest.json, and what there was to tell is told again.
   */
  Optional<Manifest> manifest() {
    Optional<ProjectChanges> changes = compiler.changes().filter(ProjectChanges::isEmpty);
    Optional<Manifest> manifest = changes.flatMap(compiler::earlierManifest);
    manifest.ifPresent(found -> again(found, changes.get()));
    return manifest;
  }

  private void again(Manifest manifest, ProjectChanges nothing) {
    nothing.repeatWarnings();
    if (artifacts.isWritten()) {
      Optional<WrittenFile> written =
          artifacts
              .editManifest(before(nothing))
              .map(this::written)
              .or(() -> artifacts.writeManifest(manifest));
      written.ifPresent(
          file ->
              compiler.remember(
                  nothing,
                  compiler.manifestChanges(nothing).orElseThrow(),
                  note(file, ParseCommand.files(manifest))));
    }
  }

  private WrittenFile written(ManifestEdit edit) {
    return edit.write(artifacts.metadata(), compiler.project().name(), compiler.target().type());
  }

  private static WrittenFile before(ProjectChanges changes) {
    Map<String, Object> note = changes.note();
    return new WrittenFile((Long) note.get(SIZE), (Long) note.get(CHECKSUM));
  }

  /** Writes manifest.json, if that is all there is to do; empty when everything is to be parsed. */
  Optional<Outcome> write() {
    if (!artifacts.isWritten()) {
      return Optional.empty();
    }
    return compiler.changes().flatMap(this::write);
  }

  private Optional<Outcome> write(ProjectChanges since) {
    Optional<ManifestEdit> edit = artifacts.editManifest(before(since));
    Optional<ManifestChanges> changes =
        edit.isEmpty() ? Optional.empty() : compiler.manifestChanges(since);
    if (changes.isEmpty() || !EditedManifest.put(edit.get(), changes.get())) {
      return Optional.empty();
    }
    since.repeatWarnings();
    Outcome outcome = new Outcome((Long) since.note().get(FILES) + changes.get().moreFiles());
    compiler.remember(since, changes.get(), note(written(edit.get()), outcome.files()));
    return Optional.of(outcome);
  }

  private static Map<String, Object> note(WrittenFile written, long files) {
    return Map.of(SIZE, written.size(), CHECKSUM, written.checksum(), FILES, files);
  }
}
