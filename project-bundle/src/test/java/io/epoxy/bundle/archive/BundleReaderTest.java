package io.epoxy.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleReaderTest {
  /** Where a central directory entry keeps Unix modes, and who made it. */
  private static final byte[] CENTRAL = {'P', 'K', 1, 2};

  @TempDir Path temp;

  @Test
  void whatWasPackedComesOut() throws IOException {
    Path root = Files.createDirectories(temp.resolve("project"));
    ProjectTree project =
        new ProjectTree(root).with("models/a/y.sql", "select 'é'").with("models/empty.sql", "");
    BundleManifest manifest = BundleWriter.write(project.contents(), temp.resolve("b.zip"));

    BundleReader.unpack(temp.resolve("b.zip"), manifest.sha256(), into());

    for (String name : manifest.files()) {
      assertThat(into().resolve(name)).hasSameBinaryContentAs(root.resolve(name));
    }
    assertThat(
            BundleWriter.write(
                new BundleContents(into(), project.contents().folders(), "target"),
                temp.resolve("again.zip")))
        .isEqualTo(manifest);
  }

  @Test
  void namesInAnyScriptTravelWhereTheLocaleHasThem() throws IOException {
    boolean unicode = System.getProperty("sun.jnu.encoding").equalsIgnoreCase("UTF-8");
    byte[] zip = zip("models/ä.sql");

    if (unicode) {
      unpack(zip, BundleLimits.DEFAULT);
      assertThat(into().resolve("models/ä.sql")).hasContent("content of models/ä.sql");
    } else {
      assertThatThrownBy(() -> unpack(zip, BundleLimits.DEFAULT))
          .isInstanceOf(EpoxyException.class)
          .hasMessage(
              "the bundle's entry 'models/ä.sql' is refused: this machine's locale has no such file"
                  + " name. Set LC_ALL=C.UTF-8");
    }
  }

  @Test
  void hashIsCheckedBeforeAnythingIsOpened() throws IOException {
    Path zip = Files.writeString(temp.resolve("b.zip"), "no zip at all");

    assertThatThrownBy(() -> BundleReader.unpack(zip, "ab", into()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "the bundle's sha256 is "
                + Sha256.of(zip)
                + ", not ab: it is damaged, or another one than was submitted. Submit again");
    assertThatThrownBy(() -> BundleReader.unpack(zip, Sha256.of(zip), into()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("the bundle is no zip file: ");
    assertThat(into()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/etc/passwd|an absolute path",
        "../x.sql|a path that leaves the bundle",
        "models/../../x.sql|a path that leaves the bundle",
        "models/..|a path that leaves the bundle",
        "C:/x.sql|a path with a drive",
        "c:x.sql|a path with a drive",
        "models\\x.sql|a name with a backslash",
        "models/|not the name of a file",
        "models//x.sql|not the name of a file",
        "./x.sql|not the name of a file",
      })
  void wrongNamesAreRefusedBeforeAnythingIsWritten(String name, String why) throws IOException {
    assertRefused(zip("good.sql", name), "the bundle's entry '" + name + "' is refused: " + why);
  }

  @Test
  void controlCharactersAreRefused() throws IOException {
    assertRefused(
        zip("a\u0007.sql"),
        "the bundle's entry 'a\u0007.sql' is refused: a name with a control character");
  }

  @Test
  void duplicateIsRefused() throws IOException {
    byte[] zip = zip("a.sql", "b.sql");
    replaceAll(zip, "b.sql", "a.sql");

    assertRefused(zip, "the bundle's entry 'a.sql' is refused: it occurs twice");
  }

  @Test
  void symbolicLinkIsRefused() throws IOException {
    byte[] zip = zip("good.sql", "link");
    int header = lastIndexOf(zip, CENTRAL);
    zip[header + 5] = 3;
    zip[header + 41] = (byte) 0xa1;

    assertRefused(zip, "the bundle's entry 'link' is refused: a symbolic link");
  }

  @Test
  void linkIsFoundBehindACommentAndInALargeDirectory() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < 70_000; i++) { // more than the short form of a directory can count
        ZipEntry entry = new ZipEntry("n" + i);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
      zip.setComment("PK\u0005\u0006 is how a directory ends");
    }
    byte[] content = bytes.toByteArray();
    Path zip = Files.write(temp.resolve("large.zip"), content);
    assertThat(SymbolicLinks.findFirst(zip)).isEmpty();

    int header = lastIndexOf(content, CENTRAL);
    content[header + 5] = 3;
    content[header + 41] = (byte) 0xa1;
    assertThat(SymbolicLinks.findFirst(Files.write(zip, content))).contains("n69999");
  }

  @Test
  void namesThatTheLocaleOfTheWriterLostAreRefused() throws IOException {
    assertRefused(
        zip("a\ufffd.sql"),
        "the bundle's entry 'a\ufffd.sql' is refused: a name that this machine's locale cannot"
            + " read (set LC_ALL=C.UTF-8)");
  }

  @Test
  void unixFileIsNoLink() throws IOException {
    byte[] zip = zip("good.sql");
    int header = lastIndexOf(zip, CENTRAL);
    zip[header + 5] = 3;
    zip[header + 41] = (byte) 0x81;

    unpack(zip, BundleLimits.DEFAULT);

    assertThat(into().resolve("good.sql")).hasContent("content of good.sql");
  }

  @Test
  void limitsAreKept() throws IOException {
    byte[] zip = zip("a.sql", "b.sql");

    assertRefused(
        zip, new BundleLimits(1, 99, 99, 99), "the bundle has 2 entries; at most 1 may be");
    assertRefused(
        zip,
        new BundleLimits(9, 15, 99, 99),
        "the bundle's entry 'a.sql' is refused: it has 16 bytes");
    assertThatThrownBy(() -> unpack(zip, new BundleLimits(9, 99, 31, 99)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "the bundle's entry 'b.sql' is refused: the bundle unpacks to more than 31 bytes");
  }

  @Test
  void bombIsRefusedByItsRatio() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros.csv"));
      zip.write(new byte[10_000_000]);
    }

    assertRefused(
        bytes.toByteArray(),
        "the bundle's entry 'zeros.csv' is refused: it unpacks to more than 200 times its size");
  }

  @Test
  void fileWithinAFileIsRefused() throws IOException {
    assertThatThrownBy(() -> unpack(zip("a", "a/b"), BundleLimits.DEFAULT))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("the bundle's entry 'a/b' is refused: another entry is its folder's name");
  }

  @Test
  void folderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.createDirectories(into());
    Files.writeString(into().resolve("mine.txt"), "x");

    assertThatThrownBy(() -> unpack(zip("a.sql"), BundleLimits.DEFAULT))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("the folder to unpack into is not empty: " + into());
    assertThat(into()).isDirectoryNotContaining("glob:**.sql");
  }

  @Test
  void damagedDirectoryIsNoZip() throws IOException {
    byte[] zip = zip("a.sql");
    zip[lastIndexOf(zip, CENTRAL)] = 'X';

    assertThatThrownBy(() -> unpack(zip, BundleLimits.DEFAULT))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("the bundle is no zip file: ");
  }

  private Path into() {
    return temp.resolve("into");
  }

  private void unpack(byte[] content, BundleLimits limits) throws IOException {
    Path zip = Files.write(temp.resolve("hostile.zip"), content);
    BundleReader.unpack(zip, Sha256.of(zip), into(), limits);
  }

  private void assertRefused(byte[] zip, String why) {
    assertRefused(zip, BundleLimits.DEFAULT, why);
  }

  private void assertRefused(byte[] zip, BundleLimits limits, String why) {
    assertThatThrownBy(() -> unpack(zip, limits))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(why);
    assertThat(into()).doesNotExist();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void replaceAll(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
    System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, bytes.length);
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .lastIndexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
