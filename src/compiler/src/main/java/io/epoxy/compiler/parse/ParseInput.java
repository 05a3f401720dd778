package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every parser needs.
 *
 * @param packages every package by name, the root project first
 * @param cache what earlier runs parsed
 * @param answers what the cache's entries are held against
 * @param properties what the templates of property files ask for
 * @param reads what the nodes that are parsed ask for
 */
record ParseInput(
    ContextFactory contexts,
    Project root,
    Map<String, Project> packages,
    ParseCache cache,
    Fact.Source answers,
    Reads properties,
    NodeReads reads) {
  ParseInput(
      ContextFactory contexts,
      Project root,
      Map<String, Project> packages,
      ParseCache cache,
      Reads properties) {
    this(
        contexts,
        root,
        packages,
        cache,
        answers(contexts, root, packages, cache),
        properties,
        new NodeReads());
  }

  private static Fact.Source answers(
      ContextFactory contexts, Project root, Map<String, Project> packages, ParseCache cache) {
    return new ConfigAnswers(
        root, packages, cache::digest, new TestAnswers(contexts, cache::digest));
  }

  /** The same project with another cache. */
  ParseInput with(ParseCache other) {
    return new ParseInput(
        contexts,
        root,
        packages,
        other,
        answers(contexts, root, packages, other),
        properties,
        reads);
  }

  /** What project files say, in digests of the cache. */
  ConfigLevels configs() {
    return ConfigLevels.of(packages.values(), cache::digest);
  }

  /** The layers of a node's config, see {@link ConfigResolver}. */
  ConfigResolver.Layers layers(
      ResourceType type,
      List<String> fqn,
      Project owner,
      Map<String, Object> properties,
      Map<String, Object> inFile) {
    Optional<Project> over =
        owner.name().equals(root.name()) ? Optional.empty() : Optional.of(root);
    return new ConfigResolver.Layers(type, fqn, owner, over, properties, inFile);
  }

  /** Seconds since the epoch, as every node of this run has them. */
  double createdAt() {
    return contexts.settings().startedAt().toEpochMilli() / 1e3;
  }
}
