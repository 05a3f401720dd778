package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.text.Blanks;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;

/** Methods of str for case, character classes and padding. */
final class StringShape {
  private StringShape() {}

  static void addTo(MethodTable.Builder<String> table) {
    table
        .add("upper", 0, 0, (self, a) -> Casing.upper(self))
        .add("lower", 0, 0, (self, a) -> Casing.lower(self))
        .add("casefold", 0, 0, (self, a) -> Casing.fold(self))
        .add("capitalize", 0, 0, (self, a) -> Casing.capitalize(self))
        .add("title", 0, 0, (self, a) -> Casing.title(self))
        .add("swapcase", 0, 0, (self, a) -> Casing.swap(self))
        .add("isalnum", 0, 0, (self, a) -> Casing.isAll(self, StringShape::isAlnum))
        .add("isalpha", 0, 0, (self, a) -> Casing.isAll(self, Character::isLetter))
        .add("isdigit", 0, 0, (self, a) -> Casing.isAll(self, Casing::isDigit))
        .add("isdecimal", 0, 0, (self, a) -> Casing.isAll(self, Character::isDigit))
        .add("isnumeric", 0, 0, (self, a) -> Casing.isAll(self, Casing::isNumeric))
        .add("isspace", 0, 0, (self, a) -> Casing.isAll(self, Blanks::isBlank))
        .add("isascii", 0, 0, (self, a) -> self.chars().allMatch(c -> c < 128))
        .add("isprintable", 0, 0, (self, a) -> isPrintable(self))
        .add("isidentifier", 0, 0, (self, a) -> Casing.isIdentifier(self))
        .add("islower", 0, 0, (self, a) -> Casing.isLower(self))
        .add("isupper", 0, 0, (self, a) -> Casing.isUpper(self))
        .add("istitle", 0, 0, (self, a) -> Casing.isTitle(self))
        .add("center", 1, 2, (self, a) -> pad(self, a, "center"))
        .add("ljust", 1, 2, (self, a) -> pad(self, a, "ljust"))
        .add("rjust", 1, 2, (self, a) -> pad(self, a, "rjust"))
        .add("zfill", 1, 1, StringShape::zeroFill)
        .addWithKeywords("expandtabs", 0, 1, StringShape::expandTabs);
  }

  private static boolean isAlnum(int c) {
    return Character.isLetter(c) || Casing.isNumeric(c) || Casing.isDigit(c);
  }

  /** Whether repr() would leave every character as it is. */
  private static boolean isPrintable(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c == '\''
                    || c == '\\'
                    || Python.repr(Character.toString(c)).length() <= 4
                        && !Python.repr(Character.toString(c)).startsWith("'\\"));
  }

  private static Object pad(String self, Arguments a, String method) {
    int width = Given.number(a, 0, "", 0);
    Sizes.checkText(width);
    String fill = Given.fill(a, 1);
    if (fill.codePointCount(0, fill.length()) != 1) {
      throw Errors.error("The fill character must be exactly one character long");
    }
    int missing = width - self.codePointCount(0, self.length());
    if (missing <= 0) {
      return self;
    }
    if (method.equals("ljust")) {
      return self + fill.repeat(missing);
    }
    if (method.equals("rjust")) {
      return fill.repeat(missing) + self;
    }
    return centered(self, fill, missing, width);
  }

  /** CPython puts the odd character left when the width is odd. */
  static String centered(String text, String fill, int missing, int width) {
    int left = missing / 2 + (missing & width & 1);
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  private static Object zeroFill(String self, Arguments a) {
    int width = Given.number(a, 0, "", 0);
    Sizes.checkText(width);
    int missing = width - self.codePointCount(0, self.length());
    if (missing <= 0) {
      return self;
    }
    boolean signed = self.startsWith("-") || self.startsWith("+");
    return signed
        ? self.charAt(0) + "0".repeat(missing) + self.substring(1)
        : "0".repeat(missing) + self;
  }

  private static Object expandTabs(String self, Arguments a) {
    int size = Given.number(a, 0, "tabsize", 8);
    Sizes.checkText(size);
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (char c : self.toCharArray()) {
      if (c == '\t') {
        int blanks = size <= 0 ? 0 : size - column % size;
        out.append(" ".repeat(blanks));
        column += blanks;
      } else {
        out.append(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
      Sizes.checkText(out.length());
    }
    return out.toString();
  }
}
