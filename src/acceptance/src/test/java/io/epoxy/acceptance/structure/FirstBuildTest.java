package io.epoxy.acceptance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.acceptance.Workspace;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/**
 * What the epoxy script builds on a machine that has never built it: without tests, no test jar is
 * made, and Maven looks for one whatever its scope.
 */
class FirstBuildTest {
  private static final String TEST_JARS =
      "count(/project/dependencies/dependency[type='test-jar'])";

  @ParameterizedTest
  @ValueSource(strings = {"launcher", "src/job", "src/runtime", "src/spark41", "src/engine"})
  void noTestJarIsWantedWithoutTests(String module) throws Exception {
    Path pom = Workspace.repository().resolve(module).resolve("pom.xml");
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    String count = XPathFactory.newInstance().newXPath().evaluate(TEST_JARS, document);
    assertThat(count).isEqualTo("0");
  }
}
