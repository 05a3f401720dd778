package io.epoxy.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataTest {
  @Test
  void aCopyKeepsOrderAndNullsAndNothingOfTheOriginal() {
    List<Object> inner = new ArrayList<>(List.of("x"));
    Map<String, Object> original = new LinkedHashMap<>();
    original.put("z", null);
    original.put("a", inner);

    Map<String, Object> copy = Data.copy(original);
    Map<String, Object> expected = new LinkedHashMap<>(original);
    expected.put("a", List.of("x"));
    inner.add("later");

    assertThat(copy).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(copy.keySet()).containsExactly("z", "a");
    assertThat(copy.containsKey("z")).isTrue();
  }

  @Test
  void aCopyCannotBeChanged() {
    Map<String, Object> copy = Data.copy(Map.of("a", new ArrayList<>(List.of("x"))));

    assertThatThrownBy(() -> copy.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(2))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) copy.get("a")).remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aCopyOfACopyIsTheSame() {
    Map<String, Object> copy = Data.copy(Map.of("a", Map.of("b", List.of(1L))));

    assertThat(Data.copy(copy)).isSameAs(copy);
    assertThat(Data.copyValue(copy.get("a"))).isSameAs(copy.get("a"));
  }

  @Test
  void everySizeOfMapBehavesAlike() {
    Map<String, Object> expected = new LinkedHashMap<>();
    for (int size = 0; size < 40; size++) {
      Map<String, Object> copy = Data.copy(expected);
      assertThat(copy).isEqualTo(expected).hasToString(expected.toString()).hasSize(size);
      assertThat(copy).doesNotContainKeys("key " + size, null);
      for (String key : expected.keySet()) {
        assertThat(copy.get(key)).isEqualTo(expected.get(key));
        assertThat(copy).containsKey(key);
      }
      expected.put("key " + size, size % 3 == 0 ? null : size);
    }
  }

  @Test
  void mapsWithTheSameKeysInAnotherOrderKeepTheirOrder() {
    Map<String, Object> there = new LinkedHashMap<>();
    Map<String, Object> back = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      there.put("key " + i, i);
      back.put("key " + (19 - i), 19 - i);
    }
    assertThat(Data.copy(there)).isEqualTo(Data.copy(back)).hasToString(there.toString());
    assertThat(Data.copy(back)).hasToString(back.toString());
  }
}
