package io.epoxy.acceptance.glue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.shims.ShimLoader;

/**
 * Stands for the Glue Data Catalog as Spark's session catalog sees it: a Hive metastore service in
 * this JVM, its Derby database in memory. Glue's own client for Spark is on no public repository. A
 * service rather than an embedded Derby folder, because the job, a second job and the test that
 * reads the tables are several JVMs, and because each of them then starts without Derby.
 */
final class DataCatalog {
  private final URI uri;

  private DataCatalog(URI uri) {
    this.uri = uri;
  }

  /**
   * Starts the service; it ends with this JVM.
   *
   * @param folder for the warehouse of tables without a location
   * @param hadoop settings of the file systems that tables lie on
   */
  static DataCatalog start(Path folder, Map<String, String> hadoop) {
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    HiveConf conf = new HiveConf();
    conf.set(
        "javax.jdo.option.ConnectionURL",
        "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
    conf.set("datanucleus.schema.autoCreateAll", "true");
    conf.set("hive.metastore.schema.verification", "false");
    conf.set("hive.metastore.warehouse.dir", folder.resolve("warehouse").toUri().toString());
    hadoop.forEach(conf::set);
    int port = freePort();
    Lock lock = new ReentrantLock();
    Condition started = lock.newCondition();
    AtomicBoolean serving = new AtomicBoolean();
    Thread server = new Thread(() -> serve(port, conf, lock, started, serving), "data catalog");
    server.setDaemon(true);
    server.start();
    lock.lock();
    try {
      while (!serving.get()) {
        if (!started.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the Hive metastore service did not start in a minute");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
    return new DataCatalog(URI.create("thrift://127.0.0.1:" + port));
  }

  URI uri() {
    return uri;
  }

  private static void serve(
      int port, HiveConf conf, Lock lock, Condition started, AtomicBoolean serving) {
    try {
      HiveMetaStore.startMetaStore(
          port, ShimLoader.getHadoopThriftAuthBridge(), conf, lock, started, serving);
    } catch (Throwable e) { // startMetaStore declares Throwable
      throw new IllegalStateException("the Hive metastore service ended", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
