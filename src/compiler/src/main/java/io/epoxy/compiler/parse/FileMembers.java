package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a manifest has of one file.
 *
 * @param made defined by it
 * @param described defined elsewhere
 * @param plain false when it has more than enabled resources, each by itself
 */
record FileMembers(List<UniqueId> made, List<UniqueId> described, boolean plain) {
  static final FileMembers NONE = new FileMembers(List.of(), List.of(), true);

  FileMembers {
    made = ImmutableList.copyOf(made);
    described = ImmutableList.copyOf(described);
  }

  /**
   * What it has of every file.
   *
   * @param properties all property files
   * @param more those that have other entries than plain ones
   */
  static Map<String, FileMembers> of(Manifest manifest, Set<String> properties, Set<String> more) {
    Map<String, Collector> files = new LinkedHashMap<>();
    properties.forEach(file -> files.put(file, new Collector()));
    for (GraphMember member : manifest.members().values()) {
      at(made(member), files).made.add(member.uniqueId());
      member.info().patchPath().ifPresent(file -> at(file, files).described.add(member.uniqueId()));
    }
    for (GraphMember member : manifest.disabled()) {
      at(made(member), files).plain = false;
      member.info().patchPath().ifPresent(file -> at(file, files).plain = false);
    }
    more.forEach(file -> at(file, files).plain = false);
    Map<String, FileMembers> members = new LinkedHashMap<>();
    files.forEach(
        (file, all) -> members.put(file, new FileMembers(all.made, all.described, all.plain)));
    return members;
  }

  private static Collector at(String file, Map<String, Collector> files) {
    return files.computeIfAbsent(file, name -> new Collector());
  }

  /** The file that defines a resource, as {@link InputFiles#name} has it. */
  static String made(GraphMember member) {
    return member.info().packageName() + "://" + member.info().originalFilePath();
  }

  private static final class Collector {
    private final List<UniqueId> made = new ArrayList<>();
    private final List<UniqueId> described = new ArrayList<>();
    private boolean plain = true;
  }
}
