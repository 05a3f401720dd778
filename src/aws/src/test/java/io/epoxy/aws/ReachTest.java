package io.epoxy.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What stands between the clients and AWS: a proxy, which tells whom they want to reach. */
class ReachTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Optional<String>> before = new LinkedHashMap<>();
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::refuse, "proxy");
    thread.setDaemon(true);
    thread.start();
    set("https.proxyHost", proxy.getInetAddress().getHostAddress());
    set("https.proxyPort", String.valueOf(proxy.getLocalPort()));
    set("aws.accessKeyId", "nobody");
    set("aws.secretAccessKey", "nothing");
  }

  private void refuse() {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        asked.add(in.readLine());
        socket
            .getOutputStream()
            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        if (!proxy.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(name, old), () -> System.clearProperty(name)));
  }

  private void set(String name, String value) {
    before.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }

  @Test
  void callsGoThroughTheProxy() {
    assertThat(wanted()).isEqualTo("CONNECT glue.us-east-1.amazonaws.com:443 HTTP/1.1");
  }

  @Test
  void endpointsOfFipsAreTaken() {
    set("aws.useFipsEndpoint", "true");
    assertThat(wanted()).isEqualTo("CONNECT glue-fips.us-east-1.amazonaws.com:443 HTTP/1.1");
  }

  @Test
  void endpointsOfBothProtocolsAreTaken() {
    set("aws.useDualstackEndpoint", "true");
    assertThat(wanted()).isEqualTo("CONNECT glue.us-east-1.api.aws:443 HTTP/1.1");
  }

  /** Which host a call asks the proxy for. */
  private String wanted() {
    try (AwsClients clients = AwsClients.inRegion("us-east-1")) {
      assertThatThrownBy(
              () -> clients.glueWithoutRetries().getJob(request -> request.jobName("any")))
          .isInstanceOf(SdkClientException.class);
    }
    return asked.get(0);
  }
}
