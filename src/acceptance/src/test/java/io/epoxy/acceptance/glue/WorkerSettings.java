package io.epoxy.acceptance.glue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Glue worker is made of, apart from the job.
 *
 * @param folder holds one folder for each run: its jars and logs
 * @param mainClass what the entry script would call
 * @param spark35 what Glue 5 brings
 * @param spark41 what Glue 6 brings
 * @param sparkProperties what Glue sets before the job's own {@code --conf}
 * @param environment of the process
 */
record WorkerSettings(
    Path folder,
    String mainClass,
    Cluster spark35,
    Cluster spark41,
    Map<String, String> sparkProperties,
    Map<String, String> environment) {

  /**
   * What a version of Glue has on its machines.
   *
   * @param libraries the class path of Spark, the AWS SDK and the s3:// file system
   * @param formats the class path that {@code --datalake-formats} adds, by format
   */
  record Cluster(List<String> libraries, Map<String, List<String>> formats) {}

  List<String> classPath(String glueVersion, List<String> wantedFormats) {
    Cluster cluster = glueVersion.startsWith("6") ? spark41 : spark35;
    List<String> classPath = new ArrayList<>(cluster.libraries());
    for (String format : wantedFormats) {
      if (!cluster.formats().containsKey(format)) {
        throw new IllegalStateException(
            "--datalake-formats has '"
                + format
                + "'; this stand-in knows "
                + cluster.formats().keySet());
      }
      classPath.addAll(cluster.formats().get(format));
    }
    return classPath;
  }
}
