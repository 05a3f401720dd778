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
import org.junit.jupiter.api.Test;

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

  private static JavaClasses product;

  @BeforeAll
  static void importWhatWasCompiled() {
    product = new ClassFileImporter().importPaths(folders());
  }

  @Test
  void everyCompiledClassIsSeen() throws IOException {
    long compiled = 0;
    for (Path folder : folders()) {
      long ofRoom = countClassFiles(folder);
      assertThat(ofRoom).as(folder.toString()).isPositive();
      compiled += ofRoom;
    }

    assertThat(product.size()).isEqualTo((int) compiled).isGreaterThan(AT_LEAST);
  }

  @Test
  void packagesAreFreeOfCycles() {
    noCycles("io.epoxy.(**)").check(product);
  }

  @Test
  void roomsUseOnlyTheRoomsBelowThem() {
    ROOMS.forEach((room, below) -> usesNone(room, othersThan(room, below)).check(product));
  }

  @Test
  void foreignPartsStayInTheirRooms() {
    onlyIn("com.hubspot.jinjava..", "io.epoxy.jinja..").check(product);
    onlyIn("org.yaml.snakeyaml..", "io.epoxy.compiler..").check(product);
    // The job hands Glue's own library its session.
    onlyIn("org.apache.spark..", "io.epoxy.engine..", "io.epoxy.job.command..").check(product);
    onlyIn("picocli..", "io.epoxy.launcher..").check(product);
    // The launcher's jar has none of it.
    onlyIn("com.fasterxml.jackson.databind..", "io.epoxy.engine.catalog..").check(product);
    onlyIn(
            "software.amazon.awssdk..",
            "io.epoxy.aws..",
            "io.epoxy.launcher.target..",
            "io.epoxy.launcher.deploy..",
            "io.epoxy.launcher.runs..",
            "io.epoxy.launcher.doctor..")
        .check(product);
  }

  @Test
  void plannersAndSchedulerKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.epoxy.engine.plan..", "io.epoxy.engine.strategy..", "io.epoxy.engine.schedule..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(product);
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

  private static List<Path> folders() {
    return MODULES.stream()
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
