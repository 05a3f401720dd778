package io.epoxy.compiler.parse;

import com.google.common.base.Splitter;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What project files say of folders, beside what others know. Thread-safe. */
final class ConfigAnswers implements Fact.Source {
  private final Project root;
  private final Map<String, Project> packages;
  private final ToLongFunction<String> digest;
  private final Fact.Source others;
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  ConfigAnswers(
      Project root,
      Map<String, Project> packages,
      ToLongFunction<String> digest,
      Fact.Source others) {
    this.root = root;
    this.packages = packages;
    this.digest = digest;
    this.others = others;
  }

  /** Notes that something depends on what is said of its folder, not of all that lies there. */
  static void ask(Reads reads, ResourceType type, List<String> fqn, Project owner) {
    List<String> asked = new ArrayList<>(fqn);
    asked.set(fqn.size() - 1, type.dbtName());
    Collections.rotate(asked, 1);
    reads.add(Fact.Kind.CONFIG, owner.name(), String.join("\n", asked));
  }

  @Override
  public long value(Fact.Kind kind, String owner, String name) {
    return kind == Fact.Kind.CONFIG
        ? known.computeIfAbsent(
            owner + "\n" + name,
            asked -> digest.applyAsLong(Fact.Kind.CONFIG + "\n" + answer(owner, name)))
        : others.value(kind, owner, name);
  }

  private String answer(String owner, String name) {
    Project project = packages.get(owner);
    if (project == null) {
      return "none";
    }
    List<String> asked = Splitter.on('\n').splitToList(name);
    List<Object> said =
        ConfigResolver.under(
            ResourceType.find(asked.get(0)).orElseThrow(),
            asked.subList(1, asked.size()),
            project,
            Optional.of(root).filter(one -> !one.name().equals(owner)));
    return Python.repr(TemplateValues.toTemplate(said));
  }
}
