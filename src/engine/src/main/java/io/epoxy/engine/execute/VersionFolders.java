package io.epoxy.engine.execute;

import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.relation.Relation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * The folders that hold the versions of a table's files: {@code <table root>/<version>}.
 *
 * <p>Each carries a file {@code _epoxy} that names the relation it was written for, put there
 * before the first row, and a file {@code _epoxy_published} once the catalog points to it. Readers
 * skip names with an underscore. Only folders with the right mark are ever deleted.
 */
final class VersionFolders {
  private static final String MARK = "_epoxy";
  private static final String PUBLISHED = "_epoxy_published";

  /** In a root whose name is no table of files any more, since this was written. */
  private static final String LEFT = "_epoxy_left";

  /** What a Delta table writes into its folder: its log, data, changes, manifests for Athena. */
  private static final Pattern DELTA =
      Pattern.compile(
          "_delta_log|_change_data|_symlink_format_manifest|deletion_vector_.*|part-.*|[^=]+=.*");

  /** What {@link #deleteOld} may touch. */
  enum Unpublished {
    /** A run that died left it: no other run can be writing here. */
    LEFTOVER,
    /** Another run may be writing it right now. */
    PERHAPS_IN_USE
  }

  private final Configuration conf;
  private final IcebergRemains iceberg;

  VersionFolders(Configuration conf, IcebergRemains iceberg) {
    this.conf = conf;
    this.iceberg = iceberg;
  }

  void mark(String location, Relation owner) throws IOException {
    write(new Path(location, MARK), ownerText(owner));
  }

  void markPublished(String location) throws IOException {
    write(new Path(location, PUBLISHED), "");
  }

