package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL and Python files of model folders to models, versions among them. Thread-safe. */
final class ModelParser {
  private final NodeSpecs specs;
  private final NodeParser nodes;
  private final PropertyFiles properties;

  ModelParser(NodeSpecs specs, NodeParser nodes, PropertyFiles properties) {
    this.specs = specs;
    this.nodes = nodes;
    this.properties = properties;
  }

  ModelNode parse(SourceFile file) {
    String packageName = file.project().name();
    Optional<Patch> patch = properties.findVersioned(packageName, file.stem());
    Optional<ModelVersion> version = patch.flatMap(found -> found.version(file.stem()));
    if (version.isPresent()) {
      return version(file, specs.entry(patch.get()), version.get());
    }
    return parse(file, specs.entry("models", file.project(), file.stem()));
  }

  ModelNode parseWithoutEntry(SourceFile file) {
    return parse(file, Optional.empty());
  }

  /**
   * The files that an entry leaves as they are: of several of one name the disabled ones, if there
   * is an enabled one (dbt-core 1.12 {@code parse_patch}). No entry enables several disabled ones.
   */
  Set<SourceFile> undescribed(List<SourceFile> files, Problems problems) {
    Set<SourceFile> undescribed = new HashSet<>();
    for (List<SourceFile> ofOneName :
        files.stream().collect(Collectors.groupingBy(SourceFile::stem)).values()) {
      if (ofOneName.size() > 1) {
        Map<Boolean, List<SourceFile>> byEnabled =
            ofOneName.stream().collect(Collectors.partitioningBy(this::isEnabledWithoutEntry));
        Optional<Entry> entry = entry(ofOneName.get(0));
        if (!byEnabled.get(true).isEmpty()) {
          undescribed.addAll(byEnabled.get(false));
        } else if (entry.filter(ModelParser::enables).isPresent()) {
          undescribed.addAll(ofOneName);
          problems.add(severalDisabled(entry.get(), ofOneName.size()));
        }
      }
    }
    return undescribed;
  }

  private Optional<Entry> entry(SourceFile file) {
    return properties
        .findVersioned(file.project().name(), file.stem())
        .map(specs::entry)
        .or(() -> specs.entry("models", file.project(), file.stem()));
  }

  private static boolean enables(Entry entry) {
    return Python.isTruthy(entry.map("config").get("enabled"));
  }

  private static EpoxyException severalDisabled(Entry entry, int count) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "Found "
            + count
            + " matching disabled nodes for model '"
            + entry.name()
            + "'. Multiple nodes for the same unique id cannot be enabled in the schema file. They"
            + " must be enabled in `dbt_project.yml` or in the sql files.",
        entry.patch().location());
  }

  private boolean isEnabledWithoutEntry(SourceFile file) {
    try {
      return parseWithoutEntry(file).info().config().flag("enabled", true);
    } catch (EpoxyException e) { // told of when the file is parsed for the manifest
      return true;
    }
  }

  private ModelNode parse(SourceFile file, Optional<Entry> entry) {
    Properties described = described(file, entry.map(Properties::of).orElse(Properties.NONE));
    NodeParser.Parsed parsed =
        nodes.parse(specs.ofFile(ResourceType.MODEL, file, file.text(), described));
    return model(parsed, Optional.empty(), entry.map(ModelContract::new));
  }

  private ModelNode version(SourceFile file, Entry entry, ModelVersion version) {
    String name = entry.name();
    ModelNode.Version number = version.version();
    String suffix = "v" + number.value();
    UniqueId id = UniqueId.of(ResourceType.MODEL, file.project().name(), name, suffix);
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(file));
    fqn.add(name);
    fqn.add(suffix);
    NodeParser.Spec spec =
        specs.of(
            id,
            name,
            file,
            fqn,
            NodeSpecs.Code.ofFile(file.text()),
            described(file, Properties.of(entry, version)));
    return model(
        nodes.parse(spec.withVersion(number)),
        Optional.of(number),
        Optional.of(new ModelContract(entry, version)));
  }

  /** Only its property file and itself say how a Python model is built; else it is a table. */
  private static Properties described(SourceFile file, Properties properties) {
    return file.path().endsWith(".py")
        ? properties.withDefault("materialized", "table")
        : properties;
  }

  private static ModelNode model(
      NodeParser.Parsed parsed,
      Optional<ModelNode.Version> version,
      Optional<ModelContract> contract) {
    if (contract.isEmpty()) {
      return new ModelNode(parsed.info(), parsed.code(), parsed.relation(), version);
    }
    ModelPromises promises = contract.get().promises(parsed.info());
    NodeCode code = withForeignKeys(parsed, promises, version.isPresent());
    return new ModelNode(parsed.info(), code, parsed.relation(), version, promises);
  }

  /**
   * A foreign key's other table is above the model; dbt patches a version twice, and so the call
   * stands there twice (dbt-core 1.12 parser/schemas.py, {@code patch_constraints}).
   */
  private static NodeCode withForeignKeys(
      NodeParser.Parsed parsed, ModelPromises promises, boolean versioned) {
    List<Constraint> all = new ArrayList<>(promises.constraints());
    for (ColumnInfo column : parsed.info().columns().values()) {
      all.addAll(column.constraints());
    }
    List<RefCall> refs = new ArrayList<>();
    List<List<String>> sources = new ArrayList<>();
    for (Constraint constraint : all) {
      if (constraint.type() == Constraint.Type.FOREIGN_KEY && constraint.to().isPresent()) {
        String to = constraint.to().get();
        StaticCall call =
            StaticCall.parse(to)
                .orElseThrow(
                    () ->
                        new EpoxyException(
                            ErrorCode.PARSING,
                            "Invalid 'ref' or 'source' syntax on foreign key constraint 'to' on"
                                + " model "
                                + parsed.info().name()
                                + ": "
                                + to
                                + ".",
                            place(parsed)));
        call.ref().ifPresent(refs::add);
        call.source().ifPresent(sources::add);
      }
    }
    NodeCode code = parsed.code().withMore(refs, sources);
    return versioned ? code.withMore(refs, sources) : code;
  }

  private static SourceLocation place(NodeParser.Parsed parsed) {
    return parsed.info().location();
  }
}
