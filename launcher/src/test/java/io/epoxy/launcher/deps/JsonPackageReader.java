package io.epoxy.launcher.deps;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files written as JSON, which is YAML too; {@code $SECRET} stands for env_var(). Of what can be
 * wrong in an entry it knows a nameless package only.
 */
final class JsonPackageReader implements PackageReader {
  private final String secret;

  JsonPackageReader(String secret) {
    this.secret = secret;
  }

  @Override
  public Request read(Path folder) {
    if (!Files.exists(folder.resolve("dbt_project.yml"))) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "No dbt_project.yml found at expected path " + folder.resolve("dbt_project.yml"));
    }
    Map<String, Object> project = readYaml(folder.resolve("dbt_project.yml"));
    return new Request(
        (String) project.get("name"),
        "dbt_packages",
        "packages.yml",
        entries(folder.resolve("packages.yml")));
  }

  @Override
  public List<Entry> readLock(Path folder) {
    return entries(folder.resolve("package-lock.yml"));
  }

  private List<Entry> entries(Path file) {
    List<?> written = list(readYaml(file));
    List<?> rendered = list(parse(text(file).replace("$SECRET", secret)));
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if ("".equals(fields(written.get(i)).get("package"))) {
        throw new EpoxyException(ErrorCode.PROJECT, "A hub package is missing the value.");
      }
      entries.add(new Entry(fields(rendered.get(i)), fields(written.get(i))));
    }
    return entries;
  }

  private static List<?> list(Map<String, Object> content) {
    return content.get("packages") instanceof List<?> list ? list : List.of();
  }

  @Override
  public Map<String, Object> readYaml(Path file) {
    return parse(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "{}";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parse(String text) {
    return fields(PlainJson.read(text));
  }

  private static Map<String, Object> fields(Object json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) json).forEach((key, value) -> fields.put((String) key, value));
    return fields;
  }

  @Override
  public String writeYaml(Map<String, Object> data) {
    return PlainJson.text(data);
  }
}
