package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A user-defined function.
 *
 * @param arguments in order
 * @param returns what it gives back
 * @param overloads other signatures of the same name
 */
public record FunctionNode(
    NodeInfo info,
    NodeCode code,
    Relation relation,
    List<Argument> arguments,
    Returns returns,
    List<Overload> overloads)
    implements Node {

  public FunctionNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
    arguments = ImmutableList.copyOf(arguments);
    Objects.requireNonNull(returns, "returns");
    overloads = ImmutableList.copyOf(overloads);
  }

  /**
   * One parameter.
   *
   * @param defaultValue see {@link Data}; empty when there is none
   */
  public record Argument(
      String name, String dataType, Optional<String> description, Optional<Object> defaultValue) {
    public Argument {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(dataType, "dataType");
      Objects.requireNonNull(description, "description");
      defaultValue = defaultValue.map(Data::copyValue);
    }
  }

  public record Returns(String dataType, Optional<String> description) {
    public Returns {
      Objects.requireNonNull(dataType, "dataType");
      Objects.requireNonNull(description, "description");
    }
  }

  /**
   * Another signature.
   *
   * @param definedIn the stem of the file that holds its body
   * @param rawBody that file's text
   * @param compiledBody the same rendered; empty until the function is compiled
   */
  public record Overload(
      String definedIn,
      List<Argument> arguments,
      Optional<Returns> returns,
      Optional<String> description,
      String rawBody,
      Optional<String> compiledBody) {
    public Overload {
      Objects.requireNonNull(definedIn, "definedIn");
      arguments = ImmutableList.copyOf(arguments);
      Objects.requireNonNull(returns, "returns");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(rawBody, "rawBody");
      Objects.requireNonNull(compiledBody, "compiledBody");
    }

    public Overload compiled(String body) {
      return new Overload(definedIn, arguments, returns, description, rawBody, Optional.of(body));
    }
  }

  @Override
  public String materialization() {
    return "function";
  }

  @Override
  public FunctionNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new FunctionNode(otherInfo, otherCode, relation, arguments, returns, overloads);
  }

  public FunctionNode withOverloads(List<Overload> others) {
    return new FunctionNode(info, code, relation, arguments, returns, others);
  }

  /** This function with what another one's code refers to, which becomes an overload of it. */
  public FunctionNode withCallsOf(FunctionNode other) {
    NodeCode joined = code.withCallsOf(other.code());
    return new FunctionNode(info, joined, relation, arguments, returns, overloads);
  }
}
