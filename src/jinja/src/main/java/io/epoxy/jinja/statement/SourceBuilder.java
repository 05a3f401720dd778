package io.epoxy.jinja.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the template again for Jinjava's scanner: every tag keeps its name and gets a number
 * instead of its contents, and so does text, so that no quote, brace or dash can mislead it.
 * Comments are gone and white space is stripped already.
 */
final class SourceBuilder {
  private final StringBuilder source = new StringBuilder();
  private final List<Header> headers = new ArrayList<>();

  /** A print statement, or text, which Jinjava would scan again and misread in places. */
  void output(Header header) {
    source.append("{{").append(headers.size()).append("}}");
    headers.add(header);
  }

  /** A tag with a header of its own. */
  void tag(String name, Header header) {
    source.append("{%").append(name).append(' ').append(headers.size()).append("%}");
    headers.add(header);
  }

  /** Keeps a place for the header of a tag whose body must be read first. */
  int open(String name) {
    int index = headers.size();
    source.append("{%").append(name).append(' ').append(index).append("%}");
    headers.add(null);
    return index;
  }

  void fill(int index, Header header) {
    headers.set(index, header);
  }

  /** A tag without a header: {@code else} and the end tags. */
  void mark(String name) {
    source.append("{%").append(name).append("%}");
  }

  String source() {
    return source.toString();
  }

  List<Header> headers() {
    return headers;
  }
}
