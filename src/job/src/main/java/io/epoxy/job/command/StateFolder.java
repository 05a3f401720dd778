package io.epoxy.job.command;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.epoxy.bundle.artifact.EarlierManifest;
import io.epoxy.bundle.artifact.EarlierResults;
import io.epoxy.compiler.state.PreviousState;
import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.compiler.state.ShownResource;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what an earlier run left in the folder of {@code --state}. */
final class StateFolder {
  private final Path folder;

  StateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Everything that is there.
   *
   * @param target this run's own artifacts, for {@code source_status:}
   * @throws EpoxyException when a file is there and cannot be read
   */
  PreviousState read(Path target) {
    return new PreviousState(
        find(folder, "manifest.json", StateFolder::manifest),
        find(folder, "run_results.json", StateFolder::statuses),
        find(folder, "sources.json", StateFolder::loaded),
        find(target, "sources.json", StateFolder::loaded));
  }

  /**
   * The manifest to defer to.
   *
   * @param shown the folder as the user wrote it
   * @throws EpoxyException in dbt's words when there is none
   */
  PreviousManifest loadManifest(String shown) {
    return find(folder, "manifest.json", StateFolder::manifest)
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.SELECTION,
                    "Could not find manifest in --state path: \"" + shown + "\""));
  }

  private static <T> Optional<T> find(Path folder, String name, Function<Path, T> read) {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) ? Optional.of(read.apply(file)) : Optional.empty();
  }

  private static PreviousManifest manifest(Path file) {
    EarlierManifest earlier = EarlierManifest.read(file);
    Map<UniqueId, ShownResource> resources = new LinkedHashMap<>();
    earlier
        .resources()
        .forEach(
            (id, values) ->
                id(id).ifPresent(known -> resources.put(known, new ShownResource(values))));
    Map<UniqueId, String> macros = new LinkedHashMap<>();
    earlier.macros().forEach((id, text) -> id(id).ifPresent(known -> macros.put(known, text)));
    return new PreviousManifest(resources, macros);
  }

  private static ListMultimap<String, UniqueId> statuses(Path file) {
    ImmutableListMultimap.Builder<String, UniqueId> statuses = ImmutableListMultimap.builder();
    EarlierResults.statuses(file)
        .forEach(
            result ->
                id(result.uniqueId()).ifPresent(known -> statuses.put(result.status(), known)));
    return statuses.build();
  }

  private static Map<UniqueId, Instant> loaded(Path file) {
    Map<UniqueId, Instant> loaded = new LinkedHashMap<>();
    EarlierResults.maxLoadedAt(file)
        .forEach((id, at) -> id(id).ifPresent(known -> loaded.put(known, at)));
    return loaded;
  }

  /** Resources of a type that this version does not know cannot be among its own. */
  private static Optional<UniqueId> id(String text) {
    int dot = text.indexOf('.');
    return dot > 0 && ResourceType.find(text.substring(0, dot)).isPresent()
        ? Optional.of(new UniqueId(text))
        : Optional.empty();
  }
}
