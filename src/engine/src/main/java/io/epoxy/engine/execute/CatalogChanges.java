package io.epoxy.engine.execute;

import io.epoxy.model.relation.Relation;

/** Hears of what may have changed in the session's catalog. Thread-safe. */
interface CatalogChanges {
  /** A statement that nobody looked into ran. */
  void anywhere();

  /** A relation was made, replaced, filled or dropped, and no other. */
  void of(Relation relation);
}
