package io.epoxy.jinja.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.lib.PythonModules;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that render with one engine and one tree never wait for each other. */
class ContentionTest {
  private static final int RENDERINGS = 3000;

  private static final String MACRO =
      "{% macro pick(values, name='x') %}{% for v in values %}{{ v | upper | replace('A', 'b') }}"
          + "{{ '%s-%d' % (name, loop.index) }}{% if not loop.last %},{% endif %}{% endfor %}"
          + "{% endmacro %}";

  private static final String MODEL =
      "{% set l = [] %}{% for i in range(20) %}{% do l.append('a' ~ i) %}{% endfor %}"
          + "{{ pick(l, name='n') }}{{ modules.re.sub('[0-9]+', '#', l | join) }}"
          + "{{ modules.datetime.datetime(2024, 2, 29).strftime('%Y-%m-%d') }}{{ l | tojson }}";

  @Test
  void noThreadBlocksOrParks() throws Exception {
    JinjaEngine engine = new JinjaEngineBuilder().build();
    Template model = engine.parse("models/a.sql", MODEL);
    MacroDefinition macro = engine.parse("macros/m.sql", MACRO).macros().get(0);
    String expected = model.render(names(macro));
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(() -> waits(model, macro, expected));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      // The first round loads classes, for which threads do wait.
      threads.invokeAll(work).forEach(ContentionTest::result);
      long waits = 0;
      for (Future<Long> one : threads.invokeAll(work)) {
        waits += one.get();
      }
      assertThat(waits).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  private static long result(Future<Long> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** How often this thread waited for a monitor or was parked while it rendered. */
  private static long waits(Template model, MacroDefinition macro, String expected) {
    long before = waitsSoFar();
    for (int i = 0; i < RENDERINGS; i++) {
      if (!model.render(names(macro)).equals(expected)) {
        throw new AssertionError("another text");
      }
    }
    return waitsSoFar() - before;
  }

  private static long waitsSoFar() {
    ThreadInfo info =
        ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId());
    return info.getBlockedCount() + info.getWaitedCount();
  }

  private static Scope names(MacroDefinition macro) {
    Map<String, Object> names = new HashMap<>();
    Scope scope = Scope.of(names);
    names.put("modules", PythonModules.all());
    names.put("pick", macro.bind(scope));
    return scope;
  }
}
