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
 * @param cluster the class path of Spark, the AWS SDK and the s3:// file system
 * @param formats the class path that {@code --datalake-formats} adds, by format
 * @param sparkProperties what Glue sets before the job's own {@code --conf}
 * @param environment of the process
 */
record WorkerSettings(
    Path folder,
    String mainClass,
    List<String> cluster,
    Map<String, List<String>> formats,
    Map<String, String> sparkProperties,
    Map<String, String> environment) {

  List<String> classPath(List<String> wantedFormats) {
    List<String> classPath = new ArrayList<>(cluster);
    for (String format : wantedFormats) {
      if (!formats.containsKey(format)) {
        throw new IllegalStateException(
            "--datalake-formats has '" + format + "'; this stand-in knows " + formats.keySet());
      }
      classPath.addAll(formats.get(format));
    }
    return classPath;
  }
}
