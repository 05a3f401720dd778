package io.epoxy.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path folder;

  @Test
  void aRunKilledAtAnyByteOfARecordLosesThatRecordAtMost() throws IOException {
    Path file = folder.resolve("catalog.jsonl");
    try (Journal journal = Journal.open(file)) {
      journal.append(CatalogState.put(database("shop")));
      journal.append(CatalogState.put(table("orders", "line one\nline \u2028 two \r \" \\")));
    }
    long before = Files.size(file);
    try (Journal journal = Journal.open(file)) {
      journal.append(CatalogState.put(table("orders", "changed")));
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = (int) before; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Journal journal = Journal.open(file)) {
        String comment = journal.state().tables().get(0).comment().orElseThrow();
        assertThat(comment)
            .isEqualTo(length == whole.length ? "changed" : "line one\nline \u2028 two \r \" \\");
        journal.append(CatalogState.put(table("later", "x")));
      }
      try (Journal journal = Journal.open(file)) {
        assertThat(journal.state().tables()).extracting(TableState::name).contains("later");
      }
    }
  }

  @Test
  void aLongJournalIsRewrittenWithTheSameState() throws IOException {
    Path file = folder.resolve("catalog.jsonl");
    CatalogState state;
    PartitionState partition =
        new PartitionState(Map.of("d", "1"), StorageState.at("file:/x/d=1"), Map.of(), 1, 2);
    try (Journal journal = Journal.open(file)) {
      journal.append(CatalogState.put(database("shop")));
      for (int i = 0; i < 200; i++) {
        journal.append(CatalogState.put(table("orders", "version " + i)));
      }
      journal.append(CatalogState.partitions("shop", "orders", List.of(partition), List.of()));
      journal.append(CatalogState.put(table("gone", "x")));
      journal.append(CatalogState.drop("table", "shop", "gone"));
      state = journal.state();
    }
    try (Journal journal = Journal.open(file)) {
      assertThat(Files.readAllLines(file)).hasSize(4);
      assertThat(journal.state().tables()).isEqualTo(state.tables());
      assertThat(journal.state().databases()).isEqualTo(state.databases());
      assertThat(journal.state().partitions("shop", "orders"))
          .isEqualTo(Map.of(Map.of("d", "1"), partition));
    }
    assertThat(folder.resolve("catalog.jsonl.new")).doesNotExist();
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = folder.resolve("catalog.jsonl");
    try (Journal journal = Journal.open(file)) {
      journal.append(CatalogState.put(database("shop")));
    }
    Files.writeString(file, Files.readString(file) + "{\"do\":\n");
    assertThatThrownBy(() -> Journal.open(file))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO))
        .hasMessageStartingWith("The local catalog " + file + " cannot be read at line 3: ")
        .hasMessageEndingWith(
            "Repair the line, or remove the file to start with an empty catalog (tables are built"
                + " again by the next run).");
  }

  static DatabaseState database(String name) {
    return new DatabaseState(name, "a shop", "file:/tmp/shop", Map.of("k", "v"));
  }

  static TableState table(String name, String comment) {
    return new TableState(
        "shop",
        name,
        TableState.Kind.EXTERNAL,
        StorageState.at("file:/tmp/shop/" + name),
        "{\"type\":\"struct\",\"fields\":[]}",
        Optional.of("parquet"),
        List.of("d"),
        Optional.empty(),
        new TableState.Ownership("me", 1, -1, "3.5.6"),
        Map.of("k", "v"),
        Optional.of(comment),
        Optional.empty(),
        Optional.empty(),
        new TableState.Flags(true, true, List.of()));
  }
}
