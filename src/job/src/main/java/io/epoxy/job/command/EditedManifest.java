package io.epoxy.job.command;

import io.epoxy.bundle.artifact.EdgeEdit;
import io.epoxy.bundle.artifact.ManifestEdit;
import io.epoxy.bundle.artifact.NodeOutputs;
import io.epoxy.bundle.artifact.ShownResources;
import io.epoxy.compiler.parse.ManifestChanges;
import io.epoxy.compiler.parse.ManifestChanges.Change;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A manifest.json into which changes of its resources are put. */
final class EditedManifest {
  private final ManifestEdit edit;
  private final EdgeEdit edges;
  private final ManifestChanges changes;
  private final ShownResources shown = new ShownResources(NodeOutputs.none("target"));

  private EditedManifest(ManifestEdit edit, EdgeEdit edges, ManifestChanges changes) {
    this.edit = edit;
    this.edges = edges;
    this.changes = changes;
  }

  /** False when everything is to be parsed, whatever was edited so far. */
  static boolean put(ManifestEdit edit, ManifestChanges changes) {
    try {
      for (ManifestChanges.MacroChange change : changes.macros()) {
        if (!macro(edit, change)) {
          return false;
        }
      }
      if (changes.members().isEmpty()) {
        return true;
      }
      Optional<EdgeEdit> edges = edit.edges();
      return edges.isPresent() && new EditedManifest(edit, edges.get(), changes).put();
    } catch (IOException e) {
      return false; // a manifest that cannot be read is written anew
    }
  }

  private boolean put() throws IOException {
    for (Change change : changes.members()) {
      if (!resource(change)) {
        return false;
      }
    }
    for (Change change : changes.members()) {
      if (!edges(change) || !group(change)) {
        return false;
      }
    }
    return isWithoutCycle();
  }

  private static boolean macro(ManifestEdit edit, ManifestChanges.MacroChange change)
      throws IOException {
    if (change.after().isEmpty()) {
      return edit.remove(change.id());
    }
    Map<String, Object> tree = ShownResources.tree(change.after().get());
    return change.preceding().isPresent()
        ? edit.add(change.id(), tree, change.preceding().get())
        : edit.replace(change.id(), tree);
  }

  private boolean resource(Change change) throws IOException {
    UniqueId id = change.id();
    if (change.after().isEmpty()) {
      return isUnread(id) && edit.remove(id) && edges.remove(id.value());
    }
    if (change.preceding().isEmpty()) {
      return edit.replace(id, shown.tree(change.after().get()));
    }
    UniqueId preceding = change.preceding().get();
    return edit.add(id, shown.tree(change.after().get()), preceding)
        && edges.add(id.value(), preceding.value());
  }

  /** Whether only what is another as well reads it. */
  private boolean isUnread(UniqueId id) throws IOException {
    Set<String> children = new HashSet<>(edges.children(id.value()));
    changes.members().forEach(change -> children.remove(change.id().value()));
    return children.isEmpty();
  }

  private boolean edges(Change change) throws IOException {
    Set<String> now = change.after().map(EditedManifest::parents).orElse(Set.of());
    Set<String> then = change.before().map(EditedManifest::parents).orElse(Set.of());
    return now.equals(then)
        || change.after().isEmpty()
        || edges.replaceParents(change.id().value(), now);
  }

  private static Set<String> parents(GraphMember member) {
    return member.dependsOn().stream()
        .map(UniqueId::value)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean group(Change change) throws IOException {
    String id = change.id().value();
    Optional<String> then = change.before().flatMap(member -> member.info().group());
    Optional<String> now = change.after().flatMap(member -> member.info().group());
    return Objects.equals(then, now)
        || (then.isEmpty() || edges.leave(then.get(), id))
            && (now.isEmpty() || edges.join(now.get(), id));
  }

  private boolean isWithoutCycle() throws IOException {
    for (Change change : changes.members()) {
      GraphMember now = change.after().filter(member -> !(member instanceof TestNode)).orElse(null);
      Set<String> added = now == null ? new HashSet<>() : parents(now);
      change.before().ifPresent(before -> added.removeAll(parents(before)));
      if (!added.isEmpty() && edges.dependsOn(added, change.id().value())) {
        return false;
      }
    }
    return true;
  }
}
