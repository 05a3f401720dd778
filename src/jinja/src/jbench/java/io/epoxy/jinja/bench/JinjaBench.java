package io.epoxy.jinja.bench;

import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.filter.Filters;
import io.epoxy.jinja.lib.Globals;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.render.Engine;
import io.epoxy.jinja.statement.MacroNames;
import io.epoxy.jinja.test.Tests;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;

/** The costs that a project of 10,000 models pays; the goals stand in the README of this room. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JinjaBench {
  private final JinjaEngine engine = new JinjaEngineBuilder().build();
  // Below the cache of templates.
  private final Engine parser =
      new Engine(
          new Library(Filters.all(), Tests.all()), Globals.all(), Limits.DEFAULT, MacroNames.PLAIN);
  private final Scope names = Scope.of(Names.functions());
  private final Template model = engine.parse("models/orders.sql", Sources.MODEL);
  private final Template empty = engine.parse("models/empty.sql", "");
  private final Template property = engine.parse("models/schema.yml", Sources.PROPERTY);
  private final String macroFile = Sources.macroFile();
  private final Scope macros = Names.withMacros(engine, Sources.PIVOT + Sources.SERIES);
  private final Template pivot =
      engine.parse("models/pivot.sql", "{{ pivot('status', values, prefix='n_') }}");
  private final Template series = engine.parse("models/days.sql", "{{ series(3650) }}");
  private final Scope pivotNames = withValues();

  private Scope withValues() {
    Scope values = Scope.of(Map.of("values", Names.values(50)));
    return name -> name.equals("values") ? values.find(name) : macros.find(name);
  }

  @Benchmark
  public Template parseModel() {
    return parser.parse("models/orders.sql", Sources.MODEL);
  }

  @Benchmark
  public Template parseMacroFile() {
    return parser.parse("macros/all.sql", macroFile);
  }

  @Benchmark
  public String renderModel() {
    return model.render(names);
  }

  @Benchmark
  public String newInterpreter() {
    return empty.render(names);
  }

  @Benchmark
  public String pivot50() {
    return pivot.render(pivotNames);
  }

  @Benchmark
  public String series3650() {
    return series.render(macros);
  }

  @Benchmark
  public Object nativeYaml() {
    return property.evaluate(names);
  }

  @Benchmark
  public List<Block> findBlocks() {
    return engine.findBlocks("macros/all.sql", macroFile, Set.of("macro", "materialization"));
  }
}
