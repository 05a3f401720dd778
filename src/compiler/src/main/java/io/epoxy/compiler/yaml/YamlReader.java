package io.epoxy.compiler.yaml;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one YAML document as PyYAML's SafeLoader does, keeping places. No type is ever loaded. */
public final class YamlReader {
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_ALIASES = 100_000;

  private YamlReader() {}

  /** Tells repeated keys under dbt's name of that warning. */
  public static Consumer<String> warnings(MessageSink messages) {
    return text -> messages.message(MessageSink.Level.WARN, "DuplicateYAMLKeysDeprecation", text);
  }

  /**
   * Reads a document.
   *
   * @param path for messages
   * @param warnings told about repeated keys, of which the last one counts
   * @return the value; empty when there is no document
   * @throws EpoxyException with dbt's {@code Syntax error near line N} and the place
   */
  public static Optional<YamlNode> read(String path, String text, Consumer<String> warnings) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowDuplicateKeys(true);
    // Nothing is constructed here; YamlConverter has the words for a tag that it does not know.
    options.setTagInspector(tag -> true);
    Leniency leniency = new Leniency(text);
    String tried = text;
    while (true) {
      try {
        Node root = compose(tried, options);
        return root == null
            ? Optional.empty()
            : Optional.of(new YamlConverter(path, warnings, leniency).convert(root));
      } catch (MarkedYAMLException e) {
        Optional<String> next = leniency.repaired(tried, e);
        if (next.isEmpty()) {
          throw SyntaxError.of(path, text, e);
        }
        tried = next.get();
      } catch (ReaderException e) {
        throw SyntaxError.of(path, text, e);
      } catch (YAMLException e) {
        throw new EpoxyException(
            ErrorCode.PROJECT, path + ": " + e.getMessage(), SourceLocation.ofFile(path));
      }
    }
  }

  private static Node compose(String text, LoaderOptions options) {
    Parser parser = new UniqueAnchors(new ParserImpl(new WholeText(text), options));
    return new Composer(parser, new PlainTags(), options).getSingleNode();
  }

  /** As {@link #read}, for a document that must be a mapping or empty. */
  public static YamlMap readMap(String path, String text, Consumer<String> warnings) {
    SourceLocation file = SourceLocation.ofFile(path);
    YamlNode root = read(path, text, warnings).orElse(YamlMap.empty(file));
    if (root instanceof YamlMap map) {
      return map;
    }
    if (root instanceof YamlScalar scalar && scalar.value() == null) {
      return YamlMap.empty(file);
    }
    throw new EpoxyException(
        ErrorCode.PROJECT,
        "Contents of file '"
            + path
            + "' are not valid. Dictionary expected. It is a "
            + root.typeName(),
        root.location());
  }

  /** Leaves plain scalars to {@link ScalarResolver}: only whether a scalar is plain is kept. */
  private static final class PlainTags extends Resolver {
    @Override
    protected void addImplicitResolvers() {}

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      if (kind == NodeId.scalar) {
        return implicit ? YamlConverter.PLAIN : Tag.STR;
      }
      return kind == NodeId.sequence ? Tag.SEQ : Tag.MAP;
    }
  }
}
