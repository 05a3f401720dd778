package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code docs.node_color} may be: a name of a colour in HTML, or three or six hex digits
 * (dbt-core 1.12 {@code artifacts/utils/validation.py}).
 */
final class NodeColour {
  private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}){1,2}");

  private static final Set<String> NAMES =
      ImmutableSet.copyOf(
          """
          aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
          blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue
          cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkkhaki
          darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
          darkslateblue darkslategray darkturquoise darkviolet deeppink deepskyblue dimgray
          dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold
          goldenrod gray green greenyellow honeydew hotpink indianred indigo ivory khaki
          lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
          lightgoldenrodyellow lightgray lightgreen lightpink lightsalmon lightseagreen
          lightskyblue lightslategray lightsteelblue lightyellow lime limegreen linen magenta
          maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
          mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
          mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange
          orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
          peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
          saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
          slategray snow springgreen steelblue tan teal thistle tomato turquoise violet wheat
          white whitesmoke yellow yellowgreen
          """
              .split("\\s+"));

  private NodeColour() {}

  static boolean isKnown(String colour) {
    String lower = colour.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || HEX.matcher(lower).matches();
  }
}
