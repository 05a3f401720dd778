package io.epoxy.launcher.cli;

import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code init}: a new project, or a profile for the one that is there. Asks what dbt asks; where
 * the input has ended it takes the only database and overwrites nothing, so that it works without a
 * terminal.
 */
final class InitCommand {
  private static final Pattern NAME = Pattern.compile("[^\\W\\d]\\w*");
  private static final Set<String> TAKEN = Set.of("dbt", "dbt_glue", "dbt_spark");

  /** Files of the starter project, as they lie among the resources. */
  private static final List<String> STARTER =
      List.of(
          "dbt_project.yml",
          "README.md",
          "models/example/first_model.sql",
          "models/example/second_model.sql",
          "models/example/schema.yml");

  private static final List<String> FOLDERS =
      List.of("analyses", "macros", "seeds", "snapshots", "tests");

  private final FlagValues flags;
  private final Folders folders;
  private final Surroundings surroundings;
  private final PackageReader yaml;
  private final Told told;
  private final Questions questions;

  InitCommand(
      FlagValues flags, Folders folders, Surroundings surroundings, PackageReader yaml, Told told) {
    this.flags = flags;
    this.folders = folders;
    this.surroundings = surroundings;
    this.yaml = yaml;
    this.told = told;
    this.questions = new Questions(surroundings.in(), surroundings.out());
  }

  void run() {
    Path profiles = folders.profiles();
    if (!Files.isDirectory(profiles)) {
      told.info("ConfigFolderDirectory", "Creating dbt configuration folder at " + profiles);
      makeFolder(profiles);
    }
    if (Files.isRegularFile(folders.project().resolve("dbt_project.yml"))) {
      profileOfProject(profiles.resolve("profiles.yml"));
    } else {
      newProject(profiles.resolve("profiles.yml"));
    }
  }

  private void profileOfProject(Path profiles) {
    if (flags.text(Flag.PROFILE).isPresent()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Can not init existing project with specified profile, edit dbt_project.yml instead");
    }
    if (!flags.isOn(Flag.SKIP_PROFILE_SETUP)) {
      Object name = yaml.readYaml(folders.project().resolve("dbt_project.yml")).get("profile");
      if (!(name instanceof String text)) {
        throw new EpoxyException(ErrorCode.PROJECT, "dbt_project.yml names no profile");
      }
      writeProfile(text, profiles);
    }
  }

  private void newProject(Path profiles) {
    String name = projectName();
    Path folder = surroundings.workingFolder().resolve(name);
    if (Files.exists(folder)) {
      told.info(
          "ProjectNameAlreadyExists",
          "A project called " + name + " already exists here.",
          Map.of("name", name));
      return;
    }
    Optional<String> given = flags.text(Flag.PROFILE);
    if (given.isPresent() && !yaml.readYaml(profiles).containsKey(given.get())) {
      throw new EpoxyException(
          ErrorCode.PROFILE, "Could not find profile named '" + given.get() + "'");
    }
    writeStarter(folder, name, given.orElse(name));
    if (given.isEmpty() && !flags.isOn(Flag.SKIP_PROFILE_SETUP)) {
      writeProfile(name, profiles);
    }
    told.info(
        "ProjectCreated",
        "Your new dbt project \""
            + name
            + "\" was created!\nInitialized new project in "
            + folder
            + "\n\nFill in profiles.yml and check it with: epoxy debug\n"
            + "Build the examples with: epoxy build",
        Map.of("project_name", name));
  }

  private String projectName() {
    Optional<String> name = flags.text(Flag.PROJECT_NAME);
    while (name.isEmpty() || !isProjectName(name.get())) {
      name.ifPresent(bad -> questions.say(bad + " is not a valid project name."));
      Optional<String> earlier = name;
      name =
          Optional.of(
              questions
                  .text("Enter a name for your project (letters, digits, underscore)")
                  .orElseThrow(() -> unnamed(earlier)));
    }
    return name.get();
  }

  private static boolean isProjectName(String name) {
    return NAME.matcher(name).matches() && !TAKEN.contains(name);
  }

  private static EpoxyException unnamed(Optional<String> name) {
    return new EpoxyException(
        ErrorCode.USAGE,
        name.map(bad -> bad + " is not a valid project name. Use letters, digits and underscores.")
            .orElse(
                "Missing argument 'PROJECT_NAME': a name for your project (letters, digits,"
                    + " underscore)."));
  }

  private void writeStarter(Path folder, String name, String profile) {
    for (String file : STARTER) {
      String text =
          resource("starter/" + file).replace("{project}", name).replace("{profile}", profile);
      create(folder.resolve(file), text);
    }
    // Builds leave out files of git's own names.
    create(folder.resolve(".gitignore"), resource("starter/gitignore"));
    FOLDERS.forEach(empty -> create(folder.resolve(empty).resolve(".gitkeep"), ""));
  }

  /** Adds a profile below those that are there, whose text stays as it is. */
  private void writeProfile(String name, Path file) {
    told.info("SettingUpProfile", "Setting up your profile.");
    boolean isThere = yaml.readYaml(file).containsKey(name);
    if (isThere && !mayReplace(name, file)) {
      told.info(
          "Note", "The profile " + name + " already exists in " + file + " and stays as it is.");
      return;
    }
    Path template = folders.project().resolve("profile_template.yml");
    if (Files.isRegularFile(template)) {
      fill(new ProfileTemplate(yaml.readYaml(template), questions), name, file);
    } else {
      writeSample(name, file);
    }
  }

  private boolean mayReplace(String name, Path file) {
    return questions.confirm(
        "The profile " + name + " already exists in " + file + ". Continue and overwrite it?");
  }

  private void fill(ProfileTemplate template, String name, Path file) {
    Map<String, Object> profile = template.fill();
    Map<String, Object> all = new LinkedHashMap<>(yaml.readYaml(file));
    all.put(name, profile);
    write(file, yaml.writeYaml(all));
    told.info(
        "ProfileWrittenWithProjectTemplateYAML",
        "Profile "
            + name
            + " written to "
            + file
            + " using project's profile_template.yml and your supplied values.",
        Map.of("name", name, "path", file.toString()));
  }

  private void writeSample(String name, Path file) {
    questions.choice(
        "Which database would you like to use?\n[1] glue\n\n"
            + "(Don't see the one you want? https://docs.getdbt.com/docs/available-adapters)\n\n"
            + "Enter a number",
        1);
    String sample = resource("starter/profiles.yml").replace("{profile}", name);
    Map<String, Object> others = new LinkedHashMap<>(yaml.readYaml(file));
    if (others.remove(name) != null) {
      write(file, (others.isEmpty() ? "" : yaml.writeYaml(others) + "\n") + sample);
    } else {
      append(file, Files.exists(file) ? "\n" + sample : sample);
    }
    told.info(
        "ProfileWrittenWithSample",
        "Profile "
            + name
            + " written to "
            + file
            + " using target's sample configuration. Once updated, you'll be able to start"
            + " developing with dbt.",
        Map.of("name", name, "path", file.toString()));
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void create(Path file, String text) {
    makeFolder(file.getParent());
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static EpoxyException unwritable(Path file, IOException e) {
    return new EpoxyException(
        ErrorCode.IO, String.format(Locale.ROOT, "Cannot write %s: %s", file, e), null, e);
  }

  private static String resource(String name) {
    try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
