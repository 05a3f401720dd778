package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

class AwsPropertiesTest {
  @Test
  void namesAreThoseOfTheSdk() {
    for (SdkSystemSetting setting :
        new SdkSystemSetting[] {
          SdkSystemSetting.AWS_ACCESS_KEY_ID,
          SdkSystemSetting.AWS_SECRET_ACCESS_KEY,
          SdkSystemSetting.AWS_SESSION_TOKEN,
          SdkSystemSetting.AWS_REGION,
          SdkSystemSetting.AWS_ROLE_ARN,
          SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE,
          SdkSystemSetting.AWS_USE_FIPS_ENDPOINT,
          SdkSystemSetting.AWS_USE_DUALSTACK_ENDPOINT
        }) {
      assertThat(AwsProperties.of(Map.of(setting.environmentVariable(), "x")))
          .isEqualTo(Map.of(setting.property(), "x"));
    }
    for (ProfileFileSystemSetting setting : ProfileFileSystemSetting.values()) {
      assertThat(AwsProperties.of(Map.of(setting.environmentVariable(), "x")))
          .isEqualTo(Map.of(setting.property(), "x"));
    }
  }

  @Test
  void nothingElseBecomesAProperty() {
    assertThat(AwsProperties.of(Map.of("DBT_TARGET", "dev", "AWS_PROFILE", ""))).isEmpty();
  }

  @Test
  void theRegionComesBeforeItsOlderName() {
    assertThat(
            AwsProperties.of(Map.of("AWS_DEFAULT_REGION", "eu-west-1", "AWS_REGION", "us-east-1")))
        .isEqualTo(Map.of("aws.region", "us-east-1"));
  }
}
