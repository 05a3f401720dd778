package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.GraphMember;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Parses on all cores; problems are told in the order of what they come from. */
record Outcomes(Problems problems, Warnings warnings) {
  private record Outcome(List<? extends GraphMember> members, Findings findings) {}

  /** What is made of some things, in their order. */
  <T> List<GraphMember> each(
      List<T> from, BiFunction<T, Findings, List<? extends GraphMember>> parser) {
    List<GraphMember> members = new ArrayList<>();
    parsed(from, parser).forEach(outcome -> members.addAll(outcome.members()));
    return members;
  }

  /** As {@link #each}, of files that have nothing to tell but problems. */
  void ofFiles(
      List<SourceFile> files,
      Function<SourceFile, List<? extends GraphMember>> parser,
      Collected found) {
    ofTelling(files, (file, findings) -> parser.apply(file), found);
  }

  /** What is made of files; which have problems is known afterwards. */
  void ofTelling(
      List<SourceFile> files,
      BiFunction<SourceFile, Findings, List<? extends GraphMember>> parser,
      Collected found) {
    List<Outcome> outcomes = parsed(files, parser);
    for (int i = 0; i < outcomes.size(); i++) {
      outcomes.get(i).members().forEach(found::add);
      if (outcomes.get(i).findings().hasProblems()) {
        found.addFailed(files.get(i).stem());
      }
    }
  }

  /** What is made of one thing. */
  <T> List<? extends GraphMember> one(T from, Function<T, List<? extends GraphMember>> parser) {
    Outcome outcome = outcome(from, (entry, findings) -> parser.apply(entry));
    outcome.findings().tell(problems, warnings);
    return outcome.members();
  }

  private <T> List<Outcome> parsed(
      List<T> from, BiFunction<T, Findings, List<? extends GraphMember>> parser) {
    List<Outcome> outcomes = from.parallelStream().map(one -> outcome(one, parser)).toList();
    outcomes.forEach(outcome -> outcome.findings().tell(problems, warnings));
    return outcomes;
  }

  private static <T> Outcome outcome(
      T from, BiFunction<T, Findings, List<? extends GraphMember>> parser) {
    Findings own = new Findings();
    try {
      return new Outcome(parser.apply(from, own), own);
    } catch (EpoxyException e) {
      own.add(e);
      return new Outcome(List.of(), own);
    }
  }
}
