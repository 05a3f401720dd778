package io.epoxy.jinja.library;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a Python function, which says what calls it refuses and in which words.
 *
 * @param function its name in messages
 * @param hidden arguments that jinja2 passes itself; they count in messages
 * @param required how many of {@code names} have no default
 * @param names in order
 */
public record Parameters(String function, int hidden, int required, List<String> names) {
  public Parameters {
    names = ImmutableList.copyOf(names);
  }

  public static Parameters of(String function, int hidden, int required, String... names) {
    return new Parameters(function, hidden, required, ImmutableList.copyOf(names));
  }

  /**
   * Refuses arguments that do not fit, in CPython's order of checks.
   *
   * @throws JinjaException for example {@code do_center() takes from 1 to 2 positional arguments
   *     but 3 were given}
   */
  public void check(Arguments arguments) {
    int given = arguments.positional().size();
    if (given <= names.size() && given >= required && arguments.keyword().isEmpty()) {
      return;
    }
    for (String keyword : arguments.keyword().keySet()) {
      int index = names.indexOf(keyword);
      if (index < 0) {
        throw error(" got an unexpected keyword argument '" + keyword + "'");
      }
      if (index < given) {
        throw error(" got multiple values for argument '" + keyword + "'");
      }
    }
    if (given > names.size()) {
      throw tooMany(given);
    }
    List<String> missing = new ArrayList<>();
    for (int i = given; i < required; i++) {
      if (!arguments.keyword().containsKey(names.get(i))) {
        missing.add("'" + names.get(i) + "'");
      }
    }
    if (!missing.isEmpty()) {
      throw error(
          " missing "
              + missing.size()
              + " required positional argument"
              + (missing.size() == 1 ? ": " : "s: ")
              + listed(missing));
    }
  }

  private JinjaException tooMany(int given) {
    int most = names.size() + hidden;
    int least = required + hidden;
    int all = given + hidden;
    String takes = least == most ? Integer.toString(most) : "from " + least + " to " + most;
    return error(
        " takes "
            + takes
            + (most == 1 ? " positional argument but " : " positional arguments but ")
            + all
            + (all == 1 ? " was given" : " were given"));
  }

  private static String listed(List<String> quoted) {
    int last = quoted.size() - 1;
    return switch (quoted.size()) {
      case 1 -> quoted.get(0);
      case 2 -> quoted.get(0) + " and " + quoted.get(1);
      default -> String.join(", ", quoted.subList(0, last)) + ", and " + quoted.get(last);
    };
  }

  private JinjaException error(String problem) {
    return new JinjaException(function + "()" + problem);
  }
}
