package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;

/** Work on files. */
@FunctionalInterface
interface FileWork {
  void run() throws IOException;

  /**
   * Does it.
   *
   * @param what was tried, for the error
   * @throws EpoxyException IO
   */
  static void run(String what, FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      throw failed(what, e);
    }
  }

  static EpoxyException failed(String what, IOException e) {
    return new EpoxyException(ErrorCode.IO, "Could not " + what + ": " + e.getMessage(), null, e);
  }
}
