package io.epoxy.compiler.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Plain data to block-style YAML, as PyYAML's safe_dump writes it. */
public final class YamlText {
  private YamlText() {}

  public static String write(Object value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(options).dump(value);
  }

  /** As {@link #write}, keys in order of their text and the items of lists below their key. */
  public static String writeIndented(Object value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(sorted(value));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> byKey = new TreeMap<>();
      map.forEach((key, item) -> byKey.put(String.valueOf(key), sorted(item)));
      return new LinkedHashMap<>(byKey);
    }
    return value instanceof List<?> list ? list.stream().map(YamlText::sorted).toList() : value;
  }
}
