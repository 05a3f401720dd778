package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The engine's own classes load, and say what is missing, where there is no Spark at all. */
class MissingPartTest {
  private static final Pattern OURS =
      Pattern.compile(".*(engine/target|epoxy-|src/model|guava|failureaccess|jackson).*");

  @Test
  void withoutJarsTheMissingPartsAreNamed() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      if (OURS.matcher(entry).matches()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader bare =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> probe = bare.loadClass(Probe.class.getName());
      assertThat(probe.getMethod("missing").invoke(probe.getConstructor().newInstance()))
          .isEqualTo("[spark, iceberg, delta, hudi]");
    }
  }

  /** Runs inside the bare class loader. */
  public static final class Probe {
    public String missing() {
      try {
        SparkEngine.open(SharedEngine.options(Path.of("target", "missing-parts"))).close();
        return "nothing";
      } catch (MissingPartException e) {
        return e.parts().toString();
      }
    }
  }
}
