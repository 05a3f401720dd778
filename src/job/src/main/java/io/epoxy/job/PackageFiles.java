package io.epoxy.job;

import io.epoxy.bundle.run.PackageReader;
import io.epoxy.compiler.CompilerOptions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.load.PackageRequests;
import io.epoxy.compiler.yaml.YamlText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The files that ask for packages, read by the compiler. */
final class PackageFiles implements PackageReader {
  private final PackageRequests requests;

  PackageFiles(Map<String, Object> vars, Map<String, String> env, Instant at) {
    this.requests =
        ProjectCompiler.packageRequests(
            CompilerOptions.of(Path.of(""), env, "deps", "", at).withVars(vars));
  }

  @Override
  public Request read(Path folder) {
    PackageRequests.Request found = requests.read(folder);
    return new Request(
        found.project(), found.installPath(), found.file(), entries(found.entries()));
  }

  @Override
  public List<Entry> readLock(Path folder) {
    return entries(requests.readLock(folder));
  }

  private static List<Entry> entries(List<PackageRequests.Entry> found) {
    return found.stream().map(one -> new Entry(one.rendered(), one.written())).toList();
  }

  @Override
  public Map<String, Object> readYaml(Path file) {
    return requests.readPlain(file);
  }

  @Override
  public String writeYaml(Map<String, Object> data) {
    return YamlText.writeIndented(data);
  }
}
