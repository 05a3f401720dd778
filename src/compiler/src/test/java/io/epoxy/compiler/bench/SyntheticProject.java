package io.epoxy.compiler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An invented dbt project of any size for measurements: three layers, sources, seeds, macros, a
 * generic test of its own, incremental models, Jinja loops, property files with descriptions. It
 * has {@code models} models and twice as many data tests. One seed always gives the same bytes.
 */
public final class SyntheticProject {
  /** Models that lie in one folder and are described by one property file. */
  static final int PER_FOLDER = 25;

  private final Path root;
  private final int models;
  private final long seed;

  private SyntheticProject(Path root, int models, long seed) {
    this.root = root;
    this.models = models;
    this.seed = seed;
  }

  /** Writes the project into a folder, which need not exist. */
  public static void write(Path root, int models, long seed) {
    new SyntheticProject(root, models, seed).write();
  }

  /** {@code FOLDER MODELS [SEED]}: for a look at such a project by hand. */
  public static void main(String[] arguments) {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), seed);
  }

  private void write() {
    file("dbt_project.yml", SyntheticFiles.PROJECT);
    file("profiles.yml", SyntheticFiles.PROFILES);
    file("models/overview.md", SyntheticFiles.docs());
    file("tests/generic/within_range.sql", SyntheticFiles.GENERIC_TEST);
    file("seeds/countries.csv", SyntheticFiles.SEED);
    macros();
    sources();
    List<SyntheticModel> all = new ArrayList<>(models);
    for (int i = 0; i < models; i++) {
      all.add(SyntheticModel.of(i, models, new SplittableRandom(seed * 1_000_003L + i)));
    }
    for (SyntheticModel model : all) {
      file(model.path(), model.sql());
    }
    properties(all);
  }

  private void macros() {
    file("macros/core.sql", SyntheticFiles.CORE_MACROS);
    int files = macroCount(models);
    for (int i = 0; i < files; i++) {
      file("macros/generated/metric_" + i + ".sql", SyntheticFiles.macro(i));
    }
  }

  private void sources() {
    int tables = sourceCount(models);
    int perFile = 20;
    for (int from = 0; from < tables; from += perFile) {
      int to = Math.min(tables, from + perFile);
      file(
          "models/sources/raw_" + from / perFile + ".yml",
          SyntheticFiles.sources(from / perFile, from, to));
    }
  }

  private void properties(List<SyntheticModel> all) {
    for (int from = 0; from < all.size(); from += PER_FOLDER) {
      List<SyntheticModel> described = all.subList(from, Math.min(all.size(), from + PER_FOLDER));
      StringBuilder yaml = new StringBuilder("version: 2\n\nmodels:\n");
      described.forEach(model -> yaml.append(model.properties()));
      file("models/properties/group_" + from / PER_FOLDER + ".yml", yaml.toString());
    }
  }

  static int sourceCount(int models) {
    return Math.max(4, models / 20);
  }

  static int macroCount(int models) {
    return Math.max(5, Math.min(400, models / 25));
  }

  private void file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
