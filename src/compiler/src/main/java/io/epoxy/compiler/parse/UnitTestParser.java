package io.epoxy.compiler.parse;

import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code unit_tests:} entries, their models not resolved yet (dbt-core 1.12 parser/unit_tests.py).
 */
final class UnitTestParser {

  private final NodeSpecs specs;
  private final EntryConfig configs;
  private final UnitTestRows rows;

  UnitTestParser(NodeSpecs specs, EntryConfig configs, UnitTestRows rows) {
    this.specs = specs;
    this.configs = configs;
    this.rows = rows;
  }

  UnitTest parse(Patch patch) {
    Entry entry = specs.entry(patch);
    String model = required(entry, "model");
    UniqueId id = UniqueId.of(ResourceType.UNIT_TEST, patch.packageName(), model, patch.name());
    List<String> fqn = NodeSpecs.foldersOfTests(patch.file());
    fqn.add(model);
    fqn.add(patch.name());
    EntryConfig.Resolved config =
        configs.of(entry, ResourceType.UNIT_TEST, fqn, entry.map("config"));
    NodeConfig values = new NodeConfig(config.values());
    NodeInfo info =
        NodeInfo.builder(id, patch.name(), patch.packageName())
            .files(patch.file().path(), patch.file().originalPath())
            .fqn(fqn)
            .description(entry.textOrEmpty("description"))
            .tags(values.strings("tags"))
            .meta(values.map("meta"))
            .config(values)
            .group(Optional.empty())
            .createdAt(configs.createdAt())
            .location(patch.location())
            .build();
    List<UnitTest.Input> given = given(entry);
    if (!entry.has("expect")) {
      throw entry.invalid("name", "'expect' is a required property");
    }
    UnitTest.Rows expect = rows.read(entry, entry.map("expect"), UnitTestRows.Use.EXPECTED);
    Optional<UnitTest.Overrides> overrides = overrides(entry);
    Optional<UnitTest.Versions> versions = versions(entry);
    return new UnitTest(
        info,
        model,
        given,
        expect,
        overrides,
        versions,
        Optional.empty(),
        UnitTestChecksum.of(model, versions, given, expect, overrides),
        Optional.empty(),
        List.of());
  }

  private List<UnitTest.Input> given(Entry entry) {
    if (!entry.has("given")) {
      throw entry.invalid("name", "'given' is a required property");
    }
    List<UnitTest.Input> given = new ArrayList<>();
    for (Map<String, Object> written : entry.maps("given")) {
      if (!(written.get("input") instanceof String input)) {
        throw entry.invalid("given", "at path ['given']: 'input' is a required property");
      }
      given.add(new UnitTest.Input(input, rows.read(entry, written, UnitTestRows.Use.INPUT)));
    }
    return given;
  }

  private static Optional<UnitTest.Overrides> overrides(Entry entry) {
    if (entry.value("overrides").isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> written = entry.map("overrides");
    return Optional.of(
        new UnitTest.Overrides(
            part(written, "macros"), part(written, "vars"), part(written, "env_vars")));
  }

  private static Map<String, Object> part(Map<String, Object> written, String key) {
    return written.get(key) instanceof Map<?, ?> map ? Entry.copy(map) : new LinkedHashMap<>();
  }

  private static Optional<UnitTest.Versions> versions(Entry entry) {
    if (entry.value("versions").isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> written = entry.map("versions");
    UnitTest.Versions versions =
        new UnitTest.Versions(numbers(written, "include"), numbers(written, "exclude"));
    if (isFull(versions.include()) && isFull(versions.exclude())) {
      throw entry.invalid(
          "versions", "at path []: Unit tests can not both include and exclude versions.");
    }
    return Optional.of(versions);
  }

  private static boolean isFull(Optional<List<Object>> list) {
    return list.filter(found -> !found.isEmpty()).isPresent();
  }

  private static Optional<List<Object>> numbers(Map<String, Object> written, String key) {
    return written.get(key) instanceof List<?> list
        ? Optional.of(new ArrayList<>(list))
        : Optional.empty();
  }

  private static String required(Entry entry, String key) {
    return entry
        .text(key)
        .orElseThrow(() -> entry.invalid("name", "'" + key + "' is a required property"));
  }

  /** The format that a mapping of rows names; {@code dict} when it names none. */
  static UnitTest.Format format(Entry entry, Map<String, Object> written) {
    Object name = written.get("format");
    if (name == null) {
      return UnitTest.Format.DICT;
    }
    for (UnitTest.Format format : UnitTest.Format.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return format;
      }
    }
    throw new EpoxyException(
        ErrorCode.PARSING,
        "Unit test "
            + entry.name()
            + ": at path ['format']: "
            + Python.repr(name)
            + " is not one of ['csv', 'dict', 'sql']",
        entry.patch().location());
  }
}
