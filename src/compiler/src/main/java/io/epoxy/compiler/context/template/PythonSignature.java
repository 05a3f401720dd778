package io.epoxy.compiler.context.template;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;

/**
 * What a function of dbt's takes: a call that it does not take is refused in Python's words.
 *
 * @param function its qualified name
 * @param bound whether Python counts the object as an argument too
 * @param open whether it takes more than the named ones
 */
public record PythonSignature(
    String function, boolean bound, List<String> names, int required, boolean open) {
  public PythonSignature {
    names = ImmutableList.copyOf(names);
  }

  /**
   * Reads a signature as Python writes it.
   *
   * @param text for example {@code BaseContext.log(msg, info=)}; {@code self} comes first in a
   *     method's, {@code *} stands for any more
   */
  public static PythonSignature of(String text) {
    int open = text.indexOf('(');
    List<String> names = new ArrayList<>();
    int required = 0;
    boolean bound = false;
    boolean more = false;
    for (String part : text.substring(open + 1, text.length() - 1).split(", ", -1)) {
      if (part.equals("self")) {
        bound = true;
      } else if (part.equals("*")) {
        more = true;
      } else if (part.endsWith("=")) {
        names.add(part.substring(0, part.length() - 1));
      } else if (!part.isEmpty()) {
        names.add(part);
        required++;
      }
    }
    return new PythonSignature(text.substring(0, open), bound, names, required, more);
  }

  /** A function that is called with what this signature takes, or not at all. */
  public static JinjaCallable checked(String signature, JinjaCallable function) {
    return of(signature).checking(function);
  }

  /** As {@link #checked}, for a signature that is read already. */
  public JinjaCallable checking(JinjaCallable body) {
    return arguments -> {
      check(arguments);
      return body.call(arguments);
    };
  }

  /**
   * Does nothing for arguments that fit.
   *
   * @throws JinjaException in the words of CPython's TypeError
   */
  public void check(Arguments arguments) {
    int given = arguments.positional().size();
    for (String keyword : arguments.keyword().keySet()) {
      int place = names.indexOf(keyword);
      if (place < 0 && !open) {
        throw error("got an unexpected keyword argument " + Python.repr(keyword));
      }
      if (place >= 0 && place < given) {
        throw error("got multiple values for argument " + Python.repr(keyword));
      }
    }
    if (given > names.size() && !open) {
      int count = counted(given);
      throw error(
          "takes " + taken() + " but " + count + (count == 1 ? " was given" : " were given"));
    }
    List<String> missing = new ArrayList<>();
    for (String name : names.subList(Math.min(given, required), required)) {
      if (!arguments.keyword().containsKey(name)) {
        missing.add(Python.repr(name));
      }
    }
    if (!missing.isEmpty()) {
      String arity = missing.size() == 1 ? " argument: " : " arguments: ";
      throw error("missing " + missing.size() + " required positional" + arity + joined(missing));
    }
  }

  private int counted(int arguments) {
    return bound ? arguments + 1 : arguments;
  }

  private String taken() {
    int most = counted(names.size());
    String range =
        required < names.size() ? "from " + counted(required) + " to " + most : "" + most;
    return range + (most == 1 ? " positional argument" : " positional arguments");
  }

  private static String joined(List<String> names) {
    int last = names.size() - 1;
    return switch (names.size()) {
      case 1 -> names.get(0);
      case 2 -> names.get(0) + " and " + names.get(1);
      default -> String.join(", ", names.subList(0, last)) + ", and " + names.get(last);
    };
  }

  private JinjaException error(String what) {
    return new JinjaException(function + "() " + what);
  }
}
