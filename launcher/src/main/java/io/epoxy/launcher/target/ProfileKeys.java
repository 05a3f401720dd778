package io.epoxy.launcher.target;

import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the keys of a dbt-glue profile output; every complaint names profile, target and key. */
final class ProfileKeys {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** Between two pairs of one conf value: a line end, or another {@code --conf}. */
  private static final Pattern CONF_SEPARATOR = Pattern.compile("\\s*\\n\\s*|\\s+(?=--conf\\s)");

  private static final Pattern CONF_WORD = Pattern.compile("^--conf(\\s+|=)");

  private final Target target;

  ProfileKeys(Target target) {
    this.target = target;
  }

  Optional<String> text(String key) {
    return target.string(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  String required(String key, String whatFor) {
    return text(key).orElseThrow(() -> problem("has no '" + key + "', " + whatFor + "."));
  }

  /** A whole number within limits, both included. */
  OptionalInt number(String key, int least, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int number;
    try {
      number = Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      throw problem("has '" + key + "' = '" + text.get() + "', which is not a whole number.", e);
    }
    if (number < least) {
      throw problem("has '" + key + "' = '" + number + "'; it must be at least " + least + ".");
    }
    if (number > most) {
      throw problem("has '" + key + "' = '" + number + "'; it must be at most " + most + ".");
    }
    return OptionalInt.of(number);
  }

  /** One of several words, in any case. */
  Optional<String> choice(String key, List<String> words) {
    Optional<String> text = text(key);
    text.filter(given -> words.stream().noneMatch(given::equalsIgnoreCase))
        .ifPresent(
            given -> {
              throw problem(
                  "has '"
                      + key
                      + "' = '"
                      + given
                      + "'; it is one of "
                      + String.join(", ", words)
                      + ".");
            });
    return words.stream().filter(word -> text.filter(word::equalsIgnoreCase).isPresent()).findAny();
  }

  /** A price: any number that is not negative. */
  Optional<BigDecimal> price(String key) {
    Optional<String> text = text(key);
    try {
      Optional<BigDecimal> price = text.map(BigDecimal::new);
      if (price.filter(value -> value.signum() < 0).isEmpty()) {
        return price;
      }
    } catch (NumberFormatException e) {
      throw problem("has '" + key + "' = '" + text.orElse("") + "', which is not a number.", e);
    }
    throw problem("has '" + key + "' = '" + text.orElse("") + "'; it must not be negative.");
  }

  /** A switch; empty when the profile does not say. */
  Optional<Boolean> flag(String key) {
    return target.values().get(key) == null ? Optional.empty() : Optional.of(target.flag(key));
  }

  /** A YAML list, or one text with commas; each item once, in order. */
  List<String> list(String key) {
    List<String> items = new ArrayList<>();
    if (target.values().get(key) instanceof List<?> list) {
      list.forEach(item -> items.add(String.valueOf(item).strip()));
    } else {
      text(key).ifPresent(text -> COMMA.splitAsStream(text).forEach(items::add));
    }
    return items.stream().filter(item -> !item.isEmpty()).distinct().toList();
  }

  /** {@code k=v,k=v} as dbt-glue reads it, or a YAML mapping. A value may hold further '='. */
  Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (target.values().get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> pairs.put(String.valueOf(name), String.valueOf(value)));
      return pairs;
    }
    for (String pair : list(key)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw problem("has '" + pair + "' in '" + key + "', which is not name=value.");
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return pairs;
  }

  /**
   * Spark settings: {@code a=b --conf c=d}, the same with a leading {@code --conf}, one on each
   * line, a YAML list or a YAML mapping.
   */
  Map<String, String> conf() {
    Object value = target.values().get("conf");
    if (value instanceof Map<?, ?>) {
      return pairs("conf");
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    } else if (value != null) {
      texts.add(String.valueOf(value));
    }
    return conf(texts);
  }

  /** The settings of texts in any of the spellings of {@link #conf()}. */
  Map<String, String> conf(List<String> texts) {
    Map<String, String> conf = new LinkedHashMap<>();
    for (String text : texts) {
      CONF_SEPARATOR
          .splitAsStream(text.strip())
          .map(pair -> CONF_WORD.matcher(pair.strip()).replaceFirst(""))
          .filter(pair -> !pair.isBlank())
          .forEach(pair -> putConf(conf, pair));
    }
    return conf;
  }

  private void putConf(Map<String, String> conf, String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw problem("has '" + pair + "' in 'conf', which is not key=value.");
    }
    conf.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
  }

  EpoxyException problem(String text) {
    return problem(text, null);
  }

  private EpoxyException problem(String text, Throwable cause) {
    String where = "Profile '" + target.profileName() + "', target '" + target.name() + "' ";
    return new EpoxyException(ErrorCode.PROFILE, where + text, null, cause);
  }
}
