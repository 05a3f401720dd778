package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.launcher.deps.DepsSettings.NewPackage;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Optional;

/** {@code --add-package name@version --source hub|git|local}. */
final class AddPackageFlag {
  private AddPackageFlag() {}

  /**
   * The package to add.
   *
   * @throws EpoxyException with code USAGE when a version is needed and not given
   */
  static Optional<NewPackage> read(FlagValues flags) {
    return flags
        .text(Flag.ADD_PACKAGE)
        .map(text -> read(text, flags.text(Flag.SOURCE).orElseThrow()));
  }

  /** With more than one @ everything is the name, as dbt has it: think of git@host:repository. */
  private static NewPackage read(String text, String source) {
    int at = text.indexOf('@');
    boolean hasVersion = at >= 0 && text.indexOf('@', at + 1) < 0;
    String name = hasVersion ? text.substring(0, at) : text;
    Optional<String> version =
        hasVersion && at + 1 < text.length()
            ? Optional.of(text.substring(at + 1))
            : Optional.empty();
    if (version.isEmpty() && !source.equals("local")) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "Version is required in --add-package when a package when source is " + source);
    }
    return new NewPackage(name, version, source);
  }
}
