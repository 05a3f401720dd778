package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.relation.EventTimeFilter;
import io.epoxy.compiler.context.relation.Identifiers;
import io.epoxy.compiler.context.relation.Scan;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.SourceTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of its inputs a run reads: {@code --empty} and {@code --sample} (dbt-core 1.12 {@code
 * BaseResolver.resolve_limit} and {@code resolve_event_time_filter}).
 */
public record EventTimes(boolean empty, Optional<SampleWindow> sample) {
  public static final EventTimes ALL = new EventTimes(false, Optional.empty());

  /**
   * How a node reads an input. Only models and snapshots are sampled, by the input's own time; a
   * batch reads what is in its time and in the sample.
   */
  Scan scan(Node reader, Optional<Batch> batch, NodeInfo input) {
    return scan(reader, batch, input, false);
  }

  /**
   * As the other, of a source, whose {@code quoting: {column: ..}} holds where a column is silent.
   */
  Scan scan(Node reader, Optional<Batch> batch, SourceTable input) {
    boolean quoted = Boolean.TRUE.equals(input.quoting().get("column"));
    return scan(reader, batch, input.info(), quoted);
  }

  private Scan scan(Node reader, Optional<Batch> batch, NodeInfo input, boolean quoted) {
    Scan scan = empty ? Scan.NO_ROWS : Scan.WHOLE;
    Optional<String> field = input.config().string("event_time");
    boolean sampled = reader instanceof ModelNode || reader instanceof SnapshotNode;
    return field.isPresent() && sampled
        ? scan.filtered(
            window(batch).map(window -> filter(column(field.get(), input, quoted), window)))
        : scan;
  }

  private Optional<SampleWindow> window(Optional<Batch> batch) {
    Optional<SampleWindow> times = batch.map(rows -> new SampleWindow(rows.start(), rows.end()));
    return times.isPresent() && sample.isPresent()
        ? Optional.of(times.get().within(sample.get()))
        : times.or(() -> sample);
  }

  /** {@code model.batch} of a batch's templates. */
  public static Map<Object, Object> facts(Batch batch) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("id", batch.id());
    facts.put("event_time_start", TemplateValues.moment(batch.start()));
    facts.put("event_time_end", TemplateValues.moment(batch.end()));
    return facts;
  }

  private static EventTimeFilter filter(String field, SampleWindow window) {
    return new EventTimeFilter(
        field,
        Optional.of(TemplateValues.moment(window.start()).asString()),
        Optional.of(TemplateValues.moment(window.end()).asString()));
  }

  private static String column(String field, NodeInfo input, boolean quoted) {
    ColumnInfo column = input.columns().get(field);
    boolean wanted = column == null ? quoted : column.quote().orElse(quoted);
    return wanted ? Identifiers.quote(field) : field;
  }
}
