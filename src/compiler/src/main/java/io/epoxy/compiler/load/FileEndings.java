package io.epoxy.compiler.load;

import com.google.common.collect.ImmutableSet;
import io.epoxy.model.config.BehaviourFlags;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the names of template files end in: {@code .sql} and {@code .md}, and where a project says
 * {@code allow_jinja_file_extensions} also {@code .sql.jinja} and its like (dbt-core 1.12 {@code
 * parser/read_files.py}, {@code parser/search.py}).
 */
public record FileEndings(Set<String> sql, Set<String> markdown) {
  private static final List<String> JINJA = List.of(".j2", ".jinja2", ".jinja");

  /** All that a project can allow. */
  static final FileEndings ALL = new FileEndings(endings(".sql", true), endings(".md", true));

  public FileEndings {
    sql = ImmutableSet.copyOf(sql);
    markdown = ImmutableSet.copyOf(markdown);
  }

  /** What the root project's flags allow. */
  public static FileEndings of(Map<String, ?> flags) {
    boolean more = BehaviourFlags.isOn(flags, "allow_jinja_file_extensions");
    return new FileEndings(endings(".sql", more), endings(".md", more));
  }

  /** Those of SQL and some others. */
  public Set<String> sqlAnd(String... others) {
    return ImmutableSet.<String>builder().addAll(sql).add(others).build();
  }

  /** The name without what only says that the file is a template. */
  static String plain(String name) {
    for (String end : JINJA) {
      if (name.endsWith(end)) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return name;
  }

  private static Set<String> endings(String end, boolean withJinja) {
    ImmutableSet.Builder<String> all = ImmutableSet.<String>builder().add(end);
    if (withJinja) {
      JINJA.forEach(jinja -> all.add(end + jinja));
    }
    return all.build();
  }
}
