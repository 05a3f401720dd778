package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.NodeInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of a model's entry that only models have: constraints, deprecation date, calendar
 * (dbt-core 1.12 {@code ModelPatchParser}).
 */
final class ModelContract {
  private static final Pattern ZONED =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

  private static final Set<String> STORED = Set.of("table", "incremental");

  private static final Pattern WITH_OFFSET =
      Pattern.compile(":\\d\\d.*?(?:[Zz]|[+-]\\d\\d:?\\d\\d)$");

  /** The dates with a time and an offset that users write; dbt reads them by dateutil. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ][XXX][XX]")
          .toFormatter(Locale.ROOT);

  private final Entry entry;
  private final Map<String, Object> version;
  private final boolean isVersion;

  ModelContract(Entry entry) {
    this.entry = entry;
    this.version = Map.of();
    this.isVersion = false;
  }

  /** Of one version: its constraints take the place of the model's. */
  ModelContract(Entry entry, ModelVersion version) {
    this.entry = entry;
    this.version = version.data(entry);
    this.isVersion = true;
  }

  /** What the entry promises for a model whose config and columns are known. */
  ModelPromises promises(NodeInfo info) {
    List<Constraint> constraints = constraints(info);
    checkPrimaryKey(info, constraints);
    Optional<String> checksum = Optional.empty();
    if (enforced(info)) {
      checkPrerequisites(info);
      checksum = Optional.of(checksum(info, constraints));
    }
    return new ModelPromises(
        constraints,
        checksum,
        date(isVersion ? version.get("deprecation_date") : entry.data().get("deprecation_date")),
        List.of(),
        isVersion ? Optional.empty() : timeSpine());
  }

  private void checkPrerequisites(NodeInfo info) {
    List<String> problems = new ArrayList<>();
    if (info.columns().isEmpty()) {
      problems.add(
          "Constraints must be defined in a `yml` schema configuration file like `schema.yml`.");
    }
    if (info.language() != Language.SQL) {
      problems.add("Language Error: Expected 'sql' but found '" + info.language().dbtName() + "'");
    }
    if (!problems.isEmpty()) {
      throw invalid(
          "Contract enforcement failed for: ("
              + info.originalFilePath()
              + ")\n"
              + String.join("\n", problems));
    }
  }

  private static boolean enforced(NodeInfo info) {
    return Boolean.TRUE.equals(info.config().map("contract").get("enforced"));
  }

  private List<Constraint> constraints(NodeInfo info) {
    List<Constraint> all = new ArrayList<>();
    Object own = version.get("constraints");
    List<?> written =
        own instanceof List<?> list && !list.isEmpty() ? list : entry.list("constraints");
    for (Object item : written) {
      Optional<Constraint> constraint =
          item instanceof Map<?, ?> map ? ConstraintReader.read(Entry.copy(map)) : Optional.empty();
      all.add(
          constraint.orElseThrow(
              () ->
                  invalid(
                      "Invalid constraint type on model "
                          + info.name()
                          + ": Type must be one of "
                          + Python.repr(types()))));
    }
    return all;
  }

  private static List<Object> types() {
    List<Object> names = new ArrayList<>();
    for (Constraint.Type type : Constraint.Type.values()) {
      names.add(type.dbtName());
    }
    return names;
  }

  private void checkPrimaryKey(NodeInfo info, List<Constraint> constraints) {
    List<Object> keys = new ArrayList<>();
    for (ColumnInfo column : info.columns().values()) {
      column.constraints().stream()
          .filter(constraint -> constraint.type() == Constraint.Type.PRIMARY_KEY)
          .forEach(constraint -> keys.add(column.name()));
    }
    List<String> errors = new ArrayList<>();
    if (keys.size() > 1) {
      errors.add(
          "Found "
              + keys.size()
              + " columns ("
              + Python.repr(keys)
              + ") with primary key constraints defined. Primary keys for multiple columns must be"
              + " defined as a model level constraint.");
    }
    boolean onModel =
        constraints.stream().anyMatch(one -> one.type() == Constraint.Type.PRIMARY_KEY);
    if (!keys.isEmpty() && onModel) {
      errors.add(
          "Primary key constraints defined at the model level and the columns level. Primary keys"
              + " can be defined at the model level or the column level, not both.");
    }
    if (!errors.isEmpty()) {
      throw invalid(
          "Primary key constraint error: ("
              + info.originalFilePath()
              + ")\n"
              + String.join("\n", errors));
    }
  }

