package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.PackageReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest {
  private final FakeRunner runner = new FakeRunner();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String answers = "";

  @TempDir private Path home;
  private Path work;
  private Path profiles;

  @BeforeEach
  void prepare() throws IOException {
    runner.packages = Optional.of(new TopLevelKeys());
    work = Files.createDirectory(home.resolve("work"));
    profiles = home.resolve(".dbt/profiles.yml");
  }

  @Test
  void aNewProjectComesWithModelsAndASampleProfile() {
    assertThat(init("bikes")).isZero();

    assertThat(printed())
        .contains(
            "Creating dbt configuration folder at " + home.resolve(".dbt") + "\n",
            "Setting up your profile.\n",
            "Profile bikes written to " + profiles + " using target's sample configuration.",
            "Your new dbt project \"bikes\" was created!");
    assertThat(work.resolve("bikes/dbt_project.yml"))
        .content()
        .contains("name: 'bikes'", "profile: 'bikes'");
    assertThat(work.resolve("bikes/models/example/first_model.sql")).exists();
    assertThat(work.resolve("bikes/.gitignore")).exists();
    assertThat(work.resolve("bikes/snapshots")).isDirectory();
    assertThat(profiles).content().startsWith("bikes:\n").contains("type: glue");
  }

  @Test
  void otherProfilesStayAsTheyAre() throws IOException {
    String before = "# mine\ncars:\n  target: x\n";
    writeProfiles(before);

    assertThat(init("bikes")).isZero();

    assertThat(profiles).content().startsWith(before).contains("\nbikes:\n");
    assertThat(printed()).doesNotContain("Creating dbt configuration folder");
  }

  @Test
  void aProfileOfThisNameIsNotTouched() throws IOException {
    writeProfiles("bikes:\n  target: x\n");

    assertThat(init("bikes")).isZero();

    assertThat(profiles).content().isEqualTo("bikes:\n  target: x\n");
    assertThat(printed()).contains("The profile bikes already exists in " + profiles);
  }

  @Test
  void profileSetupIsSkippedWhenAskedFor() {
    assertThat(init("bikes", "--skip-profile-setup")).isZero();
    assertThat(work.resolve("bikes/dbt_project.yml")).exists();
    assertThat(profiles).doesNotExist();
    assertThat(init("cars", "-s")).isZero();
    assertThat(profiles).doesNotExist();
  }

  @Test
  void anotherProfileIsUsedWhenItIsThere() throws IOException {
    writeProfiles("cars:\n  target: x\n");

    assertThat(init("bikes", "--profile", "cars")).isZero();
    assertThat(work.resolve("bikes/dbt_project.yml"))
        .content()
        .contains("name: 'bikes'", "profile: 'cars'");
    assertThat(init("trains", "--profile", "gone")).isEqualTo(2);
    assertThat(printed()).contains("Could not find profile named 'gone'");
    assertThat(work.resolve("trains")).doesNotExist();
  }

  @Test
  void aFolderThatIsThereIsLeftAlone() throws IOException {
    Files.createDirectory(work.resolve("bikes"));

    assertThat(init("bikes")).isZero();

    assertThat(printed()).contains("A project called bikes already exists here.");
    assertThat(work.resolve("bikes")).isEmptyDirectory();
    assertThat(profiles).doesNotExist();
  }

  @Test
  void inAProjectOnlyItsProfileIsMade() throws IOException {
    Files.writeString(work.resolve("dbt_project.yml"), "name: shop\nprofile: till\n");

    assertThat(init()).isZero();

    assertThat(profiles).content().startsWith("till:\n");
    assertThat(printed()).doesNotContain("was created!");
  }

  @Test
  void aProjectThatIsThereTakesNoProfile() throws IOException {
    Files.writeString(work.resolve("dbt_project.yml"), "name: shop\nprofile: till\n");

    assertThat(init("--profile", "cars")).isEqualTo(2);

    assertThat(printed())
        .contains(
            "Can not init existing project with specified profile, edit dbt_project.yml instead");
  }

  @ParameterizedTest
  @CsvSource({"a-b", "1a", "a b", "dbt"})
  void aNameThatIsNoneIsAUsageError(String name) {
    assertThat(init(name)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(name + " is not a valid project name.");
    assertThat(work.resolve(name)).doesNotExist();
  }

  @Test
  void aNewProjectNeedsAName() {
    assertThat(init()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Missing argument 'PROJECT_NAME'");
  }

  @Test
  void aNameIsAskedForUntilItFits() {
    answers = "\n9a\nbikes\n";

    assertThat(init("a-b", "-s")).isZero();

    String question = "Enter a name for your project (letters, digits, underscore): ";
    assertThat(printed())
        .contains(
            "a-b is not a valid project name.\n"
                + question
                + question
                + "9a is not a valid project name.\n"
                + question);
    assertThat(work.resolve("bikes/dbt_project.yml")).exists();
  }

  @Test
  void theDatabaseIsAskedForByItsNumber() {
    answers = "x\n2\n1\n";

    assertThat(init("bikes")).isZero();

    assertThat(printed())
        .contains(
            "Which database would you like to use?\n[1] glue\n\n"
                + "(Don't see the one you want?"
                + " https://docs.getdbt.com/docs/available-adapters)\n\n"
                + "Enter a number: Error: 'x' is not a valid integer.\n",
            "Enter a number: Error: 2 is not in the range 1<=x<=1.\n");
    assertThat(profiles).content().startsWith("bikes:\n");
  }

  @Test
  void aProfileIsReplacedByOneWhoSaysYes() throws IOException {
    writeProfiles("{\"bikes\":{\"target\":\"x\"},\"cars\":{\"target\":\"y\"}}");
    answers = "perhaps\nY\n1\n";

    assertThat(init("bikes")).isZero();

    assertThat(printed())
        .contains(
            "The profile bikes already exists in "
                + profiles
                + ". Continue and overwrite it? [y/N]: Error: invalid input\n");
    assertThat(profiles)
        .content()
        .startsWith("{\"cars\":{\"target\":\"y\"}}\nbikes:\n")
        .doesNotContain("\"x\"");
  }

  @Test
  void aProjectsTemplateIsFilledByAnswers() throws IOException {
    writeTemplate();
    answers = "many\n5\n\n1\narn:x\n";

    assertThat(init()).isZero();

    assertThat(printed())
        .contains(
            "threads (how many) [3]: Error: 'many' is not a valid integer.\n",
            "schema [dev]: [1] role\n[2] keys\nDesired login option (enter a number): role_arn: ",
            "Profile till written to "
                + profiles
                + " using project's profile_template.yml and your supplied values.");
    assertThat(profiles)
        .content()
        .isEqualTo(
            "{\"till\":{\"outputs\":{\"prod\":{\"type\":\"glue\",\"threads\":5,"
                + "\"schema\":\"dev\",\"method\":\"role\",\"role_arn\":\"arn:x\"}},"
                + "\"target\":\"prod\"}}");
  }

  @Test
  void aTemplateWithoutAnswersWritesNothing() throws IOException {
    writeTemplate();
    answers = "5\n\n1\n";

    assertThat(init()).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("profile_template.yml asks for 'role_arn', and no answer came.");
    assertThat(profiles).doesNotExist();
  }

  private void writeTemplate() throws IOException {
    Files.writeString(work.resolve("dbt_project.yml"), "name: shop\nprofile: till\n");
    Files.writeString(
        work.resolve("profile_template.yml"),
        """
        {"fixed":{"type":"glue","target":"prod"},
         "prompts":{
          "threads":{"hint":"how many","type":"int","default":3},
          "schema":{"default":"dev"},
          "_choose_login":{"role":{"_fixed_method":"role","role_arn":{}},"keys":{"key":{}}}}}
        """);
  }

  private int init(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "init";
    System.arraycopy(words, 0, all, 1, words.length);
    Surroundings surroundings =
        new Surroundings(
            Map.of("HOME", home.toString()),
            work,
            new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Colours.OFF,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            () -> runner,
            Surroundings.ofProcess().targets());
    return new CommandLineRunner(surroundings).run(all);
  }

  private void writeProfiles(String text) throws IOException {
    Files.createDirectories(profiles.getParent());
    Files.writeString(profiles, text);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Reads JSON, which is YAML too, and else the outermost keys of a file. */
  private static final class TopLevelKeys implements PackageReader {
    @Override
    public Map<String, Object> readYaml(Path file) {
      Map<String, Object> keys = new LinkedHashMap<>();
      try {
        String text = Files.exists(file) ? Files.readString(file) : "";
        if (text.startsWith("{")) {
          ((Map<?, ?>) PlainJson.read(text)).forEach((key, value) -> keys.put((String) key, value));
          return keys;
        }
        for (String line : text.split("\n", -1)) {
          int colon = line.indexOf(':');
          if (colon > 0 && Character.isLetter(line.charAt(0))) {
            keys.put(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return keys;
    }

    @Override
    public Request read(Path folder) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> readLock(Path folder) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String writeYaml(Map<String, Object> data) {
      return PlainJson.text(data);
    }
  }
}
