package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  @Test
  void readsBucketAndKey() {
    assertThat(S3Location.parse("s3://lake/tables/shop"))
        .isEqualTo(new S3Location("lake", "tables/shop"));
    assertThat(S3Location.parse("s3a://lake")).isEqualTo(new S3Location("lake", ""));
  }

  @Test
  void putsOneSlashBetweenParentAndChild() {
    assertThat(S3Location.parse("s3://lake/tables/").resolve("x").uri())
        .isEqualTo("s3://lake/tables/x");
    assertThat(S3Location.parse("s3://lake").resolve("x").uri()).isEqualTo("s3://lake/x");
    assertThat(S3Location.parse("s3://lake/a//").withoutTrailingSlash().uri())
        .isEqualTo("s3://lake/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lake/tables", "https://lake/x", "s3://", "s3://Lake/x", "s3://a//b"})
  void refusesWhatIsNoLocation(String text) {
    assertThatThrownBy(() -> S3Location.parse(text))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("'" + text + "' is not an S3 location such as s3://bucket/folder");
  }
}
