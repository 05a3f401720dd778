package io.epoxy.compiler.load;

import io.epoxy.model.config.Project;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file of a project, read.
 *
 * @param project the project that it belongs to
 * @param folder the resource folder it was found in, for example {@code models}
 * @param path relative to {@code folder}, with forward slashes
 * @param text as decoded from UTF-8, a byte order mark left out unless the file is a seed
 * @param isRead false for a seed that is too large: its text is empty here
 */
public record SourceFile(Project project, String folder, String path, String text, boolean isRead) {
  public SourceFile {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }

  public SourceFile(Project project, String folder, String path, String text) {
    this(project, folder, path, text, true);
  }

  /** Relative to the project's root: dbt's original_file_path. */
  public String originalPath() {
    return folder + "/" + path;
  }

  /** The file's name without folders and extension. */
  public String stem() {
    String name = FileEndings.plain(path.substring(path.lastIndexOf('/') + 1));
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /**
   * Lower-case hex sha256 as dbt has it: of a seed's stripped text, and of any other file's text
   * with each run of white space as one blank (measured on dbt-core 1.12.3's manifests).
   */
  public String checksum() {
    return checksum(path, text);
  }

  static String checksum(String path, String text) {
    return sha256(path.endsWith(".csv") ? stripped(unixLines(text)) : singleBlanks(text));
  }

  /** Seeds are read as Python reads text files, with one kind of line end. */
  private static String unixLines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static String singleBlanks(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        pending = out.length() > 0;
        continue;
      }
      if (pending) {
        out.append(' ');
        pending = false;
      }
      out.append(c);
    }
    return out.toString();
  }

  /** What Python's str.split() and str.strip() take for white space. */
  private static boolean isBlank(char c) {
    return c == ' '
        || c >= '\t' && c <= '\r'
        || c >= 0x1c && c <= 0x1f
        || c == 0x85
        || c >= 0xa0 && Character.isSpaceChar(c);
  }

  /** Lower-case hex sha256 of a text. */
  public static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
