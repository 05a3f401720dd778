package io.epoxy.compiler.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was asked for while one entry was made. Thread-safe. */
public final class Reads {
  private static final Comparator<Asked> ORDER =
      Comparator.comparing(Asked::kind).thenComparing(Asked::owner).thenComparing(Asked::name);

  private final Set<Asked> asked = new LinkedHashSet<>();
  private volatile boolean repeatable = true;

  private record Asked(Fact.Kind kind, String owner, String name) {}

  public synchronized void add(Fact.Kind kind, String owner, String name) {
    asked.add(new Asked(kind, owner, name));
  }

  /** Says that the entry may be another one next time, whatever its facts: it is not kept. */
  public void setUnrepeatable() {
    repeatable = false;
  }

  public boolean isRepeatable() {
    return repeatable;
  }

  /** What was asked for, with what the answers are, in an order of its own. */
  public synchronized List<Fact> facts(Fact.Source answers) {
    List<Asked> sorted = new ArrayList<>(asked);
    sorted.sort(ORDER);
    List<Fact> facts = new ArrayList<>(sorted.size());
    for (Asked one : sorted) {
      long value = answers.value(one.kind(), one.owner(), one.name());
      facts.add(new Fact(one.kind(), one.owner(), one.name(), value));
    }
    return facts;
  }
}
