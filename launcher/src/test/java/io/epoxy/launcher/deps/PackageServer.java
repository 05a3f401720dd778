package io.epoxy.launcher.deps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.epoxy.bundle.json.PlainJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry of packages on this machine. */
final class PackageServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> packages = new LinkedHashMap<>();
  private final Map<String, String> moved = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();

  PackageServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The next answers are errors. */
  void failNext(int count) {
    failures.set(count);
  }

  /** A version with its archive. */
  void add(String name, String version, Map<String, Object> more) throws IOException {
    String project = name.substring(name.indexOf('/') + 1);
    String archive = "archives/" + project + "-" + version + ".tar.gz";
    files.put(
        "/" + archive,
        Tarballs.of(
            Map.of(
                project + "-" + version + "/dbt_project.yml",
                "{\"name\":\"" + project + "\",\"version\":\"" + version + "\"}")));
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", project);
    about.put("packages", List.of());
    about.put("downloads", Map.of("tarball", url() + archive));
    about.putAll(more);
    packages.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(version, about);
  }

  /** From now on the registry says that a package lies in another namespace. */
  void redirect(String name, String namespace) {
    moved.put(name, namespace);
  }

  void put(String path, byte[] content) {
    files.put(path, content);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] body =
          failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? null : find(exchange);
      if (body == null) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] find(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/v1/index.json")) {
      return json(new ArrayList<>(packages.keySet()));
    }
    String name = path.replaceFirst("^/api/v1/", "").replaceFirst("\\.json$", "");
    if (!packages.containsKey(name)) {
      return files.get(path);
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", name.substring(name.indexOf('/') + 1));
    about.put("versions", packages.get(name));
    if (moved.containsKey(name)) {
      about.put("redirectnamespace", moved.get(name));
    }
    return json(about);
  }

  private static byte[] json(Object value) {
    return PlainJson.text(value).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
