package io.epoxy.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceFileTest {
  private static final String TEXT =
      "\u00a0\u001c select\u2003\u2003 1\u001f\t as\u00a0 b\u200b \n\n";

  /** Expected values: hashlib.sha256 over " ".join(text.split()) and text.strip() of CPython. */
  @Test
  void checksumsTakeWhiteSpaceAsPythonDoes() {
    assertThat(SourceFile.checksum("a.sql", TEXT))
        .isEqualTo("f0e13b2ffcdb6246e8768d3c3609f7ac9c32647d5e6c3aa2e574c501f9db06ca");
    assertThat(SourceFile.checksum("a.csv", TEXT))
        .isEqualTo("32e551a8122681008b8cffe213902f2589e77a01ad9b9ebde110c29b984b2341");
  }
}
