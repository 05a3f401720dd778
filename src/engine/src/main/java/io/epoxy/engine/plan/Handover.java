package io.epoxy.engine.plan;

import com.google.common.base.Splitter;
import io.epoxy.engine.format.Buckets;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.RelationState.Existing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a name goes from one kind of catalog entry to another: a view to a table, one format or
 * partitioning to another. Hive and Glue have no update for that: the old entry goes, and what is
 * bound to its name goes with it.
 */
public final class Handover {
  private static final String HUDI_PARTITIONS = "hoodie.datasource.write.partitionpath.field";

  private Handover() {}

  /**
   * Whether these steps make it.
   *
   * @param old what has the name now
   */
  public static boolean isOne(Existing old, List<PlanStep> steps) {
    List<String> hudiPartitions = List.of();
    for (PlanStep step : steps) {
      if (step instanceof PlanStep.CreateView) {
        return old.isTable();
      } else if (step instanceof TableStep.PublishTable files) {
        return !isStoredAs(old, files.ddl())
            || !samePartitions(old, files.ddl().partitionBy())
            || !sameBuckets(old, files.ddl().buckets());
      } else if (step instanceof TableStep.TableAs whole) {
        return !isStoredAs(old, whole.ddl());
      } else if (step instanceof TableStep.WriteHudi written) {
        hudiPartitions =
            Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToList(written.options().getOrDefault(HUDI_PARTITIONS, ""));
      } else if (step instanceof NameStep.RegisterTable registered) {
        return !isStoredAs(old, registered.ddl()) || !samePartitions(old, hudiPartitions);
      }
    }
    return false;
  }

  private static boolean isStoredAs(Existing old, Ddl ddl) {
    return old.isTable() && old.provider().equals(Optional.of(ddl.provider()));
  }

  private static boolean samePartitions(Existing old, List<String> wanted) {
    return lower(old.partitionColumns()).equals(lower(wanted));
  }

  private static boolean sameBuckets(Existing old, Optional<Buckets> wanted) {
    return old.files().buckets().map(Buckets::count).equals(wanted.map(Buckets::count))
        && lower(old.files().buckets().map(Buckets::columns).orElse(List.of()))
            .equals(lower(wanted.map(Buckets::columns).orElse(List.of())));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.replace("`", "").toLowerCase(Locale.ROOT)).toList();
  }
}
