package io.epoxy.launcher.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.launcher.deps.DepsSettings.NewPackage;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry and repositories on this machine. */
class DepsTest {
  private final List<String> told = new ArrayList<>();
  private final Map<String, String> env = new HashMap<>();
  private int pauses;
  private PackageServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = new PackageServer();
    env.put("DBT_PACKAGE_HUB_URL", server.url());
    file("root/dbt_project.yml", "{\"name\":\"root\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theNewestVersionInRangeIsInstalledLockedAndLaterTakenFromTheLock() throws IOException {
    versions("1.0.0", "1.2.0", "1.10.0", "2.0.0", "1.11.0-rc1");
    packages("[{'package':'acme/tools','version':['>=1.0.0','<2.0.0']}]");
    deps();
    assertThat(told)
        .containsExactly(
            "Updating lock file in file path: " + folder.resolve("root/package-lock.yml"),
            "Installing acme/tools",
            "Installed from version 1.10.0",
            "Updated version available: 2.0.0",
            "",
            "Updates available for packages: ['acme/tools']                 \n"
                + "Update your versions in packages.yml, then run dbt deps");
    assertThat(installed("tools")).contains("\"1.10.0\"");
    assertThat(lock())
        .startsWith(
            "{\"packages\":[{\"package\":\"acme/tools\",\"version\":\"1.10.0\",\"name\":\"tools\"}]")
        .contains("\"sha1_hash\":\"");
    versions("1.12.0");
    told.clear();
    deps();
    assertThat(told).contains("Installed from version 1.10.0").noneMatch(this::isLocking);
    upgrade();
    assertThat(installed("tools")).contains("\"1.12.0\"");
  }

  @Test
  void packagesOfPackagesNarrowTheRange() throws IOException {
    versions("1.0.0", "1.5.0", "2.0.0");
    server.add(
        "acme/more",
        "1.0.0",
        Map.of("packages", List.of(Map.of("package", "acme/tools", "version", "<=1.5.0"))));
    packages(
        "[{'package':'acme/tools','version':'>=1.0.0'},{'package':'acme/more','version':'1.0.0'}]");
    deps();
    assertThat(installed("tools")).contains("\"1.5.0\"");
    assertThat(installed("more")).contains("\"1.0.0\"");
  }

  @Test
  void boundsThatContradictEachOtherAreNamed() throws IOException {
    versions("1.0.0", "2.0.0");
    server.add(
        "acme/more",
        "1.0.0",
        Map.of("packages", List.of(Map.of("package", "acme/tools", "version", "2.0.0"))));
    packages(
        "[{'package':'acme/tools','version':'1.0.0'},{'package':'acme/more','version':'1.0.0'}]");
    assertFails(
        "Version error for package acme/tools: Could not find a satisfactory version from options:"
            + " ['=1.0.0', '=2.0.0']");
  }

  @Test
  void whatTheRegistryDoesNotHaveIsNamed() throws IOException {
    versions("1.0.0");
    packages("[{'package':'acme/gone','version':'1.0.0'}]");
    assertFails("Package acme/gone was not found in the package index");
    packages("[{'package':'acme/tools','version':'>1.0.0'}]");
    assertFails(
        "Could not find a matching compatible version for package acme/tools\n"
            + "  Requested range: >1.0.0\n  Compatible versions: ['1.0.0']\n");
  }

  @Test
  void versionsForAnotherDbtAreLeftOut() throws IOException {
    versions("1.0.0");
    server.add("acme/tools", "1.1.0", Map.of("require_dbt_version", List.of(">=2.0.0")));
    server.add("acme/tools", "1.2.0", Map.of("require_dbt_version", ">=1.0.0"));
    server.add("acme/tools", "1.3.0", Map.of("require_dbt_version", List.of(">=1.0.0", "<1.9.0")));
    packages("[{'package':'acme/tools','version':'>=1.0.0'}]");
    deps();
    assertThat(installed("tools")).contains("\"1.2.0\"");
    assertThat(told).contains("Up to date!");
  }

  @Test
  void prereleasesAreForThoseWhoAskForThem() throws IOException {
    versions("1.0.0", "1.1.0-rc1");
    packages("[{'package':'acme/tools','version':'>=1.0.0','install_prerelease':true}]");
    deps();
    assertThat(installed("tools")).contains("\"1.1.0-rc1\"");
  }

  @Test
  void ofVersionsThatDifferInTheirBuildTheFirstIsTaken() throws IOException {
    versions("1.0.0", "1.0.0+b1", "0.9.0");
    packages("[{'package':'acme/tools','version':'1.0.0+b1'}]");
    deps();
    assertThat(told).contains("Installed from version 1.0.0");
  }

