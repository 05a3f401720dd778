package io.epoxy.job.command;

import io.epoxy.bundle.artifact.ManifestEdit;
import io.epoxy.bundle.artifact.WrittenFile;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.parse.CodeChanges;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A parse after which manifest.json is the earlier one but for code and descriptions of some
 * models. It reads every file and links none: what a large project takes from the second run on.
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
    Optional<CodeChanges> changes = compiler.codeChanges().filter(CodeChanges::isEmpty);
    Optional<Manifest> manifest = changes.flatMap(compiler::earlierManifest);
    manifest.ifPresent(found -> again(found, changes.get()));
    return manifest;
  }

  private void again(Manifest manifest, CodeChanges nothing) {
    nothing.repeatWarnings();
    if (artifacts.isWritten()) {
      Optional<WrittenFile> written =
          artifacts
              .editManifest(before(nothing))
              .map(this::written)
              .or(() -> artifacts.writeManifest(manifest));
      written.ifPresent(file -> nothing.remember(note(file, ParseCommand.files(manifest))));
    }
  }

  private WrittenFile written(ManifestEdit edit) {
    return edit.write(artifacts.metadata(), compiler.project().name(), compiler.target().type());
  }

  private static WrittenFile before(CodeChanges changes) {
    Map<String, Object> note = changes.note();
    return new WrittenFile((Long) note.get(SIZE), (Long) note.get(CHECKSUM));
  }

  /** Writes manifest.json, if that is all there is to do; empty when everything is to be parsed. */
  Optional<Outcome> write() {
    if (!artifacts.isWritten()) {
      return Optional.empty();
    }
    return compiler.codeChanges().flatMap(this::write);
  }

  private Optional<Outcome> write(CodeChanges changes) {
    Optional<ManifestEdit> edit = artifacts.editManifest(before(changes));
    if (edit.isEmpty() || !isReplaced(changes, edit.get())) {
      return Optional.empty();
    }
    changes.repeatWarnings();
    Outcome outcome = new Outcome((Long) changes.note().get(FILES));
    changes.remember(note(written(edit.get()), outcome.files()));
    return Optional.of(outcome);
  }

  private boolean isReplaced(CodeChanges changes, ManifestEdit edit) {
    try {
      for (CodeChanges.Change change : changes.models()) {
        ModelNode model = change.model();
        Optional<ManifestEdit.EditedNode> node =
            find(edit, model.uniqueId(), "original_file_path", model.info().originalFilePath());
        Optional<String> before = node.flatMap(found -> found.text("raw_code"));
        if (before.isEmpty()) {
          return false;
        }
        if (change.isCodeOnly(before.get())) {
          node.get().replace(model.code());
        } else if (changes.isWarnedOf(model)
            || !RelinkedModel.put(edit, node.get(), model, compiler.project().name())) {
          return false;
        }
      }
      for (CodeChanges.Description one : changes.descriptions()) {
        Optional<ManifestEdit.EditedNode> node =
            find(edit, one.model(), "patch_path", one.patchPath());
        if (!node.map(found -> found.describe(one.column(), one.before(), one.after()))
            .orElse(false)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // a manifest that cannot be read is written anew
    }
  }

  /** A node that has some text at a key, so that it is the one that is meant. */
  private static Optional<ManifestEdit.EditedNode> find(
      ManifestEdit edit, UniqueId id, String key, String text) throws IOException {
    return edit.find(id).filter(node -> node.text(key).filter(text::equals).isPresent());
  }

  private static Map<String, Object> note(WrittenFile written, long files) {
    return Map.of(SIZE, written.size(), CHECKSUM, written.checksum(), FILES, files);
  }
}
