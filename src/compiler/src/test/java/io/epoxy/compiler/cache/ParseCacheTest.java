package io.epoxy.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.config.Data;
import io.epoxy.model.error.SourceLocation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParseCacheTest {
  private static final int HEAD = 8 + Digest.SALT + Digest.SIZE;

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  /** What the tests keep. */
  record Kept(Map<String, Object> data, Optional<String> name, SourceLocation place, Tone tone) {}

  /** An enum whose constants have bodies, so that their classes are others. */
  enum Tone {
    LOUD {
      @Override
      String word() {
        return "loud";
      }
    },
    LOW {
      @Override
      String word() {
        return "low";
      }
    };

    abstract String word();
  }

  private ParseCache open(Object... identity) {
    return ParseCache.open(folder.resolve("cache"), List.of(identity), messages::add, Kept.class);
  }

  private static Kept kept(Object value) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("value", value);
    return new Kept(Data.copy(data), Optional.of("n"), new SourceLocation("a.sql", 3, 0), Tone.LOW);
  }

  private static Optional<Kept> find(ParseCache cache, String key) {
    return cache.find(cache.key("k", key), Kept.class, (kind, owner, name) -> 0);
  }

  private void put(ParseCache cache, String key, Kept value) {
    cache.put(cache.key("k", key), List.of(), value);
  }

  @Test
  void whatIsAppendedLeavesWhatWasNotRead() {
    ParseCache first = open();
    put(first, "a", kept("one"));
    put(first, "b", kept("two"));
    assertThat(first.append()).as("to no file").isFalse();
    first.save();
    for (int part = 0; part < 63; part++) {
      ParseCache next = open();
      put(next, "b", kept((long) part));
      assertThat(next.append()).isTrue();
    }
    assertThat(find(open(), "a")).contains(kept("one"));
    assertThat(find(open(), "b")).contains(kept(62L));
    ParseCache last = open();
    put(last, "b", kept("last"));
    assertThat(last.append()).as("to a file of many parts").isFalse();
    assertThat(find(open(), "b")).contains(kept(62L));
  }

  @Test
  void everyKindOfDataComesBackAsItWas() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("z", null);
    nested.put("a", List.of(1L, 2, true, false, -0.0, Double.NaN, "é\uD800 \uD83D\uDE00"));
    List<Object> values = new ArrayList<>();
    values.add(null);
    values.add(nested);
    values.add(new BigInteger("123456789012345678901234567890"));
    values.add(Long.MIN_VALUE);
    values.add(LocalDate.of(2024, 2, 29));
    values.add(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000));
    values.add(OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.ofHours(-3)));
    Kept kept = kept(values);
    ParseCache cache = open("p");
    put(cache, "a", kept);
    cache.save();

    Kept found = find(open("p"), "a").orElseThrow();

    assertThat(found).isEqualTo(kept);
    assertThat(found.data().get("value")).asString().contains("{z=null, a=[1, 2, true");
    assertThat(found.tone().word()).isEqualTo("low");
    assertThat(find(open("p"), "b")).isEmpty();
  }

  @Test
  void mapsThatDifferInOrderOnlyAreKeptApart() {
    Map<String, Object> there = new LinkedHashMap<>();
    there.put("a", 1L);
    there.put("b", 2L);
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("b", 2L);
    back.put("a", 1L);
    ParseCache cache = open("p");
    put(cache, "there", kept(there));
    put(cache, "back", kept(back));
    cache.save();

    assertThat(find(open("p"), "there").orElseThrow()).hasToString(kept(there).toString());
    assertThat(find(open("p"), "back").orElseThrow()).hasToString(kept(back).toString());
    assertThat(cache.key("k", there)).isNotEqualTo(cache.key("k", back));
  }

  @Test
  void whatWasWrittenForSomethingElseIsThrownAway() {
    ParseCache cache = open("p", Map.of("target", "dev"));
    put(cache, "a", kept("x"));
    cache.save();

    assertThat(find(open("p", Map.of("target", "prod")), "a")).isEmpty();
    assertThat(messages).last().asString().contains("another version");
    assertThat(find(open("p", Map.of("target", "dev")), "a")).isPresent();
  }

  @Test
  void anEntryCountsOnlyWhileItsFactsHold() {
    ParseCache cache = open("p");
    CacheKey key = cache.key("k", "a");
    long before = cache.digest("red");
    cache.put(key, List.of(new Fact(Fact.Kind.VAR, "p", "colour", before)), kept("x"));
    cache.save();

    ParseCache same = open("p");
    assertThat(same.digest("red")).isEqualTo(before);
    assertThat(same.find(key, Kept.class, (kind, owner, name) -> same.digest("red"))).isPresent();
    ParseCache changed = open("p");
    assertThat(changed.find(key, Kept.class, (kind, owner, name) -> changed.digest("blue")))
        .isEmpty();
  }

  @Test
  void ofTwoEntriesTheLaterCountsAndOldOnesGo() throws IOException {
    ParseCache first = open("p");
    for (int i = 0; i < 100; i++) {
      put(first, "key " + i, kept("first " + i));
    }
    first.save();
    for (int run = 0; run < 40; run++) {
      ParseCache next = open("p");
      for (int i = 1; i < 100; i++) {
        assertThat(find(next, "key " + i)).as("run " + run).isPresent();
      }
      put(next, "key 0", kept("run " + run));
      next.save();
    }

    ParseCache last = open("p");
    assertThat(find(last, "key 0")).contains(kept("run 39"));
    assertThat(CacheFile.read(folder.resolve("cache"), identity("p")).segments())
        .hasSizeLessThanOrEqualTo(16);
    assertThat(messages).allMatch(text -> text.startsWith("Parse cache: "));
  }

  private static byte[] identity(Object... parts) {
    Shapes shapes = Shapes.of(ParseCache.Entry.class, Kept.class);
    ByteSink bytes = new ByteSink();
    bytes.putText(CodeStamp.current());
    bytes.putText(shapes.describe());
    ValueWriter.inPlace(shapes).write(bytes, List.of(parts));
    return bytes.toArray();
  }

  @Test
  void noSecretStandsInTheFile() throws IOException {
    ParseCache cache = open("p", Map.of("password", "hunter2"));
    long value = cache.digest("t0ps3cret");
    cache.put(
        cache.key("k", "a"), List.of(new Fact(Fact.Kind.ENV_VAR, "", "TOKEN", value)), kept("x"));
    cache.save();

    String bytes = Files.readString(folder.resolve("cache"), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("TOKEN").doesNotContain("hunter2").doesNotContain("t0ps3cret");
    Files.delete(folder.resolve("cache"));
    assertThat(open("p").digest("t0ps3cret")).as("another file, another salt").isNotEqualTo(value);
  }

  @Test
  void everyDamageIsFoundOrHarmless() throws IOException {
    byte[] good = sample();
    Random random = new Random(5);
    for (int round = 0; round < 1_200; round++) {
      byte[] bad = good.clone();
      if (round % 3 == 0) {
        bad = java.util.Arrays.copyOf(bad, random.nextInt(bad.length));
      } else {
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(folder.resolve("cache"), bad);
      messages.clear();
      assertThat(find(open("p"), "a")).as("round " + round).isEmpty();
      assertThat(messages).as("round " + round).hasSize(1);
    }
  }

  /** As {@link #everyDamageIsFoundOrHarmless}, by somebody who puts the checksums right. */
  @Test
  void forgedBytesDoNoHarm() throws IOException {
    byte[] good = sample();
    Random random = new Random(6);
    int start = HEAD + Integer.BYTES + Long.BYTES;
    for (int round = 0; round < 1_200; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i <= round % 4; i++) {
        bad[start + random.nextInt(bad.length - start)] = (byte) random.nextInt(256);
      }
      CRC32C checksum = new CRC32C();
      checksum.update(bad, start, bad.length - start);
      ByteBuffer.wrap(bad).putLong(HEAD + Integer.BYTES, checksum.getValue());
      Files.write(folder.resolve("cache"), bad);
      messages.clear();
      ParseCache cache = open("p");
      find(cache, "a");
      find(cache, "b");
      assertThat(messages).as("round " + round).hasSizeLessThanOrEqualTo(1);
      put(cache, "c", kept("new"));
      cache.save();
      assertThat(find(open("p"), "c")).as("round " + round).contains(kept("new"));
    }
  }

  private byte[] sample() throws IOException {
    ParseCache cache = open("p");
    put(cache, "a", kept(Map.of("k", List.of("v", 7L))));
    put(cache, "b", kept(List.of(LocalDate.EPOCH, new BigInteger("9"))));
    cache.save();
    return Files.readAllBytes(folder.resolve("cache"));
  }

  @Test
  void whatCannotBeKeptIsLeftOut() {
    ParseCache cache = open("p");
    put(cache, "a", kept(new Object()));
    put(cache, "b", kept("x"));
    cache.save();

    assertThat(find(open("p"), "a")).isEmpty();
    assertThat(find(open("p"), "b")).isPresent();
    assertThatThrownBy(() -> cache.key("k", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cache cannot hold java.lang.Object");
  }

  @Test
  void aFolderThatCannotBeWrittenIsAMessage() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    ParseCache cache =
        ParseCache.open(folder.resolve("file/cache"), List.of("p"), messages::add, Kept.class);
    put(cache, "a", kept("x"));
    cache.save();
    assertThat(messages).last().asString().startsWith("The parse cache could not be written");
  }

  @Test
  void offKeepsNothing() {
    ParseCache off = ParseCache.off();
    assertThat(off.isOn()).isFalse();
    off.put(off.key("k", "a"), List.of(), kept("x"));
    off.save();
    assertThat(find(off, "a")).isEmpty();
  }
}
