package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlueSettingsTest {
  @Test
  void aBareProfileGetsDefaults() {
    GlueSettings settings = settings();
    assertThat(settings.jobName()).isEqualTo("epoxy-shop_project-dev");
    assertThat(settings.capacity().glueVersion()).isEqualTo("5.1");
    assertThat(settings.capacity().workerType()).isEqualTo("G.1X");
    assertThat(settings.capacity().workers()).isEqualTo(2);
    assertThat(settings.limits().timeoutMinutes()).isEmpty();
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
            "execution_class", "flex",
            "max_retries", 0L,
            "max_concurrent_runs", "3",
            "job_run_queuing", "True",
            "price_per_dpu_hour", 0.5,
            "artifacts_location", "s3a://other/place/");
    assertThat(settings.jobName()).isEqualTo("nightly");
    assertThat(settings.capacity().glueVersion()).isEqualTo("6.0");
    assertThat(settings.capacity().workerType()).isEqualTo("R.2X");
    assertThat(settings.capacity().workers()).isEqualTo(7);
    assertThat(settings.limits().timeoutMinutes()).hasValue(90);
    assertThat(settings.capacity().executionClass()).contains("FLEX");
    assertThat(settings.capacity().pricePerDpuHour()).contains(new BigDecimal("0.5"));
    assertThat(settings.limits().maxRetries()).hasValue(0);
    assertThat(settings.limits().maxConcurrentRuns()).hasValue(3);
    assertThat(settings.limits().queuing()).contains(true);
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

  @Test
  void confOfTheDefaultArgumentsIsKeptBelowTheProfilesOwn() {
    Map<String, String> arguments =
        settings("default_arguments", "--conf=a=1 --conf b=1", "conf", "b=2").arguments();
    assertThat(arguments).containsEntry("--conf", "a=1 --conf b=2");
  }

  @Test
  void keysOfInteractiveSessionsSayWhyTheyHaveNoEffect() {
    assertThat(settings("idle_timeout", 10L, "glue_session_reuse", true, "unknown", 1).notes())
        .containsExactly(
            "Profile key 'idle_timeout' has no effect: a job ends with its run and is never idle.",
            "Profile key 'glue_session_reuse' has no effect: all models run in one Spark"
                + " application.");
    assertThat(settings("idle_timeout", null).notes()).isEmpty();
  }

  @Test
  void aGlueThatIsTooOldIsReplacedWithASentenceAndAnUnknownOneRefused() {
    GlueSettings old = settings("glue_version", "4.0");
    assertThat(old.capacity().glueVersion()).isEqualTo("5.1");
    assertThat(old.notes())
        .containsExactly(
            "Profile key 'glue_version' = '4.0' has no effect: the job needs Java 17 and runs on"
                + " Glue 5.1.");
    assertThat(settings("glue_version", 5.0).capacity().glueVersion()).isEqualTo("5.0");
    assertThat(settings("glue_version", 5.0).notes()).isEmpty();
    for (String wrong : List.of("7.0", "latest")) {
      assertThatThrownBy(() -> settings("glue_version", wrong))
          .hasMessageContaining(
              "'glue_version' = '" + wrong + "'; Epoxy runs on Glue 5.0, 5.1 and 6.0.");
    }
  }

  @Test
  void everyKeyOfDbtGlueHasAPlace() {
    Map<String, Object> all = new LinkedHashMap<>();
    List.of(
            "session_provisioning_timeout_in_seconds",
            "idle_timeout",
            "glue_session_id",
            "glue_session_reuse",
            "group_session_id",
            "enable_session_per_model",
            "statement_poll_interval",
            "boto_retry_mode",
            "boto_retry_max_attempts",
            "use_arrow",
            "use_interactive_session_role_for_api_calls",
            "packages",
            "lf_tags",
            "iceberg_glue_commit_lock_table")
        .forEach(key -> all.put(key, "x"));
    Object[] given =
        all.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray();
    assertThat(settings(given).notes()).hasSameSizeAs(all.keySet()).doesNotHaveDuplicates();
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
        "workers|1|has 'workers' = '1'; it must be at least 2.",
        "query_timeout_in_minutes|0|has 'query_timeout_in_minutes' = '0'; it must be at least 1.",
        "query_timeout_in_minutes|20000|has 'query_timeout_in_minutes' = '20000'; it must be at most"
            + " 10080.",
        "max_retries|11|has 'max_retries' = '11'; it must be at most 10.",
        "execution_class|SPOT|has 'execution_class' = 'SPOT'; it is one of STANDARD, FLEX.",
        "datalake_formats|lake|has 'lake' in 'datalake_formats'; AWS Glue knows delta, hudi and"
            + " iceberg.",
        "catalog_id|me|has 'catalog_id' = 'me', which is not an account of 12 digits.",
        "price_per_dpu_hour|cheap|has 'price_per_dpu_hour' = 'cheap', which is not a number.",
        "price_per_dpu_hour|-1|has 'price_per_dpu_hour' = '-1'; it must not be negative.",
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
