package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "pass",
        "aws_secret_access_key",
        "AWS_ACCESS_KEY_ID",
        "session_token",
        "private_key_path",
        "Credentials"
      })
  void secretNamesStayHome(String key) {
    assertThat(strip(Map.of(key, "x", "region", "eu"), Map.of())).containsOnlyKeys("region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"role_arn", "region", "security_configuration", "conf", "passengers"})
  void otherNamesTravel(String key) {
    assertThat(strip(Map.of(key, "x"), Map.of())).containsExactly(Map.entry(key, "x"));
  }

  @Test
  void valuesOfSecretVariablesStayHomeUnderAnyName() {
    Map<String, String> env = Map.of("DBT_ENV_SECRET_A", "s3cr3t", "DBT_ENV_SECRET_B", " ");

    assertThat(
            strip(
                Map.of(
                    "conf", "spark.key=s3cr3t",
                    "region", "eu",
                    "deep", Map.of("a", "s3cr3t", "token", 1L, "b", List.of("s3cr3t", "ok"))),
                env))
        .isEqualTo(Map.of("region", "eu", "deep", Map.of("b", List.of("ok"))));
  }

  private static Map<String, Object> strip(Map<String, Object> values, Map<String, String> env) {
    Target target = new Target("p", "dev", "glue", "db", 1, values);
    Target stripped = TargetSecrets.strip(target, env);
    assertThat(stripped.schema()).isEqualTo("db");
    return stripped.values();
  }
}
