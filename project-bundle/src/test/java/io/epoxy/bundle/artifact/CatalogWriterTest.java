package io.epoxy.bundle.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogWriterTest {
  @TempDir private Path folder;

  @Test
  void countsAndErrorsAreShown() throws IOException {
    UniqueId id = new UniqueId("model.shop.orders");
    TableDescription orders =
        new TableDescription(
            Relation.of("shop", "orders").ofType(RelationType.VIEW),
            Optional.of("All of them"),
            Optional.of("ann"),
            List.of(Column.of("zed", "int"), Column.of("alpha", "string")),
            OptionalLong.of(1024),
            OptionalLong.of(7));
    Path file = folder.resolve("catalog.json");

    CatalogWriter.write(
        new CatalogWriter.Catalog(Map.of(id, orders), Map.of(), List.of("Database Error")),
        new RunMetadata("the-id", Instant.EPOCH, Instant.EPOCH, "1.12.3", Map.of()),
        file);

    Map<?, ?> catalog = (Map<?, ?>) PlainJson.read(Files.readString(file));
    assertThat(catalog.get("errors")).isEqualTo(List.of("Database Error"));
    Map<?, ?> table = (Map<?, ?>) ((Map<?, ?>) catalog.get("nodes")).get("model.shop.orders");
    assertThat(table.get("metadata"))
        .hasToString(
            "{type=view, schema=shop, name=orders, database=null, comment=All of them, owner=ann}");
    assertThat(table.get("columns"))
        .hasToString(
            "{zed={type=int, index=0, name=zed, comment=null},"
                + " alpha={type=string, index=1, name=alpha, comment=null}}");
    Map<?, ?> stats = (Map<?, ?>) table.get("stats");
    assertThat(stats.get("bytes"))
        .hasToString("{id=bytes, label=bytes, value=1024, include=true, description=}");
    assertThat(((Map<?, ?>) stats.get("rows")).get("value")).isEqualTo(7L);
    assertThat(((Map<?, ?>) stats.get("has_stats")).get("value")).isEqualTo(true);
  }
}
