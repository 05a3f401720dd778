package io.epoxy.acceptance.glue;

import java.io.IOException;
import java.util.List;

/** A job's main for tests of the overlay itself: does what {@code --behaviour} says. */
final class StandInJob {
  private StandInJob() {}

  @SuppressWarnings("SystemOut") // its output is what the test reads
  public static void main(String[] arguments) throws IOException {
    List<String> list = List.of(arguments);
    System.out.println(String.join("\n", list));
    System.out.println("spark.sql.extensions=" + System.getProperty("spark.sql.extensions"));
    System.out.println("glue=" + System.getenv("AWS_ENDPOINT_URL_GLUE"));
    switch (list.get(list.indexOf("--behaviour") + 1)) {
      case "fail":
        throw new IllegalStateException("one model failed");
      case "exit":
        System.exit(3);
        break;
      case "wait":
        System.in.read();
        break;
      default:
        break;
    }
  }
}
