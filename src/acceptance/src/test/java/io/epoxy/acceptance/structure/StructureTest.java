package io.epoxy.acceptance.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No package cycles, and the directions of the architecture, over what the modules compiled. */
class StructureTest {
  /**
   * How few classes the rooms had together when this was written; a guard over less sees nothing.
   */
  private static final int AT_LEAST = 650;

  /** Each room's package and the rooms it may use. */
  private static final Map<String, Set<String>> ROOMS = rooms();

  private static final List<String> MODULES =
      List.of(
          "src/model",
          "src/jinja",
          "src/compiler",
          "src/engine",
          "src/aws",
          "src/job",
          "project-bundle",
          "launcher");
  private static final String PLANTED = "io.epoxy.acceptance.structure.planted";

  /** Engine and job once more, under the same names, so that the two are read apart. */
  private static final String FOR_SPARK_41 = "src/spark41";

  private static final Set<String> ENGINE_AND_JOB = Set.of("src/engine", "src/job");

  private static JavaClasses product;
  private static JavaClasses productForSpark41;

  @BeforeAll
  static void importWhatWasCompiled() {
    product = new ClassFileImporter().importPaths(folders(MODULES));
    productForSpark41 = new ClassFileImporter().importPaths(folders(modulesForSpark41()));
  }

  static Stream<Named<JavaClasses>> products() {
    return Stream.of(Named.of("Spark 3.5", product), Named.of("Spark 4.1", productForSpark41));
  }

  @Test
  void everyCompiledClassIsSeen() throws IOException {
    assertThat(product.size()).isEqualTo(countClasses(MODULES)).isGreaterThan(AT_LEAST);
    assertThat(productForSpark41.size())
        .isEqualTo(countClasses(modulesForSpark41()))
        .isGreaterThan(AT_LEAST);
  }

  @ParameterizedTest
  @MethodSource("products")
  void packagesAreFreeOfCycles(JavaClasses classes) {
    noCycles("io.epoxy.(**)").check(classes);
  }

  @ParameterizedTest
  @MethodSource("products")
  void roomsUseOnlyTheRoomsBelowThem(JavaClasses classes) {
    ROOMS.forEach((room, below) -> usesNone(room, othersThan(room, below)).check(classes));
  }

  @ParameterizedTest
  @MethodSource("products")
  void foreignPartsStayInTheirRooms(JavaClasses classes) {
    onlyIn("com.hubspot.jinjava..", "io.epoxy.jinja..").check(classes);
    onlyIn("org.yaml.snakeyaml..", "io.epoxy.compiler..").check(classes);
    // The job hands Glue's own library its session.
    onlyIn("org.apache.spark..", "io.epoxy.engine..", "io.epoxy.job.command..").check(classes);
    onlyIn("picocli..", "io.epoxy.launcher..").check(classes);
    // The launcher's jar has none of it.
    onlyIn("com.fasterxml.jackson.databind..", "io.epoxy.engine.catalog..").check(classes);
    onlyIn(
            "software.amazon.awssdk..",
            "io.epoxy.aws..",
            "io.epoxy.launcher.target..",
            "io.epoxy.launcher.deploy..",
            "io.epoxy.launcher.runs..",
            "io.epoxy.launcher.doctor..")
        .check(classes);
  }

  @ParameterizedTest
  @MethodSource("products")
  void plannersAndSchedulerKnowNoSpark(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.epoxy.engine.plan..", "io.epoxy.engine.strategy..", "io.epoxy.engine.schedule..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(classes);
  }

  @Test
  void cycleGuardBites() {
    JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);

    assertThat(planted).hasSize(2);
    assertThatThrownBy(() -> noCycles(PLANTED + ".(**)").check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected: Slice one")
        .hasMessageContaining("Slice other");
  }

  @Test
  void directionGuardBites() {
    JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);

    assertThatThrownBy(
            () -> usesNone(PLANTED + ".one", List.of(PLANTED + ".other..")).check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("First")
        .hasMessageContaining("Second");
  }

  private static ArchRule noCycles(String pattern) {
    return slices().matching(pattern).should().beFreeOfCycles();
  }

  private static ArchRule usesNone(String room, List<String> forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new));
  }

  private static ArchRule onlyIn(String part, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(part);
  }

  private static List<String> othersThan(String room, Set<String> below) {
    return ROOMS.keySet().stream()
        .filter(other -> !other.equals(room) && !below.contains(other))
        .map(other -> other + "..")
        .toList();
  }

  private static List<String> modulesForSpark41() {
    return Stream.concat(
            MODULES.stream().filter(module -> !ENGINE_AND_JOB.contains(module)),
            Stream.of(FOR_SPARK_41))
        .toList();
  }

  /** Every room has some. */
  private static int countClasses(List<String> modules) throws IOException {
    long compiled = 0;
    for (Path folder : folders(modules)) {
      long ofRoom = countClassFiles(folder);
      assertThat(ofRoom).as(folder.toString()).isPositive();
      compiled += ofRoom;
    }
    return (int) compiled;
  }

  private static List<Path> folders(List<String> modules) {
    return modules.stream()
        .map(module -> Workspace.repository().resolve(module).resolve("target/classes"))
        .toList();
  }

  private static long countClassFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).count();
    }
  }

  private static Map<String, Set<String>> rooms() {
    String model = "io.epoxy.model";
    String jinja = "io.epoxy.jinja";
    String compiler = "io.epoxy.compiler";
    String engine = "io.epoxy.engine";
    String aws = "io.epoxy.aws";
    String bundle = "io.epoxy.bundle";
    Map<String, Set<String>> rooms = new LinkedHashMap<>();
    rooms.put(model, Set.of());
    rooms.put(jinja, Set.of());
    rooms.put(bundle, Set.of(model));
    rooms.put(compiler, Set.of(jinja, model));
    rooms.put(engine, Set.of(model));
    rooms.put(aws, Set.of(model));
    rooms.put("io.epoxy.job", Set.of(compiler, engine, aws, bundle, model));
    rooms.put("io.epoxy.launcher", Set.of(bundle, aws, model));
    return rooms;
  }
}
