package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Artifacts of earlier runs that a job compares with or defers to: {@code --state}, {@code
 * --defer-state}, and the target folder's sources.json and run_results.json.
 *
 * @param sha256 by place, for example {@code state/manifest.json}
 */
public record EarlierFiles(Map<String, String> sha256) {
  public static final EarlierFiles NONE = new EarlierFiles(Map.of());

  private static final List<String> NAMES =
      List.of("manifest.json", "run_results.json", "sources.json");
  private static final Pattern PLACE =
      Pattern.compile(
          "(state|defer-state)/(manifest|run_results|sources)\\.json"
              + "|target/(run_results|sources)\\.json");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Refuses places that do not lie where a job expects them. */
  public EarlierFiles {
    sha256 = ImmutableMap.copyOf(sha256);
    sha256.forEach(
        (place, hash) -> {
          if (!PLACE.matcher(place).matches() || !SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException("no artifact of an earlier run: " + place);
          }
        });
  }

  /**
   * The files of this machine by their places.
   *
   * @param command {@code retry} goes on from this project's own results
   * @param target where this project's artifacts go
   * @throws EpoxyException with code USAGE when a folder that was named holds none
   */
  public static Map<String, Path> find(Command command, Folders folders, Path target) {
    Map<String, Path> found = new LinkedHashMap<>();
    folders.state().ifPresent(folder -> addAll("state", folder, found));
    folders.deferState().ifPresent(folder -> addAll("defer-state", folder, found));
    Path sources = target.resolve("sources.json");
    if (folders.state().isPresent() && Files.isRegularFile(sources)) {
      found.put("target/sources.json", sources);
    }
    Path results = target.resolve("run_results.json");
    if (command == Command.RETRY && folders.state().isEmpty() && Files.isRegularFile(results)) {
      found.put("target/run_results.json", results);
    }
    return found;
  }

  private static void addAll(String place, Path folder, Map<String, Path> found) {
    int before = found.size();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        found.put(place + "/" + name, file);
      }
    }
    if (found.size() == before) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "There is none of "
              + String.join(", ", NAMES)
              + " in --"
              + place
              + " path: \""
              + folder
              + "\"");
    }
  }

  /** Where a job has unpacked {@code --state} or {@code --defer-state}; empty when not given. */
  public Optional<Path> folder(String place, Path work) {
    return sha256.keySet().stream().anyMatch(file -> file.startsWith(place + "/"))
        ? Optional.of(work.resolve(place))
        : Optional.empty();
  }
}
