package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is another in a linked manifest.
 *
 * @param members in their order; those that only stand on another line are not among them
 * @param macros in their order
 * @param moreFiles how many more files have nodes
 * @param kept all that memory is to know
 */
public record ManifestChanges(
    List<Change> members, List<MacroChange> macros, int moreFiles, Kept kept) {
  /** Nothing. */
  static final ManifestChanges NONE =
      new ManifestChanges(
          List.of(),
          List.of(),
          0,
          new Kept(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Macros.NONE));

  public ManifestChanges {
    members = ImmutableList.copyOf(members);
    macros = ImmutableList.copyOf(macros);
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
   * A macro that is another.
   *
   * @param after empty for one that is gone
   * @param preceding of a new one: the macro before it that was there
   */
  public record MacroChange(UniqueId id, Optional<Macro> after, Optional<UniqueId> preceding) {}

  /**
   * What a memory puts in the place of what it has of macros.
   *
   * @param ids when there are other macros
   * @param readers what was parsed anew asked for
   */
  record Macros(
      Map<UniqueId, Optional<Macro>> macros, Optional<List<UniqueId>> ids, Readers readers) {
    static final Macros NONE = new Macros(Map.of(), Optional.empty(), Readers.NONE);

    void putInto(LinkedMemory linked) {
      macros.forEach(
          (id, macro) ->
              macro.ifPresentOrElse(found -> linked.put(id, found), () -> linked.remove(id)));
      ids.ifPresent(all -> linked.put(new LinkedMemory.MacroIds(all)));
      if (!readers.groups().isEmpty()) {
        linked.put(readers);
      }
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
      Optional<LinkNames> names,
      Macros macros) {
    /** Its new stamp; empty when it cannot be kept. */
    Optional<String> putInto(LinkedMemory linked) {
      members.forEach(
          (id, member) ->
              member.ifPresentOrElse(found -> linked.put(id, found), () -> linked.remove(id)));
      files.forEach(linked::put);
      outline.ifPresent(linked::put);
      names.ifPresent(linked::put);
      macros.putInto(linked);
      return linked.append();
    }
  }
}
