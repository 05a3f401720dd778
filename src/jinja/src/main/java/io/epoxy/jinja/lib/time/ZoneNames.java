package io.epoxy.jinja.lib.time;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of zones and of their offsets, where Java's differ from the tz database's. */
final class ZoneNames {
  private static final DateTimeFormatter JAVA = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  /** Zones of the database that Java lacks or calls otherwise. */
  private static final ImmutableMap<String, String> LINKS =
      ImmutableMap.<String, String>builder()
          .put("EST", "America/Panama")
          .put("MST", "America/Phoenix")
          .put("HST", "Pacific/Honolulu")
          .put("ROC", "Asia/Taipei")
          .put("GMT+0", "Etc/GMT")
          .put("GMT-0", "Etc/GMT")
          .buildOrThrow();

  /** All abbreviations that the database still uses; where it has none it shows the offset. */
  private static final ImmutableSet<String> ABBREVIATIONS =
      ImmutableSet.of(
          "ACDT", "ACST", "ADT", "AEDT", "AEST", "AKDT", "AKST", "AST", "AWST", "BST", "CAT", "CDT",
          "CEST", "CET", "CST", "ChST", "EAT", "EDT", "EEST", "EET", "EST", "GMT", "HDT", "HKT",
          "HST", "IDT", "IST", "JST", "KST", "MDT", "MSK", "MST", "NDT", "NST", "NZDT", "NZST",
          "PDT", "PKT", "PST", "SAST", "SST", "UTC", "WAT", "WEST", "WET", "WIB", "WIT", "WITA");

  /** Zones whose name in Java is that of another zone's time. */
  private static final ImmutableSet<String> NUMERIC =
      ImmutableSet.of(
          "Africa/Casablanca",
          "Africa/El_Aaiun",
          "Antarctica/Casey",
          "Antarctica/Troll",
          "Asia/Aden",
          "Asia/Amman",
          "Asia/Baghdad",
          "Asia/Bahrain",
          "Asia/Colombo",
          "Asia/Damascus",
          "Asia/Kuwait",
          "Asia/Qatar",
          "Asia/Riyadh",
          "Europe/Minsk",
          "Pacific/Bougainville",
          "Pacific/Pitcairn");

  private static final ImmutableMap<String, String> RENAMED =
      ImmutableMap.of("HAST", "HST", "HADT", "HDT", "MET", "CET", "MEST", "CEST");

  private static final ImmutableList<String> ALL = names();

  private ZoneNames() {}

  private static ImmutableList<String> names() {
    List<String> names = new ArrayList<>(LINKS.keySet());
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (!id.startsWith("SystemV/")) {
        names.add(id);
      }
    }
    return names.stream().sorted().distinct().collect(ImmutableList.toImmutableList());
  }

  /** {@code pytz.all_timezones}. */
  static List<String> all() {
    return ALL;
  }

  /** The name as the database spells it, by the name in any case. */
  static Optional<String> find(String name) {
    return ALL.stream().filter(known -> known.equalsIgnoreCase(name)).findFirst();
  }

  /** The zone of one of the names. */
  static ZoneId id(String name) {
    return ZoneId.of(LINKS.getOrDefault(name, name));
  }

  /** As {@code %Z} shows it. */
  static String abbreviation(ZoneId id, Instant instant) {
    String java = JAVA.format(instant.atZone(id));
    String name = RENAMED.getOrDefault(java, java);
    return ABBREVIATIONS.contains(name) && !NUMERIC.contains(id.getId())
        ? name
        : numeric(id.getRules().getOffset(instant));
  }

  private static String numeric(ZoneOffset offset) {
    String text = TimeFormat.offset(offset, "");
    return text.endsWith("00") && text.length() == 5 ? text.substring(0, 3) : text;
  }
}
