package io.epoxy.aws.lakeformation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.aws.testing.MotoServer;
import io.epoxy.model.governance.DataCellFilter;
import io.epoxy.model.governance.DataCellFilter.Columns;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceSpec.Filter;
import io.epoxy.model.governance.GovernanceSpec.Filters;
import io.epoxy.model.governance.GovernanceSpec.Grants;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernanceSpec.Tags;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.LfPermission;
import io.epoxy.model.governance.LfTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in and what is sent to it, held against the API's own model, as botocore has it. */
class ContractTest {
  private static final GovernedTable ORDERS = new GovernedTable("shop", "orders");

  private final LakeFormationOverlay aws = LakeFormationOverlay.start();
  private final AwsClients clients = AwsClients.ofEnvironment();
  private final LakeFormationGovernance governance =
      LakeFormationGovernance.of(clients, Optional.empty());
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private static GovernanceSpec spec(Tags tags, List<Filter> filters, Grants grants) {
    return new GovernanceSpec(
        ORDERS,
        Optional.of(tags),
        Optional.of(new Filters(filters, Others.REMOVED, Others.REMOVED)),
        Optional.of(grants));
  }

  private static Filter filter(String rows, Columns columns, String who) {
    return new Filter(new DataCellFilter("one", Optional.ofNullable(rows), columns), Set.of(who));
  }

  @Test
  void everyRequestAndAnswerIsOneOfTheApi() throws Exception {
    aws.state().defineTag("pii", "yes", "no");
    aws.state().addTable("shop.orders");
    LfTags yes = LfTags.of("pii", "yes");
    governance.findTag("pii");
    governance.findTag("colour");
    aws.state().administeredBy("arn:somebody");
    aws.state().permitTag(LakeFormationOverlay.ROLE, "pii", "yes");
    assertThat(governance.seesEveryValue("pii")).isFalse();
    governance.grantDatabase("shop", LakeFormationOverlay.ROLE);
    governance.apply(
        spec(
            new Tags(yes, LfTags.of("pii", "no"), Map.of("id", yes), Others.REMOVED),
            List.of(filter("id > 1", new Columns(Columns.Kind.ONLY, Set.of("id")), "arn:a")),
            new Grants(Map.of("arn:b", Set.of(LfPermission.values())))));
    governance.apply(
        spec(
            new Tags(yes, LfTags.NONE, Map.of(), Others.REMOVED),
            List.of(filter(null, new Columns(Columns.Kind.ALL_BUT, Set.of("id")), "arn:c")),
            new Grants(Map.of())));
    governance.apply(
        spec(
            new Tags(yes, LfTags.NONE, Map.of(), Others.REMOVED), List.of(), new Grants(Map.of())));
    Tags unknown = new Tags(LfTags.NONE, LfTags.of("colour", "red"), Map.of(), Others.KEPT);
    assertThatThrownBy(() -> governance.apply(spec(unknown, List.of(), new Grants(Map.of()))))
        .hasMessageContaining("colour=red");
    governance.audit(new GovernedTable("shop", "later"));
    assertThat(aws.calls().stream().map(LakeFormationOverlay.Call::operation).distinct())
        .hasSize(14);

    assertThat(deviations(aws.exchanges())).isEmpty();
  }

  @Test
  void aDeviationIsFound() throws Exception {
    assertThat(
            deviations(
                """
                [{"operation": "AddLFTagsToResource", "request": {"LFTags": []}, "answer": {}},
                 {"operation": "GetLFTag", "request": {"TagKey": "a"}, "answer": {"Values": []}},
                 {"operation": "ListPermissions", "request": {}, "error": "NoSuchThing"},
                 {"operation": "GetTag", "request": {}, "answer": {}}]"""))
        .contains("Missing required parameter in input: \"Resource\"")
        .contains("Unknown parameter in input: \"Values\"")
        .contains("ListPermissions: NoSuchThing is none of its errors")
        .contains("GetTag: no operation of the API");
  }

  private String deviations(String exchanges) throws IOException, InterruptedException {
    Path script = folder.resolve("contract.py");
    try (InputStream source = ContractTest.class.getResourceAsStream("contract.py")) {
      Files.copy(source, script);
    }
    Process python =
        new ProcessBuilder(MotoServer.python(), script.toString())
            .redirectErrorStream(true)
            .start();
    try (OutputStream input = python.getOutputStream()) {
      input.write(exchanges.getBytes(UTF_8));
    }
    String output = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor()).as(output).isZero();
    return output;
  }
}
