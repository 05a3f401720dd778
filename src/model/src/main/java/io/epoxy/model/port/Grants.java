package io.epoxy.model.port;

import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;

/**
 * Who may do what with a relation, as a catalog keeps it. Privileges and grantees are the catalog's
 * own words; letters of either case mean the same. Thread-safe.
 */
public interface Grants {
  /** Whether this catalog keeps grants; where it does not, nothing else may be asked. */
  boolean areKept();

  /**
   * The grantees by privilege, without the owner.
   *
   * @throws io.epoxy.model.error.EpoxyException when the catalog refuses
   */
  Map<String, List<String>> on(Relation relation);

  /**
   * Lets a grantee do something from now on.
   *
   * @throws io.epoxy.model.error.EpoxyException when the catalog refuses
   */
  void grant(Relation relation, String privilege, String grantee);

  /**
   * Takes that back.
   *
   * @throws io.epoxy.model.error.EpoxyException when the catalog refuses
   */
  void revoke(Relation relation, String privilege, String grantee);
}
