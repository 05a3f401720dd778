package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.CacheKey;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The models whose code or descriptions changed since an earlier parse, when nothing else did. */
public final class CodeChanges {
  /** With more than this the whole project is parsed. */
  private static final int MOST = 50;

  private final ParseCache memory;
  private final ParseInput input;
  private final ParsedInputs before;
  private final Map<String, Object> files;
  private final List<Change> models = new ArrayList<>();
  private final List<Description> descriptions = new ArrayList<>();
  private final Map<String, YamlMap> read;

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

  /**
   * Another description of a model or of one of its columns, neither of them a template.
   *
   * @param patchPath the property file, as manifests name it
   * @param column empty for the model's own
   */
  public record Description(
      UniqueId model, String patchPath, Optional<String> column, String before, String after) {}

  private CodeChanges(
      ParseCache memory, ParseInput input, ParsedInputs before, Map<String, Object> files) {
    this.memory = memory;
    this.input = input;
    this.before = before;
    this.files = files;
    this.read = new LinkedHashMap<>(before.documents());
  }

  /** Where to look when anything has changed. */
  record Places(
      InputFiles files, Function<FileParsers, Describable> packages, PropertyDocuments earlier) {}

  /** Compares with what a memory knows. */
  static Optional<CodeChanges> since(ParseCache memory, ParseInput input, Places places) {
    Optional<ParsedInputs> before = ParsedInputs.find(memory, input.answers());
    long started = input.contexts().settings().startedAt().toEpochMilli();
    if (before.isEmpty() || started >= before.get().until()) {
      return Optional.empty();
    }
    Map<String, Object> now = places.files().digests(memory);
    Map<String, Object> then = before.get().files();
    if (!now.keySet().equals(then.keySet())) {
      return Optional.empty();
    }
    List<String> changed =
        now.keySet().stream().filter(name -> !now.get(name).equals(then.get(name))).toList();
    CodeChanges changes = new CodeChanges(memory, input, before.get(), now);
    return changed.size() <= MOST && (changed.isEmpty() || changes.read(changed, places))
        ? Optional.of(changes)
        : Optional.empty();
  }

  /** False when there is more to say about one of the files: a whole parse says it all. */
  private boolean read(List<String> changed, Places places) {
    List<String> code = changed.stream().filter(places.files()::isModel).toList();
    List<String> property = changed.stream().filter(places.files()::isProperties).toList();
    if (code.size() + property.size() < changed.size()
        || property.stream().anyMatch(before::warnsOf)) {
      return false;
    }
    Set<String> described = new LinkedHashSet<>(property);
    for (String name : code) {
      Optional.ofNullable(before.patches().get(name))
          .map(Object::toString)
          .ifPresent(described::add);
    }
    Problems problems = new Problems();
    Warnings warnings = new Warnings(MessageSink.NONE, problems);
    PropertyScopes scopes = new PropertyScopes(input);
    PropertyFiles properties = new PropertyFiles(scopes);
    PropertyDocuments documents = new PropertyDocuments(memory);
    properties.read(
        described.stream().flatMap(name -> places.files().find(name).stream()).toList(),
        documents,
        problems,
        warnings);
    FileParsers parsers =
        FileParsers.of(input, new NodeSpecs(input, properties, scopes), properties);
    properties.assign(places.packages().apply(parsers), problems);
    if (!problems.isEmpty() || !warnings.told().isEmpty()) {
      return false;
    }
    try {
      code.forEach(name -> models.add(new Change(parsers.models(), file(name, places))));
      return property.stream()
          .allMatch(name -> describe(file(name, places), documents, places, properties));
    } catch (EpoxyException e) {
      return false;
    }
  }

  private static SourceFile file(String name, Places places) {
    return places.files().find(name).orElseThrow();
  }

  private boolean describe(
      SourceFile file, PropertyDocuments documents, Places places, PropertyFiles properties) {
    String name = InputFiles.name(file);
    YamlMap now = documents.read(file).orElseThrow();
    Optional<List<DescriptionChanges.One>> changed =
        Optional.ofNullable(before.documents().get(name))
            .or(() -> places.earlier().find(CacheKey.ofText(before.files().get(name).toString())))
            .flatMap(then -> DescriptionChanges.between(then, now));
    read.put(name, now);
    List<Patch> entries =
        properties.all("models").stream().filter(patch -> patch.file().equals(file)).toList();
    for (DescriptionChanges.One one : changed.orElse(List.of())) {
      Patch patch = entries.get(one.entry());
      UniqueId id = UniqueId.of(ResourceType.MODEL, patch.packageName(), patch.name());
      descriptions.add(
          new Description(id, patch.patchPath(), one.column(), one.before(), one.after()));
    }
    return changed.isPresent() && descriptions.size() <= MOST;
  }

  /** What was noted about the earlier parse. */
  public Map<String, Object> note() {
    return before.note();
  }

  /** Each changed model. */
  public List<Change> models() {
    return models;
  }

  /** Each changed description. */
  public List<Description> descriptions() {
    return descriptions;
  }

  /** Whether nothing that was read is another. */
  public boolean isEmpty() {
    return models.isEmpty() && descriptions.isEmpty();
  }

  /** The manifest of the earlier parse, which is that of the project as long as nothing changed. */
  public Optional<Manifest> earlier(ParseCache linked) {
    return new LinkedMemory(linked).find(before.linked());
  }

  /** Whether the earlier parse had something to tell of a model that may be another now. */
  public boolean isWarnedOf(ModelNode model) {
    return before.warnings().stream().anyMatch(one -> one.toString().contains(model.name()));
  }

  /** Tells what the earlier parse had to tell. */
  public void repeatWarnings() {
    Warnings.repeat(before.warnings(), input.contexts().settings().messages());
  }

  /** Lets the memory know what the project is now. */
  public void remember(Map<String, Object> note) {
    if (memory.isComplete() && input.properties().isRepeatable()) {
      String linked = isEmpty() ? before.linked() : "";
      new ParsedInputs(
              files, before.patches(), before.warnings(), read, linked, before.until(), note)
          .keep(memory, input, memory.facts());
    }
  }
}
