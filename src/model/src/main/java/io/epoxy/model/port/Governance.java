package io.epoxy.model.port;

import io.epoxy.model.governance.GovernancePlan;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.KnownTag;

/**
 * Where tags, data cell filters and permissions of tables live. Thread-safe for different tables;
 * what concerns one table is asked for one after the other. Methods throw {@link
 * io.epoxy.model.error.EpoxyException} with code AWS and the API's own words.
 */
public interface Governance {
  /** What would have to be sent now. Reads only; of a table that is not there, everything. */
  GovernancePlan plan(GovernanceSpec wanted);

  /**
   * Sends what differs from what is wanted, and answers what that was.
   *
   * @throws io.epoxy.model.error.EpoxyException with what was applied and what was not
   */
  GovernancePlan apply(GovernanceSpec wanted);

  /** Everything that is held of a table now, inherited tags among it. */
  GovernanceState audit(GovernedTable table);

  /** What is known of the LF-tag of a key: of its values those that the caller may see. */
  KnownTag findTag(String key);

  /** Whether the caller is known to see every value of that tag. */
  boolean seesEveryValue(String key);

  /**
   * Gives a principal what dbt-glue gives its role on a database that it makes: the database and
   * all of its tables, to pass on too.
   */
  void grantDatabase(String database, String principal);
}
