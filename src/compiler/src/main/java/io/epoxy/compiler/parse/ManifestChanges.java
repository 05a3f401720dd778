package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is another in a linked manifest.
 *
 * @param members in their order; those that only stand on another line are not among them
 * @param moreFiles how many more files have nodes
 * @param kept all that memory is to know
 */
public record ManifestChanges(List<Change> members, int moreFiles, Kept kept) {
  /** Nothing. */
  static final ManifestChanges NONE =
      new ManifestChanges(
          List.of(), 0, new Kept(Map.of(), Map.of(), Optional.empty(), Optional.empty()));

  public ManifestChanges {
    members = ImmutableList.copyOf(members);
  }

  /**
   * A member that is another.
   *
   * @param before empty for a new one
   * @param after empty for one that is gone
   * @param preceding of a new one: the member before it that was there
   */
  public record Change(
      Optional<GraphMember> before, Optional<GraphMember> after, Optional<UniqueId> preceding) {
    /** Of what is or was there. */
    public UniqueId id() {
      return after.or(() -> before).orElseThrow().uniqueId();
    }
  }

  /**
   * What a memory puts in the place of what it has.
   *
   * @param members empty for those that are gone
   * @param outline when there are other members
   * @param names when other sources can be referred to
   */
  record Kept(
      Map<UniqueId, Optional<GraphMember>> members,
      Map<String, FileMembers> files,
      Optional<LinkedMemory.Outline> outline,
      Optional<LinkNames> names) {
    /** Its new stamp; empty when it cannot be kept. */
    Optional<String> putInto(LinkedMemory linked) {
      members.forEach(
          (id, member) ->
              member.ifPresentOrElse(found -> linked.put(id, found), () -> linked.remove(id)));
      files.forEach(linked::put);
      outline.ifPresent(linked::put);
      names.ifPresent(linked::put);
      return linked.append();
    }
  }
}
