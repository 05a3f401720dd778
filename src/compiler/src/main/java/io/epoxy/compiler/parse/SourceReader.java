package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import java.util.ArrayList;
import java.util.List;

/** Entries of sources to their tables and the tests of these. */
record SourceReader(
    EntryParsers parsers, TestSubjects subjects, Problems problems, Warnings warnings) {
  void read(List<Patch> entries, Collected found) {
    SourceOverrides overrides = new SourceOverrides();
    List<Patch> sources = new ArrayList<>();
    for (Patch patch : entries) {
      if (SourceOverrides.is(patch)) {
        override(patch, overrides);
      } else {
        sources.add(patch);
      }
    }
    SourceParser parser = parsers.sources(overrides);
    sources.forEach(patch -> tables(patch, parser, found));
    overrides.warnUnused(warnings);
  }

  private void override(Patch patch, SourceOverrides overrides) {
    try {
      overrides.add(parsers.specs().entry(patch), problems);
    } catch (EpoxyException e) {
      problems.add(e);
    }
  }

  private void tables(Patch patch, SourceParser parser, Collected found) {
    Findings read = new Findings();
    try {
      for (SourceParser.Parsed table : parser.parse(patch, read)) {
        found.add(table.table());
        Findings findings = new Findings();
        subjects.source(table, findings).forEach(found::add);
        findings.tell(problems, warnings);
      }
    } catch (EpoxyException e) {
      read.add(e);
    }
    read.tell(problems, warnings);
  }
}
