package io.epoxy.compiler.load;

import com.google.common.base.Preconditions;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds and reads the files of a project's folders, .dbtignore applied, ordered by path. A folder
 * is listed once and a file read once, however often they are asked for. Thread-safe.
 */
public final class FileFinder {
  /** Files whose names begin so are left out (dbt-core 1.12 {@code parser/search.py}). */
  private static final String UNFIT = ".#~";

  /** What is ever asked for. */
  public static final ImmutableSet<String> EXTENSIONS =
      ImmutableSet.<String>builder()
          .addAll(FileEndings.ALL.sqlAnd(".py", ".js", ".yml", ".yaml", ".csv"))
          .addAll(FileEndings.ALL.markdown())
          .build();

  /** No text of a project is longer; reading it would take the memory of everything else. */
  private static final long MOST_BYTES = 128L * 1024 * 1024;

  private final Project project;
  private final long largestSeed;
  private final IgnoreRules ignored;
  private final Map<Path, List<Path>> listed = new ConcurrentHashMap<>();
  private final Map<Place, ReadFile> known = new ConcurrentHashMap<>();

  /** A finder that reads every seed. */
  public FileFinder(Project project) {
    this(project, Long.MAX_VALUE);
  }

  /**
   * A finder.
   *
   * @param largestSeed the size in bytes of the largest seed that is read
   */
  public FileFinder(Project project, long largestSeed) {
    this.project = project;
    this.largestSeed = largestSeed;
    Path rules = project.root().resolve(".dbtignore");
    this.ignored =
        Files.isRegularFile(rules)
            ? IgnoreRules.of(Splitter.on('\n').splitToList(read(rules, ".dbtignore")))
            : IgnoreRules.of(List.of());
  }

  public Project project() {
    return project;
  }

  /**
   * Every file of the folders with one of the extensions; a folder that does not exist has none.
   *
   * @param extensions of {@link #EXTENSIONS}
   * @throws EpoxyException for a file that cannot be read or is not UTF-8
   */
  public List<SourceFile> find(Collection<String> folders, Set<String> extensions) {
    Preconditions.checkArgument(EXTENSIONS.containsAll(extensions), extensions);
    List<SourceFile> found = new ArrayList<>();
    Problems problems = new Problems();
    for (String folder : folders) {
      Path root = project.root().resolve(folder).normalize();
      String name = folder.replaceAll("^\\./|/+$", "");
      List<String> paths = new ArrayList<>();
      for (Path path : listed.computeIfAbsent(root, this::list)) {
        if (extensions.contains(extension(path))) {
          paths.add(slashes(root.relativize(path)));
        }
      }
      paths.sort(Comparator.naturalOrder());
      for (ReadFile file : paths.parallelStream().map(path -> tryRead(name, root, path)).toList()) {
        file.error().ifPresent(problems::add);
        file.file().ifPresent(found::add);
      }
    }
    problems.throwIfAny();
    return found;
  }

  /** One file may be asked for in a folder and in one below it. */
  private record Place(String folder, String path) {}

  /** A file, or why it could not be read. */
  private record ReadFile(Optional<SourceFile> file, Optional<EpoxyException> error) {}

  private ReadFile tryRead(String folder, Path root, String relative) {
    return known.computeIfAbsent(
        new Place(folder, relative), place -> readOnce(folder, root, relative));
  }

  private ReadFile readOnce(String folder, Path root, String relative) {
    try {
      // dbt counts a seed's byte order mark among what it hashes.
      boolean seed = relative.endsWith(".csv") && project.paths().seeds().contains(folder);
      Path file = root.resolve(relative);
      String shown = folder + "/" + relative;
      boolean isRead = !seed || size(file, shown) <= largestSeed;
      String text = seed ? (isRead ? decoded(file, shown) : "") : read(file, shown);
      return new ReadFile(
          Optional.of(new SourceFile(project, folder, relative, text, isRead)), Optional.empty());
    } catch (EpoxyException e) {
      return new ReadFile(Optional.empty(), Optional.of(e));
    }
  }

  private static long size(Path file, String shown) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(shown, e);
    }
  }

  private static EpoxyException unreadable(String shown, IOException e) {
    return new EpoxyException(
        ErrorCode.IO,
        "Could not read " + shown + ": " + e.getMessage(),
        SourceLocation.ofFile(shown),
        e);
  }

  /** A file of the project's own folder, dbt_project.yml for example. */
  public SourceFile ofRoot(String name) {
    return new SourceFile(project, ".", name, read(project.root().resolve(name), name));
  }

  private List<Path> list(Path root) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      return found;
    }
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          64,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (attributes.isRegularFile()
                  && UNFIT.indexOf(name.charAt(0)) < 0
                  && EXTENSIONS.contains(extension(file))
                  && !ignored.matches(slashes(project.root().relativize(file)))) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO,
          "Could not list " + slashes(project.root().relativize(root)) + ": " + e.getMessage(),
          null,
          e);
    }
    return found;
  }

  /** The extension in lower case, with its dot; empty when there is none. */
  private static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = FileEndings.plain(name).lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }

  /** Reads a text file without its byte order mark; {@code shown} names it in messages. */
  static String read(Path path, String shown) {
    String text = decoded(path, shown);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decoded(Path path, String shown) {
    try {
      if (size(path, shown) > MOST_BYTES) {
        throw new EpoxyException(
            ErrorCode.PARSING,
            "The file "
                + shown
                + " is larger than 128 MiB. Load such data from storage, as a source, or exclude the"
                + " file by .dbtignore.",
            SourceLocation.ofFile(shown));
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "The file "
              + shown
              + " is not UTF-8 text. Save it as UTF-8, or exclude it by .dbtignore.",
          SourceLocation.ofFile(shown),
          e);
    } catch (IOException e) {
      throw unreadable(shown, e);
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
