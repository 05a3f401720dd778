package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.launcher.deps.DepsSettings.NewPackage;
import io.epoxy.model.error.EpoxyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddPackageFlagTest {
  @ParameterizedTest
  @CsvSource({
    "acme/tools@1.0.0, hub, acme/tools, 1.0.0",
    "../sub, local, ../sub,",
    "../sub@, local, ../sub,",
    "../sub@1.0.0, local, ../sub, 1.0.0",
  })
  void aVersionStandsBehindTheAt(String text, String source, String name, String version) {
    assertThat(AddPackageFlag.read(flags(text, source)))
        .contains(new NewPackage(name, Optional.ofNullable(version), source));
  }

  @ParameterizedTest
  @CsvSource({"acme/tools, hub", "acme/tools@, hub", "git@example.org:acme/tools.git@v1, git"})
  void onlyALocalPackageNeedsNone(String text, String source) {
    assertThatThrownBy(() -> AddPackageFlag.read(flags(text, source)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("Version is required in --add-package when a package when source is " + source);
  }

  @Test
  void withoutTheFlagNothingIsAdded() {
    assertThat(AddPackageFlag.read(FlagValues.NONE)).isEmpty();
  }

  private static FlagValues flags(String text, String source) {
    return FlagValues.NONE.with(Flag.ADD_PACKAGE, text).with(Flag.SOURCE, source);
  }
}
