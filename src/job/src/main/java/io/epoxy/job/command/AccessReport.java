package io.epoxy.job.command;

import com.google.common.html.HtmlEscapers;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.LfPermission;
import io.epoxy.model.governance.LfTags;
import io.epoxy.model.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who can read what: a row for each tag, principal and filter of each table. */
final class AccessReport {
  private static final List<String> HEADER =
      List.of("table", "what", "who", "may", "rows and columns");
  private static final String NOT_LISTED =
      "Permissions that are granted on LF-tags are not listed: whoever holds one on the tags above"
          + " can read those tables too.";

  private final List<List<String>> rows = new ArrayList<>();

  void add(GovernedTable table, GovernanceState state) {
    tags(table, "tags of the database", state.database());
    tags(table, "tags", state.table());
    state.columns().forEach((column, tags) -> tags(table, "tags of column " + column, tags));
    state.permissions().forEach((who, what) -> row(table, "permission", who, words(what), "all"));
    for (GovernanceSpec.Filter filter : state.filters()) {
      String name = "filter " + filter.definition().name();
      String cells = filter.definition().cells();
      if (filter.principals().isEmpty()) {
        row(table, name, "nobody", "", cells);
      }
      filter.principals().forEach(who -> row(table, name, who, "select", cells));
    }
  }

  private void tags(GovernedTable table, String what, LfTags tags) {
    if (!tags.isEmpty()) {
      row(table, what, "", "", tags.toString());
    }
  }

  private void row(GovernedTable table, String what, String who, String may, String cells) {
    rows.add(List.of(table.toString(), what, who, may, cells));
  }

  private static String words(Set<LfPermission> permissions) {
    return permissions.stream().sorted().map(LfPermission::word).collect(Collectors.joining(", "));
  }

  /** One mapping for each row. */
  List<Map<String, Object>> lines() {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> line = new LinkedHashMap<>();
              for (int i = 0; i < HEADER.size(); i++) {
                line.put(HEADER.get(i).replace(' ', '_'), row.get(i));
              }
              return line;
            })
        .toList();
  }

  String text() {
    List<List<String>> all = new ArrayList<>(List.of(HEADER));
    all.addAll(rows);
    return TextTable.draw(all, Set.of()) + "\n" + NOT_LISTED;
  }

  String html() {
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                + "<title>Who can read what</title>\n"
                + "<style>body{font-family:sans-serif}table{border-collapse:collapse}"
                + "td,th{border:1px solid #999;padding:.3em .6em;text-align:left}</style>\n"
                + "<h1>Who can read what</h1>\n<table>\n");
    line(page, "th", HEADER);
    rows.forEach(row -> line(page, "td", row));
    return page.append("</table>\n<p>").append(NOT_LISTED).append("</p>\n</html>\n").toString();
  }

  private static void line(StringBuilder page, String cell, List<String> texts) {
    page.append("<tr>");
    for (String text : texts) {
      page.append('<').append(cell).append('>');
      page.append(HtmlEscapers.htmlEscaper().escape(text));
      page.append("</").append(cell).append('>');
    }
    page.append("</tr>\n");
  }
}