  /** Refuses a folder with files of somebody else, so that no two tables share one. */
  void requireOwn(String root, Relation owner, NodeInfo model) throws IOException {
    Optional<Path> foreign = findForeign(new Path(root), owner);
    if (foreign.isPresent()) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "Model '"
              + model.uniqueId().value()
              + "': its location "
              + root
              + " holds files of somebody else, for example "
              + foreign.get().getName()
              + ". Nothing was written. Give the model a custom_location of its own, or move them"
              + " away.",
          model.location());
    }
  }

  private Optional<Path> findForeign(Path root, Relation owner) throws IOException {
    FileSystem files = root.getFileSystem(conf);
    FileStatus[] children;
    try {
      children = files.listStatus(root);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    if (isMarked(root, owner)) {
      return Optional.empty(); // a table of its own lies, or lay, right here
    }
    for (FileStatus child : children) {
      Path path = child.getPath();
      boolean version = child.isDirectory() && isVersion(path.getName());
      // One without a mark was left by a run that died while it cloned.
      boolean own =
          version && (isMarked(path, owner) || !files.exists(new Path(path, MARK)))
              || isUnimportant(path.getName());
      if (!own && (child.isFile() || files.listFiles(path, true).hasNext())) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** What readers skip, unless it is the log of a table; and how Hadoop marks empty folders. */
  private static boolean isUnimportant(String name) {
    boolean log = name.equals("_delta_log") || name.equals(".hoodie");
    return !log && (name.startsWith("_") || name.startsWith(".")) || name.endsWith("_$folder$");
  }

  /** A folder without a run in its name may have become another run's meanwhile. */
  static boolean isOurs(String location, Unpublished unpublished) {
    return unpublished == Unpublished.LEFTOVER || isVersion(location);
  }

  private static boolean isVersion(String location) {
    return PlanContext.VERSION.matcher(new Path(location).getName()).matches();
  }

  /** Whether somebody's commit to a Delta table is in a folder. */
  boolean holdsDelta(String location) throws IOException {
    Path log = new Path(location, "_delta_log");
    try {
      return Arrays.stream(log.getFileSystem(conf).listStatus(log))
          .anyMatch(file -> file.getPath().getName().matches("\\d{20}\\..*(json|parquet)"));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  boolean isMarked(String location, Relation owner) throws IOException {
    return isMarked(new Path(location), owner);
  }

  /** Deletes a folder with all that is in it, for example a version that was never published. */
  void discard(String location) throws IOException {
    Path path = new Path(location);
    path.getFileSystem(conf).delete(path, true);
  }

  /**
   * Partition folders by their values, as they lie under a version.
   *
   * @param columns partition columns, outermost first
   */
  Map<Map<String, String>, String> partitions(String location, List<String> columns)
      throws IOException {
    Map<Map<String, String>, String> found = new LinkedHashMap<>();
    collect(new Path(location), columns, 0, new LinkedHashMap<>(), found);
    return found;
  }

  private void collect(
      Path folder,
      List<String> columns,
      int depth,
      Map<String, String> spec,
      Map<Map<String, String>, String> found)
      throws IOException {
    if (depth == columns.size()) {
      found.put(new LinkedHashMap<>(spec), folder.toString());
      return;
    }
    for (FileStatus child : folder.getFileSystem(conf).listStatus(folder)) {
      String name = child.getPath().getName();
      int equals = name.indexOf('=');
      if (child.isDirectory() && equals > 0) {
        spec.put(
            columns.get(depth), ExternalCatalogUtils.unescapePathName(name.substring(equals + 1)));
        collect(child.getPath(), columns, depth + 1, spec, found);
        spec.remove(columns.get(depth));
      }
    }
  }

  /**
   * What {@link #deleteOld} needs to know of a table.
   *
   * @param current the version that was published last
   * @param inUse locations that the catalog names
   * @param justReplaced locations that it named until a moment ago
   * @param partitionColumns their number; 0 for a table whose partitions the catalog does not know
   */
  record Cleanup(
      String root,
      Relation owner,
      String current,
      Set<String> inUse,
      Set<String> justReplaced,
      int partitionColumns) {}

  /**
   * Deletes what nothing refers to and nothing referred to within the grace. When a part was
   * replaced is known for this run's ones; all others were replaced by the publication before at
   * the latest.
   *
   * @param waiting where rows of this run were put aside
   */
  void deleteOld(Cleanup table, Duration grace, Unpublished unpublished, Optional<String> waiting)
      throws IOException {
    List<FileStatus> children = children(table.root());
    deleteWaiting(
        children.stream()
            .filter(child -> !isIn(child.getPath(), waiting.stream().collect(Collectors.toSet())))
            .toList(),
        table.owner(),
        unpublished);
    List<Version> versions = versions(children, table.current(), table.owner());
    Optional<Instant> before =
        versions.stream().flatMap(version -> version.published.stream()).max(Instant::compareTo);
    Optional<Instant> replaced = table.inUse().isEmpty() ? leftAt(table, before, grace) : before;
    Instant oldest = Instant.now().minus(grace);
    boolean graceOver = replaced.map(last -> !last.isAfter(oldest)).orElse(true);
    for (Version version : versions) {
      boolean wasRead =
          version.published.isPresent() || isAbove(version.folder, table.justReplaced());
      if (!wasRead && !isAbove(version.folder, table.inUse())) {
        if (unpublished == Unpublished.LEFTOVER) {
          delete(version.folder);
        }
        continue;
      }
      for (Path unit : version.units(table.inUse(), table.partitionColumns())) {
        boolean fresh = isAbove(unit, table.justReplaced());
        if (fresh ? grace.isZero() : graceOver) {
          delete(unit);
        }
      }
    }
    Path root = new Path(table.root());
    boolean fresh = isIn(root, table.justReplaced());
    if ((fresh ? grace.isZero() : graceOver) && !isIn(root, table.inUse())) {
      deleteDelta(root, table.owner());
    }
    if (children.stream().anyMatch(IcebergRemains::isNote)) {
      iceberg.deleteNoted(table.root());
    }
  }

  /** Deletes rows that a run put aside before it died. */
  void deleteWaiting(String root, Relation owner, Unpublished unpublished) throws IOException {
    deleteWaiting(children(root), owner, unpublished);
  }

  private void deleteWaiting(List<FileStatus> children, Relation owner, Unpublished unpublished)
      throws IOException {
    for (FileStatus child : children) {
      if (mayGo(child.getPath().getName(), unpublished) && isMarked(child.getPath(), owner)) {
        delete(child.getPath());
      }
    }
  }

  /** Another run may be about to read them, as long as a run can last. */
  private static boolean mayGo(String name, Unpublished unpublished) {
    if (!name.startsWith(PlanContext.WAITING)) {
      return false;
    }
    String version = name.substring(PlanContext.WAITING.length());
    return PlanContext.VERSION.matcher(version).matches()
        && (unpublished == Unpublished.LEFTOVER
            || PassingName.madeAt(version).plus(PassingName.LONGEST_RUN).isBefore(Instant.now()));
  }

  /**
   * When the folder was left by all tables: as its mark says, or from now on. A mark that is older
   * than a publication was of another time.
   */
  private Optional<Instant> leftAt(Cleanup table, Optional<Instant> published, Duration grace)
      throws IOException {
    Path mark = new Path(table.root(), LEFT);
    Optional<Instant> marked =
        writtenAt(mark).filter(at -> published.isEmpty() || !at.isBefore(published.get()));
    if (marked.isPresent() || grace.isZero()) {
      return marked.filter(at -> !grace.isZero());
    }
    if (mark.getFileSystem(conf).exists(mark.getParent())) {
      write(mark, "");
    }
    return Optional.of(Instant.now());
  }

  private void delete(Path path) throws IOException {
    path.getFileSystem(conf).delete(path, true);
  }

  /** Deletes the files of a Delta table that lay in the root itself, and nothing else there. */
  private void deleteDelta(Path root, Relation owner) throws IOException {
    if (!isMarked(root, owner)) {
      return;
    }
    for (FileStatus child : root.getFileSystem(conf).listStatus(root)) {
      if (DELTA.matcher(child.getPath().getName()).matches()) {
        delete(child.getPath());
      }
    }
    delete(new Path(root, PUBLISHED));
    delete(new Path(root, MARK)); // last, so that the next run goes on after a death before
  }

  private List<FileStatus> children(String root) throws IOException {
    Path folder = new Path(root);
    try {
      return List.of(folder.getFileSystem(conf).listStatus(folder));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private List<Version> versions(List<FileStatus> children, String current, Relation owner)
      throws IOException {
    List<Version> versions = new ArrayList<>();
    for (FileStatus child : children) {
      if (child.isDirectory()
          && PlanContext.VERSION.matcher(child.getPath().getName()).matches()
          && !isIn(child.getPath(), Set.of(current)) // all of it is in use
          && isMarked(child.getPath(), owner)) {
        versions.add(new Version(child.getPath(), publishedAt(child.getPath())));
      }
    }
    return versions;
  }

  private boolean isMarked(Path version, Relation owner) throws IOException {
    FileSystem files = version.getFileSystem(conf);
    try (FSDataInputStream in = files.open(new Path(version, MARK))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(ownerText(owner));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private Optional<Instant> publishedAt(Path version) throws IOException {
    return writtenAt(new Path(version, PUBLISHED));
  }

  private Optional<Instant> writtenAt(Path file) throws IOException {
    try {
      FileStatus status = file.getFileSystem(conf).getFileStatus(file);
      return Optional.of(Instant.ofEpochMilli(status.getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private void write(Path file, String text) throws IOException {
    try (OutputStream out = file.getFileSystem(conf).create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String ownerText(Relation owner) {
    return owner.schema() + "." + owner.identifier() + "\n";
  }

  /** Paths as the catalog and the file system spell them differ in slashes after the scheme. */
  private static String plain(Path path) {
    return path.toUri().getPath();
  }

  private static boolean isIn(Path path, Set<String> locations) {
    return locations.stream().anyMatch(location -> plain(new Path(location)).equals(plain(path)));
  }

  /** Whether one of the locations is this path or lies below it. */
  private static boolean isAbove(Path path, Set<String> locations) {
    String mine = plain(path);
    return locations.stream()
        .map(location -> plain(new Path(location)))
        .anyMatch(at -> at.equals(mine) || at.startsWith(mine + "/"));
  }

  /** One version's folder and when the catalog began to point to it. */
  private final class Version {
    private final Path folder;
    private final Optional<Instant> published;

    Version(Path folder, Optional<Instant> published) {
      this.folder = folder;
      this.published = published;
    }

    /** The parts that can go: the whole folder, or the partitions in it that nobody names. */
    List<Path> units(Set<String> inUse, int partitionColumns) throws IOException {
      List<Path> units = new ArrayList<>();
      if (!isAbove(folder, inUse)) {
        units.add(folder);
      } else if (partitionColumns > 0) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < partitionColumns; i++) {
          columns.add("p" + i);
        }
        for (String partition : partitions(folder.toString(), columns).values()) {
          if (!isIn(new Path(partition), inUse)) {
            units.add(new Path(partition));
          }
        }
      }
      return units;
    }
  }
}
