package io.epoxy.jinja;

import java.util.Objects;

/**
 * A top-level {@code {% tag header %}..{% endtag %}} of a file, found without parsing what is
 * inside, as dbt's block splitter does.
 *
 * @param tag for example {@code macro}
 * @param header what follows the tag in its first braces, without outer blanks
 * @param before the white space before the opening braces that their dash takes
 * @param fullText from the opening to the closing braces, with the white space that a dash there
 *     takes
 * @param contents between the two tags, untouched
 * @param line of the opening braces, from 1
 * @param column of the opening braces, from 1
 */
public record Block(
    String tag,
    String header,
    String before,
    String fullText,
    String contents,
    int line,
    int column) {
  public Block {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(fullText, "fullText");
    Objects.requireNonNull(contents, "contents");
  }
}