  @Test
  void aPackageThatMovedIsToldOnceAndSummedUp() throws IOException {
    versions("1.0.0");
    server.redirect("acme/tools", "other");
    packages("[{'package':'acme/tools','version':'1.0.0'}]");
    deps();
    assertThat(told)
        .filteredOn(text -> text.startsWith("Deprecated functionality"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "Deprecated functionality\nThe `acme/tools` package is deprecated in favor"
                            + " of `other/tools`. Please update\nyour `packages.yml` configuration"
                            + " to use `other/tools` instead."),
            last ->
                assertThat(last)
                    .startsWith(
                        "Deprecated functionality\nSummary of encountered deprecations:\n"
                            + "- PackageRedirectDeprecation: 1 occurrence\n"));
  }

  @Test
  void aRegistryThatIsDownIsAskedAgainAndThenLeavesInstalledPackagesAsTheyWere()
      throws IOException {
    versions("1.0.0");
    packages("[{'package':'acme/tools','version':'1.0.0'}]");
    server.failNext(2);
    deps();
    assertThat(pauses).isEqualTo(2);
    versions("1.1.0");
    packages("[{'package':'acme/tools','version':'1.1.0'}]");
    server.failNext(1000);
    assertFails("External connection exception occurred: HTTP status 503 for url: ");
    assertThat(pauses).isEqualTo(2 + 5);
    assertThat(installed("tools")).contains("\"1.0.0\"");
    assertThat(children(folder.resolve("root")))
        .containsExactly("dbt_packages", "dbt_project.yml", "package-lock.yml", "packages.yml");
  }

  @Test
  void aTarballIsInstalledUnderItsName() throws IOException {
    server.put("/x.tar.gz", Tarballs.of(Map.of("any/dbt_project.yml", "{\"name\":\"inner\"}")));
    packages("[{'tarball':'" + server.url() + "x.tar.gz','name':'outer'}]");
    deps();
    assertThat(told)
        .contains("Installing outer", "Installed from tarball (url: " + server.url() + "x.tar.gz)");
    assertThat(installed("outer")).contains("inner");
  }

  @Test
  void aTarballThatIsNoPackageIsRefused() throws IOException {
    server.put("/x.tar.gz", Tarballs.of(Map.of("a", "1", "b", "2")));
    packages("[{'tarball':'" + server.url() + "x.tar.gz','name':'outer'}]");
    assertFails("Incorrect structure for package extracted from ");
  }

  @Test
  void localPackagesAreLinked() throws IOException {
    file("lib/dbt_project.yml", "{\"name\":\"lib\"}");
    packages("[{'local':'../lib'}]");
    deps();
    assertThat(told).contains("Installing ../lib", "Installed from <local @ ../lib>");
    assertThat(folder.resolve("root/dbt_packages/lib")).isSymbolicLink();
    file("lib/dbt_project.yml", "{\"name\":\"root\"}");
    packages("[{'local':'../lib'},{'local':'../lib/.'}]");
    assertFails("Found a dependency with the same name as the root project \"root\".");
    file("lib/dbt_project.yml", "{\"name\":\"../../evil\"}");
    assertFails("The package name '../../evil' is not a project name");
  }

  @Test
  void repositoriesAreTakenAtARevisionAndLockedAtItsCommit() throws Exception {
    Path repository = repository();
    String url = "file://" + repository;
    packages(
        "[{'git':'"
            + url
            + "','revision':'v1'},"
            + "{'git':'"
            + url
            + "','revision':'main','subdirectory':'sub'}]");
    deps();
    String first = git(repository, "rev-parse", "v1").strip();
    assertThat(told)
        .anyMatch(text -> text.contains("is pinned to the \"main\" branch."))
        .contains("Installed from revision " + first, "and subdirectory sub");
    assertThat(lock()).contains("\"revision\":\"" + first + "\"");
    assertThat(installed("whole")).contains("one");
    assertThat(installed("part")).contains("two");
    told.clear();
    deps();
    assertThat(told).contains("Installed from revision " + first);
    packages("[{'git':'" + url + "','revision':'v1'},{'git':'" + url + ".git','revision':'main'}]");
    assertFails(
        "git dependencies should contain exactly one version. "
            + url
            + " contains: {'v1', 'main'}");
    packages("[{'git':'" + url + "','revision':'gone'}]");
    assertFails("Error checking out spec='gone' for repo " + url + "\nfatal: ");
    packages("[{'git':'" + url + "','revision':''}]");
    assertFails("'" + url + "' at '' is no git repository and revision");
    packages("[{'git':'" + url + "','revision':'v1','subdirectory':'../..'}]");
    assertFails("The subdirectory '../..' leads out of " + url);
    packages("[{'git':'ext::sh -c true','revision':'v1'}]");
    assertFails(
        "Error checking out spec='v1' for repo ext::sh -c true\nfatal: transport 'ext' not allowed");
  }

  @Test
  void secretsAreNeitherToldNorLocked() throws Exception {
    env.put("DBT_ENV_SECRET_TOKEN", repository().getFileName().toString());
    packages("[{'git':'file://" + folder + "/$SECRET','revision':'v1'}]");
    deps();
    assertThat(installed("whole")).contains("one");
    assertThat(String.join("\n", told)).contains("*****").doesNotContain("hunter2");
    assertThat(lock()).doesNotContain("hunter2");
  }

