package io.epoxy.compiler.context.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose lines all end in a line feed, whatever they ended in (Python's {@code open}). */
final class UniversalLineBreaks extends FilterReader {
  private boolean afterReturn;

  UniversalLineBreaks(Reader text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int read = in.read(buffer, offset, length);
      if (read <= 0) {
        return read;
      }
      for (int place = offset; place < offset + read; place++) {
        char next = buffer[place];
        if (next != '\n' || !afterReturn) {
          buffer[offset + kept++] = next == '\r' ? '\n' : next;
        }
        afterReturn = next == '\r';
      }
    }
    return kept;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
