package io.epoxy.jinja.render;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Usage;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What all renderings of an engine share. Immutable and shared by threads. */
final class Runtime {
  private final Application application;
  private final Library library;
  private final Map<String, Object> globals;
  private final Limits limits;

  Runtime(Library library, Map<String, Object> globals, Limits limits) {
    this.library = library;
    this.globals = Collections.unmodifiableMap(globals);
    this.limits = limits;
    this.application = new Application(config());
  }

  private JinjavaConfig config() {
    // ALL would demand a blank after "{%"; see reference/jinjava.md, Version facts.
    LegacyOverrides overrides =
        LegacyOverrides.newBuilder()
            .withParseWhitespaceControlStrictly(true)
            .withAllowAdjacentTextNodes(true)
            .withUseTrimmingForNotesAndExpressions(true)
            .withHandleBackslashInQuotesOnly(true)
            .build();
    return JinjavaConfig.newBuilder()
        .withLegacyOverrides(overrides)
        .withKeepTrailingNewline(true)
        .withNestedInterpretationEnabled(false)
        .withMaxOutputSize(0)
        .withInterperterFactory(new Factory())
        .build();
  }

  Jinjava application() {
    return application;
  }

  Library library() {
    return library;
  }

  /** The names that every template has, after its own and its scope's. */
  Map<String, ?> globals() {
    return globals;
  }

  Limits limits() {
    return limits;
  }

  /** A new interpreter on a child of the shared context, which costs no registration. */
  Rendering newRendering() {
    return new Rendering(this, new Context(application.shared));
  }

  /** Runs something with the thread's rendering, or with a new one when it has none. */
  <T> T withRendering(Function<Rendering, T> action) {
    if (JinjavaInterpreter.getCurrent() instanceof Rendering current && current.runtime() == this) {
      return action.apply(current);
    }
    return withNewRendering(action);
  }

  /** Runs something with a new rendering as the thread's current one. */
  <T> T withNewRendering(Function<Rendering, T> action) {
    Rendering rendering = newRendering();
    Usage outer = rendering.usage().begin();
    try (var current = JinjavaInterpreter.closeablePushCurrent(rendering).get()) {
      return action.apply((Rendering) current.value());
    } catch (StackOverflowError e) {
      throw Errors.limit("maximum recursion depth exceeded");
    } catch (OutOfMemoryError e) {
      // The last resort, when several renderings fill the heap together; unwinding has freed it.
      throw Errors.limit("the rendering ran out of memory");
    } finally {
      rendering.usage().end(outer);
    }
  }

  /** Jinjava with our tags over its own and without its functions. */
  private static final class Application extends Jinjava {
    private final Context shared;

    Application(JinjavaConfig config) {
      super(config);
      shared = new SharedContext(super.getGlobalContext());
      Tags.all().forEach(shared::registerTag);
      shared.setExpressionStrategy(new PrintStrategy());
    }

    @Override
    public Context getGlobalContext() {
      return shared == null ? super.getGlobalContext() : shared;
    }
  }

  /** Each new interpreter copies all functions of the context, of which we use none. */
  private static final class SharedContext extends Context {
    SharedContext(Context parent) {
      super(parent);
    }

    @Override
    public Collection<ELFunctionDefinition> getAllFunctions() {
      return Set.of();
    }
  }

  private final class Factory implements InterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
      return new Rendering(Runtime.this, new Context(original.getContext()));
    }

    @Override
    public JinjavaInterpreter newInstance(
        Jinjava jinjava, Context context, JinjavaConfig renderConfig) {
      return new Rendering(Runtime.this, context);
    }
  }
}