  @Test
  void withLockOnlyNothingIsInstalled() throws IOException {
    versions("1.0.0");
    packages("[{'package':'acme/tools','version':'1.0.0'}]");
    new Deps(settings(false, true, Optional.empty()), reader()).run();
    assertThat(lock()).contains("1.0.0");
    assertThat(folder.resolve("root/dbt_packages")).doesNotExist();
  }

  @Test
  void anAddedPackageTakesThePlaceOfAnOlderOne() throws IOException {
    versions("1.0.0", "2.0.0");
    packages(
        "[{'git':'https://example.org/acme/tools.git','revision':1.5,'warn-unpinned':false},"
            + "{'local':'../my-tools'}]");
    file("my-tools/dbt_project.yml", "{\"name\":\"mine\"}");
    NewPackage added = new NewPackage("acme/tools", Optional.of(">=1.0.0,<2.0.0"), "hub");
    new Deps(settings(false, false, Optional.of(added)), reader()).run();
    assertThat(folder.resolve("root/packages.yml"))
        .content()
        .isEqualTo(
            "{\"packages\":[{\"local\":\"../my-tools\"},"
                + "{\"package\":\"acme/tools\",\"version\":[\">=1.0.0\",\"<2.0.0\"]}]}");
    assertThat(installed("tools")).contains("1.0.0");
    assertThat(told)
        .contains(
            "Found duplicate package in packages.yml, removing: "
                + "{'git': 'https://example.org/acme/tools.git', 'revision': 1.5}");
  }

  @Test
  void aPackageThatIsNoneIsNotAdded() throws IOException {
    packages("[{'local':'../my-tools'}]");
    NewPackage wrong = new NewPackage("", Optional.of("1.0.0"), "hub");
    Deps deps = new Deps(settings(false, false, Optional.of(wrong)), reader());
    assertThatThrownBy(deps::run).hasMessage("A hub package is missing the value.");
    assertThat(folder.resolve("root/packages.yml"))
        .content()
        .isEqualTo("{\"packages\":[{\"local\":\"../my-tools\"}]}");
    assertThat(told).noneMatch(text -> text.startsWith("Added new package"));
  }

  @Test
  void aProjectWithoutPackagesIsToldSo() throws IOException {
    deps();
    assertThat(told).containsOnly("Warning: No packages were found in packages.yml");
    assertThat(folder.resolve("root/dbt_packages")).isEmptyDirectory();
  }

  private void versions(String... versions) throws IOException {
    for (String version : versions) {
      server.add("acme/tools", version, Map.of());
    }
  }

  private void packages(String json) throws IOException {
    file("root/packages.yml", "{\"packages\":" + json.replace('\'', '"') + "}");
  }

  private void deps() {
    new Deps(settings(false, false, Optional.empty()), reader()).run();
  }

  private void upgrade() {
    new Deps(settings(true, false, Optional.empty()), reader()).run();
  }

  private void assertFails(String sentence) {
    assertThatThrownBy(this::deps)
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith(sentence)
        .returns("Runtime Error", failure -> ((EpoxyException) failure).code().heading());
  }

  private JsonPackageReader reader() {
    return new JsonPackageReader(env.getOrDefault("DBT_ENV_SECRET_TOKEN", ""));
  }

  private DepsSettings settings(boolean upgrade, boolean lockOnly, Optional<NewPackage> added) {
    return new DepsSettings(
        folder.resolve("root"),
        upgrade,
        lockOnly,
        added,
        true,
        env,
        WarnErrors.of(FlagValues.NONE),
        new Deprecations(FlagValues.NONE),
        event -> {
          if (event instanceof RunEvent.Message message
              && message.level() != RunEvent.Level.DEBUG) {
            told.add(message.text());
          }
        },
        duration -> pauses++,
        Clock.systemUTC());
  }

  private boolean isLocking(String text) {
    return text.startsWith("Updating lock file");
  }

  private String installed(String project) throws IOException {
    return Files.readString(folder.resolve("root/dbt_packages/" + project + "/dbt_project.yml"));
  }

  private String lock() throws IOException {
    return Files.readString(folder.resolve("root/package-lock.yml"));
  }

  private static List<String> children(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Two commits: tag v1 with the project whole, branch main with another one below sub. */
  private Path repository() throws IOException, InterruptedException {
    Path repository = folder.resolve("hunter2");
    file("hunter2/dbt_project.yml", "{\"name\":\"whole\",\"is\":\"one\"}");
    git(repository, "init", "-q", "-b", "main");
    commit(repository);
    git(repository, "tag", "v1");
    file("hunter2/sub/dbt_project.yml", "{\"name\":\"part\",\"is\":\"two\"}");
    commit(repository);
    return repository;
  }

  private static void commit(Path repository) throws IOException, InterruptedException {
    git(repository, "add", "-A");
    git(repository, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x");
  }

  private static String git(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    return out;
  }
}
