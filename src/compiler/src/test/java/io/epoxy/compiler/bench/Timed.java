package io.epoxy.compiler.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the {@code epoxy} command on a project and says what it cost. */
record Timed(Path root, Path folder, Path project) {
  private static final Pattern HEAP = Pattern.compile("->\\d+M\\((\\d+)M\\)");
  private static final Pattern TIMES = Pattern.compile("TIMES (\\S+) (\\S+) (\\S+)");

  /**
   * What a process used.
   *
   * @param wall seconds
   * @param cpu seconds of all threads, user and system
   * @param heap the largest size of the heap in MB; 0 when nothing had to be collected
   */
  record Cost(double wall, double cpu, int heap) {}

  Cost run(String command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path collections = folder.resolve("gc.log");
    Files.deleteIfExists(collections);
    String line =
        "TIMEFORMAT='TIMES %R %U %S'; time '"
            + root.resolve("epoxy")
            + "' "
            + command
            + " --project-dir '"
            + project
            + "'";
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + collections);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    int exit = builder.start().waitFor();
    String text = Files.readString(output);
    assertThat(exit).as(text).isZero();
    Matcher times = TIMES.matcher(text);
    assertThat(times.find()).as(text).isTrue();
    return new Cost(
        Double.parseDouble(times.group(1)),
        Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3)),
        largestHeap(collections));
  }

  private static int largestHeap(Path collections) throws IOException {
    int largest = 0;
    for (String line :
        Files.exists(collections) ? Files.readAllLines(collections) : List.<String>of()) {
      Matcher heap = HEAP.matcher(line);
      if (heap.find()) {
        largest = Math.max(largest, Integer.parseInt(heap.group(1)));
      }
    }
    return largest;
  }
}
