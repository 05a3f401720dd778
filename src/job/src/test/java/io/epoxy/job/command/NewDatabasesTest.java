package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Databases that a run on Glue makes, on a stand-in. */
class NewDatabasesTest {
  private static final Map<String, Object> ROLE = Map.of("role_arn", LakeFormationOverlay.ROLE);
  private final LakeFormationOverlay aws = LakeFormationOverlay.start();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void stop() {
    aws.close();
  }

  private void make(Map<String, ?> profile) {
    Target target = new Target("shop", "dev", "glue", "shop", 1, new LinkedHashMap<>(profile));
    NewDatabases.find(target, (level, event, text) -> told.add(level + " " + text))
        .ifPresent(databases -> databases.accept("shop"));
  }

  @Test
  void theProfilesRoleIsGivenWhatDbtGlueGivesIt() {
    make(ROLE);
    assertThat(aws.state().permitted("shop"))
        .containsExactly(LakeFormationOverlay.ROLE + ": ALTER, CREATE_TABLE, DESCRIBE, DROP");
    assertThat(told).isEmpty();
  }

  @Test
  void aSwitchTurnsItOff() {
    for (Object off : List.of(false, "False")) {
      make(Map.of("role_arn", LakeFormationOverlay.ROLE, "lf_database_grants", off));
    }
    make(Map.of());
    assertThat(aws.calls()).isEmpty();
    make(Map.of("role_arn", LakeFormationOverlay.ROLE, "lf_database_grants", "True"));
    assertThat(aws.writes()).containsExactly("BatchGrantPermissions");
  }

  @Test
  void aRefusalIsAWarningWithTheSwitchsName() {
    aws.refuse("BatchGrantPermissions", 400, "AccessDeniedException", "Not an administrator");
    make(ROLE);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("WARN Could not give " + LakeFormationOverlay.ROLE)
        .contains("AccessDeniedException: Not an administrator", "'lf_database_grants: false'");
  }
}
