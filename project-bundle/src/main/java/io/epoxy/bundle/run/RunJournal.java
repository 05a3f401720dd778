package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes that a run has done, as lines of JSON in numbered objects: a killed run, or Glue's
 * retry of a failed one, goes on from them. A head says which run the lines after it belong to; an
 * attempt that goes on adds lines, one that begins anew writes another head first.
 */
public final class RunJournal {
  private static final String FORMAT = "format";
  private static final long VERSION = 1;

  private RunJournal() {}

  /** The line before the first node, without its end. */
  public static String head(RunRequest request) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FORMAT, VERSION);
    tree.putAll(RecordJson.tree(RunIdentity.of(request)));
    return PlainJson.text(tree);
  }

  /** The line of one node, without its end. */
  public static String line(NodeResult result) {
    return PlainJson.text(RecordJson.tree(result));
  }

  /**
   * What of a journal counts for a run. A journal that cannot be read, or is of another run, is
   * never an error: then everything has to run.
   *
   * @param files in the order of their numbers
   */
  public static EarlierAttempts read(List<byte[]> files, RunRequest request) {
    Reading reading = new Reading(RunIdentity.of(request));
    files.forEach(reading::file);
    return new EarlierAttempts(reading.done, reading.unusable);
  }

  private static final class Reading {
    private final RunIdentity wanted;
    private final Map<UniqueId, NodeResult> done = new LinkedHashMap<>();
    private Optional<String> unusable = Optional.empty();
    private boolean begun;

    Reading(RunIdentity wanted) {
      this.wanted = wanted;
    }

    void file(byte[] content) {
      try {
        for (String line : Splitter.on('\n').omitEmptyStrings().split(new String(content, UTF_8))) {
          line(PlainJson.read(line));
        }
      } catch (RuntimeException e) {
        // Records and java.time have their own exceptions; all of them say that it is no journal.
        refuse("it cannot be read (" + e.getMessage() + ")");
      }
    }

    private void line(Object tree) {
      if (tree instanceof Map<?, ?> fields && fields.containsKey(FORMAT)) {
        begin(fields);
      } else if (!begun) {
        throw new IllegalArgumentException("its head is missing");
      } else if (unusable.isEmpty()) {
        NodeResult result = RecordJson.record(NodeResult.class, tree);
        done.put(result.uniqueId(), result);
      }
    }

    private void begin(Map<?, ?> head) {
      begun = true;
      done.clear();
      unusable = Optional.empty();
      Object format = head.get(FORMAT);
      if (!Long.valueOf(VERSION).equals(format)) {
        refuse("it has format " + format + ", this version of Epoxy reads format " + VERSION);
        return;
      }
      List<String> others = RecordJson.record(RunIdentity.class, head).differencesFrom(wanted);
      if (!others.isEmpty()) {
        refuse("it is of a run with other " + String.join(", ", others));
      }
    }

    private void refuse(String why) {
      begun = true;
      done.clear();
      unusable = Optional.of(why);
    }
  }
}
