package io.epoxy.compiler.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A text that is all there: SnakeYAML's own reader copies what it has not passed yet at every
 * thousand characters, so that a long scalar takes the square of its length.
 */
final class WholeText extends StreamReader {
  private final int[] codePoints;
  private int at;
  private int line;
  private int column;
  private int documentIndex;

  /**
   * A reader at the start of the text.
   *
   * @throws ReaderException for a character that YAML does not have
   */
  WholeText(String text) {
    super("");
    this.codePoints = text.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      if (!StreamReader.isPrintable(codePoints[i])) {
        throw new ReaderException(
            "'reader'", i, codePoints[i], "special characters are not allowed");
      }
    }
  }

  @Override
  public Mark getMark() {
    return new Mark("'reader'", at, line, column, codePoints, at);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    for (int i = 0; i < length && at < codePoints.length; i++) {
      int c = codePoints[at++];
      documentIndex++;
      if (Constant.LINEBR.has(c) || c == '\r' && peek() != '\n') {
        line++;
        column = 0;
      } else if (c != 0xFEFF) {
        column++;
      }
    }
  }

  @Override
  public int peek() {
    return peek(0);
  }

  @Override
  public int peek(int ahead) {
    return at + ahead < codePoints.length ? codePoints[at + ahead] : 0;
  }

  @Override
  public String prefix(int length) {
    return new String(codePoints, at, Math.min(length, codePoints.length - at));
  }

  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    at += length;
    documentIndex += length;
    column += length; // never called across lines
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getDocumentIndex() {
    return documentIndex;
  }

  @Override
  public void resetDocumentIndex() {
    documentIndex = 0;
  }

  @Override
  public int getIndex() {
    return at;
  }

  @Override
  public int getLine() {
    return line;
  }
}
