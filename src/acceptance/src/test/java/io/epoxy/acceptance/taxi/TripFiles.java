package io.epoxy.acceptance.taxi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Trips as parquet files, one in each partition's folder. */
final class TripFiles {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message trip {
            required int32 vendor_id;
            required int64 pickup_datetime (TIMESTAMP(MICROS,true));
            optional int64 dropoff_datetime (TIMESTAMP(MICROS,true));
            required int32 passenger_count;
            required double trip_distance;
            required double total_amount;
          }
          """);
  private static final Pattern PARTITION =
      Pattern.compile("type=(\\w+)/year=(\\d+)/month=(\\d+)/[^/]+\\.parquet$");

  private TripFiles() {}

  /** Writes {@code <folder>/type=../year=../month=../trips.parquet}, replacing what is there. */
  static void write(List<TaxiTrip> trips, Path folder) {
    Map<String, List<TaxiTrip>> partitions = new TreeMap<>();
    for (TaxiTrip trip : trips) {
      partitions.computeIfAbsent(trip.partition(), key -> new ArrayList<>()).add(trip);
    }
    partitions.forEach(
        (partition, rows) -> writeFile(rows, folder.resolve(partition).resolve("trips.parquet")));
  }

  /** Every trip below the folder, in the order of the files' names. */
  static List<TaxiTrip> read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<TaxiTrip> trips = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(".parquet"))
          .sorted()
          .forEach(file -> trips.addAll(readFile(file)));
      return trips;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeFile(List<TaxiTrip> trips, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      // Without .crc files beside the data; not cached, lest Spark in this JVM gets it as well.
      Configuration configuration = new Configuration(false);
      configuration.set("fs.file.impl.disable.cache", "true");
      configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .withConf(configuration)
              .withType(SCHEMA)
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .build()) {
        SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
        for (TaxiTrip trip : trips) {
          writer.write(toGroup(trip, groups.newGroup()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Group toGroup(TaxiTrip trip, Group group) {
    group.add("vendor_id", trip.vendorId());
    group.add("pickup_datetime", trip.pickupSecond() * 1_000_000);
    trip.dropoffSecond().ifPresent(second -> group.add("dropoff_datetime", second * 1_000_000));
    group.add("passenger_count", trip.passengers());
    group.add("trip_distance", trip.hundredthsOfMiles() / 100.0);
    group.add("total_amount", trip.cents() / 100.0);
    return group;
  }

  private static List<TaxiTrip> readFile(Path file) {
    Matcher partition = PARTITION.matcher(file.toString().replace('\\', '/'));
    if (!partition.find()) {
      throw new IllegalArgumentException(file + " is not in a folder type=../year=../month=..");
    }
    List<TaxiTrip> trips = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        trips.add(toTrip(partition, group));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return trips;
  }

  private static TaxiTrip toTrip(Matcher partition, Group group) {
    boolean stopped = group.getFieldRepetitionCount("dropoff_datetime") == 1;
    return new TaxiTrip(
        partition.group(1),
        Integer.parseInt(partition.group(2)),
        Integer.parseInt(partition.group(3)),
        group.getInteger("vendor_id", 0),
        group.getLong("pickup_datetime", 0) / 1_000_000,
        stopped
            ? OptionalLong.of(group.getLong("dropoff_datetime", 0) / 1_000_000)
            : OptionalLong.empty(),
        group.getInteger("passenger_count", 0),
        hundredths(group.getDouble("trip_distance", 0)),
        hundredths(group.getDouble("total_amount", 0)));
  }

  private static long hundredths(double value) {
    return BigDecimal.valueOf(value).movePointRight(2).longValueExact();
  }
}
