package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of function folders with their entries (dbt-core 1.12 {@code FunctionPatchParser}). */
final class FunctionParser {
  /** What a function returns that no entry describes, in dbt's word. */
  private static final FunctionNode.Returns UNKNOWN =
      new FunctionNode.Returns("INVALID_TYPE", Optional.empty());

  private final NodeSpecs specs;
  private final NodeParser nodes;

  FunctionParser(NodeSpecs specs, NodeParser nodes) {
    this.specs = specs;
    this.nodes = nodes;
  }

  FunctionNode parse(SourceFile file) {
    Optional<Entry> entry = specs.entry("functions", file.project(), file.stem());
    Properties described = entry.map(Properties::of).orElse(Properties.NONE);
    NodeParser.Parsed parsed =
        nodes.parse(specs.ofFile(ResourceType.FUNCTION, file, file.text(), described));
    return new FunctionNode(
        parsed.info(),
        parsed.code(),
        parsed.relation(),
        entry.map(found -> arguments(found.list("arguments"))).orElse(List.of()),
        entry.map(FunctionParser::returns).orElse(UNKNOWN),
        List.of());
  }

  private static FunctionNode.Returns returns(Entry entry) {
    if (!entry.has("returns")) {
      throw entry.invalid("name", "'returns' is a required property");
    }
    return returns(Written.of(entry.map("returns")));
  }

  private static FunctionNode.Returns returns(Written written) {
    return new FunctionNode.Returns(
        written.text("data_type").orElse("INVALID_TYPE"), written.text("description"));
  }

  private static List<FunctionNode.Argument> arguments(List<Object> written) {
    List<FunctionNode.Argument> arguments = new ArrayList<>();
    for (Written argument : Written.listOf(written)) {
      arguments.add(
          new FunctionNode.Argument(
              argument.text("name").orElse(""),
              argument.text("data_type").orElse(""),
              argument.text("description"),
              Optional.ofNullable(argument.get("default_value"))));
    }
    return arguments;
  }

  /** Functions without those that an entry names as overloads of another: they become its part. */
  List<FunctionNode> absorbed(List<FunctionNode> functions) {
    Map<String, FunctionNode> byName = new LinkedHashMap<>();
    for (FunctionNode function : functions) {
      FunctionNode before = byName.put(id(function), function);
      if (before != null) {
        throw Duplicates.of(before, function);
      }
    }
    Map<String, String> claims = new HashMap<>();
    for (FunctionNode written : functions) {
      Optional<Entry> described = entryOf(written);
      if (described.isEmpty() || !byName.containsKey(id(written))) {
        continue;
      }
      Entry entry = described.get();
      String home = entry.patch().packageName();
      FunctionNode function = byName.get(id(written));
      List<FunctionNode.Overload> overloads = new ArrayList<>();
      for (Written overload : Written.listOf(entry.list("overloads"))) {
        String stem = overload.text("defined_in").orElse("");
        String claimed = claims.putIfAbsent(home + "." + stem, written.uniqueId().value());
        FunctionNode other = stem.equals(entry.name()) ? null : byName.remove(home + "." + stem);
        if (other == null) {
          throw new EpoxyException(
              ErrorCode.PARSING,
              wrongOverload(entry.name(), stem, Optional.ofNullable(claimed)),
              entry.patch().yaml().locationOf("overloads"));
        }
        overloads.add(
            new FunctionNode.Overload(
                stem,
                arguments(overload.list("arguments")),
                overload.get("returns") == null
                    ? Optional.empty()
                    : Optional.of(returns(overload.map("returns"))),
                overload.text("description"),
                other.code().rawCode(),
                Optional.empty()));
        function = function.withCallsOf(other);
      }
      byName.put(id(function), function.withOverloads(overloads));
    }
    return new ArrayList<>(byName.values());
  }

  private static String wrongOverload(String function, String stem, Optional<String> claimed) {
    if (stem.equals(function)) {
      return "Function '"
          + function
          + "' cannot list itself in overloads (defined_in: '"
          + stem
          + "').";
    }
    return "Function overload '"
        + stem
        + "' (defined_in) "
        + claimed
            .map(
                other ->
                    "is already used by '"
                        + other
                        + "'. Each overload file can only belong to one root function.")
            .orElse("not found. Expected a SQL file at functions/" + stem + ".sql");
  }

  private Optional<Entry> entryOf(FunctionNode function) {
    return specs.entry("functions", function.info().packageName(), function.name());
  }

  private static String id(FunctionNode function) {
    return function.info().packageName() + "." + function.name();
  }
}
