package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expectations are what Python's textwrap makes of the tag and the text. */
class LineWrapTest {
  private static final String NAMED = "WEOIncludeExcludeDeprecation";
  private static final String UNNAMED = "MFCumulativeTypeParamsDeprecation";
  private static final String SENTENCE =
      "Found `include` in `warn_error_options` specification. Please use `error` instead of"
          + " `include`.";
  private static final String WORDS =
      "one  two   three four-five-six seven eight nine ten eleven twelve thirteen fourteen fif";

  @Test
  void theTagTakesPartOfTheFirstLine() {
    assertThat(wrap(80, NAMED, SENTENCE))
        .isEqualTo(
            "Found `include` in `warn_error_options`\n"
                + "specification. Please use `error` instead of `include`.");
    assertThat(wrap(80, UNNAMED, SENTENCE))
        .isEqualTo(
            "Found `include` in `warn_error_options` specification. Please use\n"
                + "`error` instead of `include`.");
    assertThat(wrap(20, UNNAMED, WORDS))
        .isEqualTo(
            "one  two\nthree four-five-six\nseven eight nine ten\neleven twelve\n"
                + "thirteen fourteen\nfif");
  }

  @Test
  void aLongWordIsBrokenWhereTheLineEnds() {
    assertThat(wrap(20, UNNAMED, "a " + "x".repeat(50) + "  b"))
        .isEqualTo(
            "a " + "x".repeat(7) + "\n" + "x".repeat(20) + "\n" + "x".repeat(20) + "\nxxx  b");
    assertThat(wrap(80, NAMED, "x".repeat(69))).isEqualTo("\n" + "x".repeat(69));
  }

  @Test
  void linesStayLinesAndOtherWarningsStayAsTheyAre() {
    assertThat(wrap(20, UNNAMED, "first\n\n" + "y ".repeat(11) + "\nlast"))
        .isEqualTo("first\n\ny y y y y y y y y y\ny\nlast");
    assertThat(wrap(20, "NoNodeForYamlKey", WORDS)).isEqualTo(WORDS);
  }

  private static String wrap(long width, String event, String text) {
    return new LineWrap(FlagValues.NONE.with(Flag.PRINTER_WIDTH, width)).warning(event, text);
  }
}
