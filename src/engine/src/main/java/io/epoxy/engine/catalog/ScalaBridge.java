package io.epoxy.engine.catalog;

import io.epoxy.engine.catalog.TableState.Buckets;
import io.epoxy.engine.catalog.TableState.Flags;
import io.epoxy.engine.catalog.TableState.Kind;
import io.epoxy.engine.catalog.TableState.Ownership;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.CatalogFunction;
import org.apache.spark.sql.catalyst.catalog.CatalogStatistics;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.FunctionResource;
import org.apache.spark.sql.catalyst.catalog.FunctionResourceType;
import scala.Option;
import scala.Tuple2;
import scala.collection.Seq;
import scala.collection.mutable.Builder;

/**
 * Spark's catalog records to ours and back: the one place that knows their constructors; {@link
 * CatalogTables} has the one that differs between the Spark versions we are built for.
 */
final class ScalaBridge {
  private ScalaBridge() {}

  static DatabaseState state(CatalogDatabase database) {
    return new DatabaseState(
        database.name(),
        database.description(),
        database.locationUri().toString(),
        map(database.properties()));
  }

  static CatalogDatabase spark(DatabaseState state) {
    return new CatalogDatabase(
        state.name(), state.comment(), URI.create(state.location()), map(state.properties()));
  }

  static FunctionState state(CatalogFunction function) {
    List<List<String>> resources = new ArrayList<>();
    for (FunctionResource resource : list(function.resources())) {
      resources.add(List.of(resource.resourceType().resourceType(), resource.uri()));
    }
    return new FunctionState(
        function.identifier().database().get(),
        function.identifier().funcName(),
        function.className(),
        resources);
  }

  static CatalogFunction spark(FunctionState state) {
    List<FunctionResource> resources = new ArrayList<>();
    for (List<String> resource : state.resources()) {
      resources.add(
          new FunctionResource(FunctionResourceType.fromString(resource.get(0)), resource.get(1)));
    }
    return new CatalogFunction(
        FunctionIdentifier.apply(state.name(), Option.apply(state.database())),
        state.className(),
        seq(resources));
  }

  static PartitionState state(CatalogTablePartition partition, List<String> columns) {
    Map<String, String> spec = map(partition.spec());
    Map<String, String> ordered = new LinkedHashMap<>();
    columns.stream()
        .filter(spec::containsKey)
        .forEach(column -> ordered.put(column, spec.get(column)));
    return new PartitionState(
        ordered,
        state(partition.storage()),
        map(partition.parameters()),
        partition.createTime(),
        partition.lastAccessTime());
  }

  static CatalogTablePartition spark(PartitionState state) {
    return new CatalogTablePartition(
        map(state.spec()),
        spark(state.storage()),
        map(state.parameters()),
        state.createTime(),
        state.lastAccessTime(),
        Option.empty());
  }

  static TableState state(CatalogTable table) {
    return new TableState(
        table.identifier().database().get(),
        table.identifier().table(),
        Kind.valueOf(table.tableType().name()),
        state(table.storage()),
        table.schema().json(),
        optional(table.provider()),
        list(table.partitionColumnNames()),
        optional(table.bucketSpec())
            .map(
                spec ->
                    new Buckets(
                        spec.numBuckets(),
                        list(spec.bucketColumnNames()),
                        list(spec.sortColumnNames()))),
        new Ownership(
            table.owner(), table.createTime(), table.lastAccessTime(), table.createVersion()),
        map(table.properties()),
        optional(table.comment()),
        optional(table.viewText()),
        optional(table.viewOriginalText()),
        new Flags(
            table.tracksPartitionsInCatalog(),
            table.schemaPreservesCase(),
            list(table.unsupportedFeatures())));
  }

  static LiveCatalog.Counted counted(CatalogTable table) {
    Option<CatalogStatistics> counts = table.stats();
    OptionalLong bytes =
        counts.isDefined()
            ? OptionalLong.of(counts.get().sizeInBytes().toLong())
            : OptionalLong.empty();
    OptionalLong rows =
        counts.isDefined() && counts.get().rowCount().isDefined()
            ? OptionalLong.of(counts.get().rowCount().get().toLong())
            : OptionalLong.empty();
    return new LiveCatalog.Counted(state(table), bytes, rows);
  }

  static CatalogTable spark(TableState state) {
    return CatalogTables.of(state);
  }

  static Map<String, String> map(scala.collection.immutable.Map<String, String> map) {
    Map<String, String> result = new LinkedHashMap<>();
    map.iterator().foreach(entry -> result.put(entry._1(), entry._2()));
    return result;
  }

  static scala.collection.immutable.Map<String, String> map(Map<String, String> map) {
    Builder<Tuple2<String, String>, scala.collection.immutable.Map<String, String>> result =
        scala.collection.immutable.Map$.MODULE$.newBuilder();
    map.forEach((key, value) -> result.$plus$eq(new Tuple2<>(key, value)));
    return result.result();
  }

  static <T> List<T> list(Seq<T> seq) {
    List<T> result = new ArrayList<>(seq.size());
    seq.iterator().foreach(result::add);
    return result;
  }

  /** A list is a Seq of Scala 2.12 and of 2.13, which are two types. */
  static <T> scala.collection.immutable.List<T> seq(List<T> list) {
    scala.collection.immutable.List<T> result = scala.collection.immutable.List$.MODULE$.empty();
    for (int i = list.size() - 1; i >= 0; i--) {
      result = result.$colon$colon(list.get(i));
    }
    return result;
  }

  private static StorageState state(CatalogStorageFormat storage) {
    return new StorageState(
        optional(storage.locationUri()).map(URI::toString),
        optional(storage.inputFormat()),
        optional(storage.outputFormat()),
        optional(storage.serde()),
        storage.compressed(),
        map(storage.properties()));
  }

  static CatalogStorageFormat spark(StorageState state) {
    return new CatalogStorageFormat(
        option(state.location().map(URI::create)),
        option(state.inputFormat()),
        option(state.outputFormat()),
        option(state.serde()),
        state.compressed(),
        map(state.properties()));
  }

  private static <T> Optional<T> optional(Option<T> option) {
    return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
  }

  static <T> Option<T> option(Optional<T> optional) {
    return optional.isPresent() ? Option.apply(optional.get()) : Option.empty();
  }
}
