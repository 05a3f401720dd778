package io.epoxy.launcher.target;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formats that a project writes out as a {@code file_format} or {@code seed_format}. One that
 * it takes from a variable is not seen: the job then asks for it by name.
 */
public final class WrittenFormats {
  private static final Pattern CONFIG =
      Pattern.compile("(?:file_format|seed_format)['\"]?\\s*[:=]\\s*['\"]?(\\w+)");

  /** Files in which a config can stand; seeds, say, are data. */
  private static final Set<String> CONFIGURING = Set.of("sql", "yml", "yaml", "py");

  private WrittenFormats() {}

  public static Set<LakeFormat> in(Collection<Path> files) {
    Set<LakeFormat> formats = EnumSet.noneOf(LakeFormat.class);
    for (Path file : files) {
      String name = file.getFileName().toString();
      String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (CONFIGURING.contains(extension)) {
        formats.addAll(in(read(file)));
      }
    }
    return formats;
  }

  static Set<LakeFormat> in(String text) {
    Set<LakeFormat> formats = EnumSet.noneOf(LakeFormat.class);
    Matcher config = CONFIG.matcher(text);
    while (config.find()) {
      TableFormat.find(config.group(1)).flatMap(LakeFormat::of).ifPresent(formats::add);
    }
    return formats;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot read " + file + ": " + e, null, e);
    }
  }
}
