package io.epoxy.compiler.select;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;

/** The list of all methods. To add one: a class, a line here, rows in the table test. */
final class SelectorMethods {
  private static final ImmutableMap<String, SelectorMethod> BY_NAME =
      Maps.uniqueIndex(
          List.of(
              new FqnMethod(),
              new PathMethod(),
              new FileMethod(),
              new TagMethod(),
              new PackageMethod(),
              new SourceMethod(),
              new ConfigMethod(),
              new ConfigKeyMethod("group", ConfigKeyMethod.Match.WILDCARD),
              new ConfigKeyMethod("access", ConfigKeyMethod.Match.EXACT),
              new VersionMethod(),
              new ResourceTypeMethod(),
              new TestMethods.TestName(),
              new TestMethods.TestType()),
          SelectorMethod::name);

  private SelectorMethods() {}

  /**
   * The method of a criterion.
   *
   * @throws EpoxyException SELECTION when there is none of that name
   */
  static SelectorMethod load(Criterion criterion) {
    SelectorMethod method = BY_NAME.get(criterion.method());
    if (method == null) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "'"
              + criterion.method()
              + "' is not a valid method name (in '"
              + criterion.raw()
              + "'). Known are: "
              + String.join(", ", BY_NAME.keySet()));
    }
    return method;
  }
}
