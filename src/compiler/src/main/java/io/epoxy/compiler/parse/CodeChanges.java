package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The models whose code has changed since an earlier parse, when nothing else has. */
public final class CodeChanges {
  /** With more than this the whole project is parsed. */
  private static final int MOST = 50;

  private final ParseCache memory;
  private final ParseInput input;
  private final ParsedInputs before;
  private final Map<String, Object> files;
  private final List<Change> models;

  /** A model as it is now, not linked. */
  public static final class Change {
    private final ModelParser parser;
    private final SourceFile file;
    private final ModelNode now;

    private Change(ModelParser parser, SourceFile file) {
      this.parser = parser;
      this.file = file;
      this.now = parser.parse(file);
    }

    public ModelNode model() {
      return now;
    }

    /** Whether the model was the same when it had another code: then it is linked the same. */
    public boolean isCodeOnly(String before) {
      ModelNode then;
      try {
        then = parser.parse(new SourceFile(file.project(), file.folder(), file.path(), before));
      } catch (EpoxyException e) {
        return false;
      }
      NodeInfo info = then.info().toBuilder().location(now.info().location()).build();
      NodeCode code = then.code().withText(now.code().rawCode(), now.code().checksum());
      ModelNode changed = then.with(info, code);
      // Maps are equal in any order, but a manifest shows their order.
      return changed.equals(now) && changed.toString().equals(now.toString());
    }
  }

  private CodeChanges(
      ParseCache memory,
      ParseInput input,
      ParsedInputs before,
      Map<String, Object> files,
      List<Change> models) {
    this.memory = memory;
    this.input = input;
    this.before = before;
    this.files = files;
    this.models = models;
  }

  /**
   * Compares with what a memory knows.
   *
   * @param packages what the project's packages have, once it matters
   */
  static Optional<CodeChanges> since(
      ParseCache memory, ParseInput input, InputFiles files, Supplier<Describable> packages) {
    Optional<ParsedInputs> before = ParsedInputs.find(memory, input.answers());
    long started = input.contexts().settings().startedAt().toEpochMilli();
    if (before.isEmpty() || started >= before.get().until()) {
      return Optional.empty();
    }
    Map<String, Object> now = files.digests(memory);
    Map<String, Object> then = before.get().files();
    if (!now.keySet().equals(then.keySet())) {
      return Optional.empty();
    }
    List<String> changed =
        now.keySet().stream().filter(name -> !now.get(name).equals(then.get(name))).toList();
    if (changed.size() > MOST || !changed.stream().allMatch(files::isModel)) {
      return Optional.empty();
    }
    return parse(changed, before.get(), input, files, packages)
        .map(models -> new CodeChanges(memory, input, before.get(), now, models));
  }

  /** Empty when there is anything to say about one of the files: a whole parse says it all. */
  private static Optional<List<Change>> parse(
      List<String> changed,
      ParsedInputs before,
      ParseInput input,
      InputFiles files,
      Supplier<Describable> packages) {
    if (changed.isEmpty()) {
      return Optional.of(List.of());
    }
    List<SourceFile> described =
        changed.stream()
            .flatMap(name -> Optional.ofNullable(before.patches().get(name)).stream())
            .distinct()
            .flatMap(name -> files.find(name.toString()).stream())
            .toList();
    Problems problems = new Problems();
    Warnings warnings = new Warnings(MessageSink.NONE, problems);
    PropertyScopes scopes = new PropertyScopes(input);
    PropertyFiles properties = new PropertyFiles(scopes);
    properties.read(described, new PropertyDocuments(input.cache()), problems, warnings);
    properties.assign(packages.get(), problems);
    ModelParser parser =
        new ModelParser(
            new NodeSpecs(input, properties, scopes), new NodeParser(input), properties);
    if (!problems.isEmpty() || !warnings.told().isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Change> models = new ArrayList<>();
      for (String name : changed) {
        models.add(new Change(parser, files.find(name).orElseThrow()));
      }
      return Optional.of(models);
    } catch (EpoxyException e) {
      return Optional.empty();
    }
  }

  /** What was noted about the earlier parse. */
  public Map<String, Object> note() {
    return before.note();
  }

  /** Each changed model. */
  public List<Change> models() {
    return models;
  }

  /** Tells what the earlier parse had to tell. */
  public void repeatWarnings() {
    Warnings.repeat(before.warnings(), input.contexts().settings().messages());
  }

  /** Lets the memory know what the project is now. */
  public void remember(Map<String, Object> note) {
    if (memory.isComplete() && input.properties().isRepeatable()) {
      new ParsedInputs(files, before.patches(), before.warnings(), before.until(), note)
          .keep(memory, input, memory.facts());
    }
  }
}
