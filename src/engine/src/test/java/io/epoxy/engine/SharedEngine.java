package io.epoxy.engine;

import com.google.common.base.Splitter;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.relation.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One embedded Spark for all tests of this JVM, each of which has its own schema. */
public final class SharedEngine {
  /** Not before it is asked for: another class loader's copy of this class must not empty it. */
  private static final Supplier<Path> PROJECT = Suppliers.memoize(SharedEngine::newFolder);

  private static final List<String> MESSAGES = new CopyOnWriteArrayList<>();
  private static Optional<SparkEngine> engine = Optional.empty();

  private SharedEngine() {}

  public static synchronized SparkEngine get() {
    if (engine.isEmpty()) {
      engine = Optional.of(SparkEngine.open(options()));
    }
    return engine.get();
  }

  /** As the next run of the project would find it. */
  public static synchronized SparkEngine reopened() {
    close();
    return get();
  }

  public static synchronized void close() {
    engine.ifPresent(SparkEngine::close);
    engine = Optional.empty();
  }

  public static EngineOptions options() {
    return options(projectDir());
  }

  /** The same for another project. */
  static EngineOptions options(Path project) {
    return new EngineOptions(
        Mode.LOCAL,
        project,
        project.resolve(".epoxy"),
        Fixtures.target("analytics"),
        formats(),
        4,
        LocalCatalogKind.JOURNAL,
        WarningTests.WARN,
        (level, event, text) -> MESSAGES.add(event + ": " + text));
  }

  /** Those that Maven Central has for the Spark of this build. */
  private static Set<TableFormat> formats() {
    return Splitter.on(',')
        .splitToStream(System.getProperty("epoxy.test.formats", "parquet,iceberg,delta,hudi"))
        .map(name -> TableFormat.find(name).orElseThrow())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TableFormat.class)));
  }

  /** What the engine has told, {@code event: text}; other tests' messages too. */
  public static List<String> messages() {
    return MESSAGES;
  }

  public static Path projectDir() {
    return PROJECT.get();
  }

  public static Path stateDir() {
    return projectDir().resolve(".epoxy");
  }

  /** Empty at first; what the last build left there goes. */
  private static Path newFolder() {
    String fork = System.getProperty("epoxy.test.fork"); // two JVMs share target/
    Path folder = Path.of("target", "engine-tests-" + fork).toAbsolutePath();
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> old = Files.walk(folder)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