  /** dbt-core 1.12 {@code build_contract_checksum}: columns by name, then what the table holds. */
  private static String checksum(NodeInfo info, List<Constraint> constraints) {
    StringBuilder state = new StringBuilder();
    info.columns().values().stream()
        .sorted(Comparator.comparing(ColumnInfo::name))
        .forEach(
            column ->
                state
                    .append('|')
                    .append(column.name())
                    .append(column.dataType().orElse("None"))
                    .append(
                        ConstraintReader.repr(
                            column.constraints(), ConstraintReader.Owner.COLUMN)));
    String materialized = info.config().string("materialized").orElse("view");
    if (STORED.contains(materialized)) {
      state
          .append(materialized)
          .append(ConstraintReader.repr(constraints, ConstraintReader.Owner.MODEL));
    }
    return SourceFile.sha256(state.toString());
  }

  private Optional<OffsetDateTime> date(Object written) {
    if (written == null) {
      return Optional.empty();
    }
    if (written instanceof OffsetDateTime moment) {
      return Optional.of(moment);
    }
    if (written instanceof String text && ZONED.matcher(text).matches()) {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')));
    }
    try {
      if (written instanceof String text && WITH_OFFSET.matcher(text).find()) {
        return Optional.of(OffsetDateTime.parse(text.strip(), MOMENT));
      }
      LocalDateTime local =
          written instanceof LocalDateTime time
              ? time
              : written instanceof LocalDate day
                  ? day.atStartOfDay()
                  : parse(String.valueOf(written));
      return Optional.of(local.atOffset(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw entry.invalid(
          "deprecation_date",
          "at path ['deprecation_date']: " + Python.repr(written) + " is not a 'date-time'");
    }
  }

  private static LocalDateTime parse(String text) {
    return text.length() == "2000-01-01".length()
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private Optional<ModelPromises.TimeSpine> timeSpine() {
    Map<String, Object> written = entry.map("time_spine");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Map<String, ColumnGrain> columns = ColumnGrain.of(entry);
    String standard = String.valueOf(written.get("standard_granularity_column"));
    ColumnGrain column = columns.get(standard);
    if (column == null) {
      throw invalid(
          "Time spine standard granularity column must be defined on the model. Got invalid column"
              + " name '"
              + standard
              + "' for model '"
              + entry.name()
              + "'. Valid names: "
              + Python.repr(new ArrayList<Object>(columns.keySet()))
              + ".");
    }
    if (!column.hasGranularity()) {
      throw invalid(
          "Time spine standard granularity column must have a granularity defined. Please add one"
              + " for column '"
              + standard
              + "' in model '"
              + entry.name()
              + "'.");
    }
    return Optional.of(
        new ModelPromises.TimeSpine(standard, customGranularities(written, columns)));
  }

  private List<ModelPromises.CustomGranularity> customGranularities(
      Map<String, Object> written, Map<String, ColumnGrain> columns) {
    List<ModelPromises.CustomGranularity> custom = new ArrayList<>();
    List<Object> missing = new ArrayList<>();
    if (written.get("custom_granularities") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          String name = String.valueOf(map.get("name"));
          Optional<String> column =
              Optional.ofNullable(map.get("column_name")).map(String::valueOf);
          custom.add(new ModelPromises.CustomGranularity(name, column));
          if (!columns.containsKey(column.orElse(name))) {
            missing.add(column.orElse(name));
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw invalid(
          "Time spine custom granularity columns do not exist in the model. Columns not found: "
              + Python.repr(missing)
              + "; Available columns: "
              + Python.repr(new ArrayList<Object>(columns.keySet())));
    }
    return custom;
  }

  private EpoxyException invalid(String sentence) {
    return new EpoxyException(ErrorCode.PARSING, sentence, entry.patch().location());
  }

  /** Whether a column says how fine its time is. */
  private record ColumnGrain(boolean hasGranularity) {
    static Map<String, ColumnGrain> of(Entry entry) {
      Map<String, ColumnGrain> columns = new java.util.LinkedHashMap<>();
      for (Map<String, Object> column : entry.maps("columns")) {
        columns.put(
            String.valueOf(column.get("name")), new ColumnGrain(column.get("granularity") != null));
      }
      return columns;
    }
  }
}
