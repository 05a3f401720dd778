package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlueSettingsTest {
  @Test
  void aBareProfileGetsDefaults() {
    GlueSettings settings = settings();
    assertThat(settings.jobName()).isEqualTo("epoxy-shop_project-dev");
    assertThat(settings.glueVersion()).isEqualTo("5.1");
    assertThat(settings.workerType()).isEqualTo("G.1X");
    assertThat(settings.workers()).isEqualTo(2);
    assertThat(settings.timeoutMinutes()).isEmpty();
    assertThat(settings.artifacts()).isEqualTo(new S3Location("lake", "tables/_epoxy"));
    assertThat(settings.arguments()).isEqualTo(Map.of("--enable-glue-datacatalog", "true"));
    assertThat(settings.partition()).isEqualTo("aws");
    assertThat(settings.account()).isEqualTo("123456789012");
  }

  @Test
  void everyKeyOfTheJobIsRead() {
    GlueSettings settings =
        settings(
            "job_name", "nightly",
            "glue_version", "6.0",
            "worker_type", "R.2X",
            "workers", 7L,
            "query_timeout_in_minutes", "90",
            "security_configuration", "kms",
            "connections", "a, b,a",
            "extra_jars", "s3://j/a.jar,s3://j/b.jar",
            "extra_py_files", "s3://j/x.py",
            "datalake_formats", List.of("iceberg", "delta"),
            "default_arguments", "--enable-metrics=true, x=a=b",
            "tags", "team=data,project=nyc",
            "artifacts_location", "s3a://other/place/");
    assertThat(settings.jobName()).isEqualTo("nightly");
    assertThat(settings.glueVersion()).isEqualTo("6.0");
    assertThat(settings.workerType()).isEqualTo("R.2X");
    assertThat(settings.workers()).isEqualTo(7);
    assertThat(settings.timeoutMinutes()).hasValue(90);
    assertThat(settings.securityConfiguration()).contains("kms");
    assertThat(settings.connections()).containsExactly("a", "b");
    assertThat(settings.extraJars()).containsExactly("s3://j/a.jar", "s3://j/b.jar");
    assertThat(settings.arguments())
        .containsEntry("--extra-py-files", "s3://j/x.py")
        .containsEntry("--datalake-formats", "iceberg,delta")
        .containsEntry("--enable-metrics", "true")
        .containsEntry("--x", "a=b");
    assertThat(settings.tags()).isEqualTo(Map.of("team", "data", "project", "nyc"));
    assertThat(settings.artifacts()).isEqualTo(new S3Location("other", "place"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1 --conf b=x=y --conf c=-Dp=q -Dr=s",
        "--conf a=1 --conf b=x=y --conf c=-Dp=q -Dr=s",
        "  --conf a=1\n  --conf b=x=y\n--conf  c=-Dp=q -Dr=s\n",
        "a=1\nb=x=y\nc=-Dp=q -Dr=s",
        "--conf=a=1 --conf b=x=y \n c=-Dp=q -Dr=s"
      })
  void confInEverySpellingBecomesOneChainedValue(String conf) {
    assertThat(settings("conf", conf).arguments())
        .containsEntry("--conf", "a=1 --conf b=x=y --conf c=-Dp=q -Dr=s");
  }

  @Test
  void confMayBeAListOrAMapping() {
    assertThat(settings("conf", List.of("a=1", "--conf b=2")).arguments())
        .containsEntry("--conf", "a=1 --conf b=2");
    assertThat(settings("conf", Map.of("a", 1L)).arguments()).containsEntry("--conf", "a=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      value = {
        "role_arn|NULL|has no 'role_arn', the role that the Glue job runs with.",
        "role_arn|GlueJob|has 'role_arn' = 'GlueJob', which is not the ARN of an IAM role.",
        "location|NULL|has no 'location', an s3:// folder; submit keeps bundles and runs there"
            + " ('artifacts_location' chooses another place).",
        "location|/tmp/x|has 'location' = '/tmp/x', which is not an S3 address such as"
            + " s3://bucket/folder.",
        "artifacts_location|x|has 'artifacts_location' = 'x', which is not an S3 address such as"
            + " s3://bucket/folder.",
        "workers|many|has 'workers' = 'many', which is not a whole number.",
        "workers|0|has 'workers' = '0'; it must be at least 1.",
        "tags|team|has 'team' in 'tags', which is not name=value.",
        "conf|spark.x|has 'spark.x' in 'conf', which is not key=value."
      })
  void complaintsNameProfileTargetAndKey(String key, String value, String sentence) {
    assertThatThrownBy(() -> settings(key, value))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("Profile 'shop', target 'dev' " + sentence);
  }

  private static GlueSettings settings(Object... keysAndValues) {
    Object[] given = Arrays.copyOf(keysAndValues, keysAndValues.length);
    return GlueSettings.of(Targets.with(given), "shop_project");
  }
}
