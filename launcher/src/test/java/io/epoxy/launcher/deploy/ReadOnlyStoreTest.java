package io.epoxy.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.port.ObjectStore;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadOnlyStoreTest {
  /** Has one object, and fails when something else is asked than its version. */
  private final ReadOnlyStore store =
      new ReadOnlyStore(
          (ObjectStore)
              Proxy.newProxyInstance(
                  ObjectStore.class.getClassLoader(),
                  new Class<?>[] {ObjectStore.class},
                  (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("findVersion");
                    return arguments[0].equals("there")
                        ? Optional.of(new ObjectStore.Version(new byte[0], "v1"))
                        : Optional.empty();
                  }));

  @Test
  void whatWouldBeReplacedIsSaidToBeAndNothingElse() {
    assertThat(store.replace("new", new byte[0], Optional.empty())).isPresent();
    assertThat(store.replace("there", new byte[0], Optional.of("v1")))
        .isPresent()
        .isNotEqualTo(Optional.of("v1"));
    assertThat(store.replace("there", new byte[0], Optional.of("v0"))).isEmpty();
    assertThat(store.replace("there", new byte[0], Optional.empty())).isEmpty();
    assertThat(store.replace("new", new byte[0], Optional.of("v0"))).isEmpty();
  }
}
