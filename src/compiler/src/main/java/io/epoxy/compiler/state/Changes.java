package io.epoxy.compiler.state;

import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed since an earlier manifest. Each answer is worked out once. Not thread-safe. */
public final class Changes {
  /** These changes look at models that are gone, whose readers would break. */
  private static final Set<Change> TELL_OF_REMOVED =
      ImmutableSet.of(Change.MODIFIED, Change.UNMODIFIED, Change.CONTRACT);

  private final PreviousManifest then;
  private final CurrentProject now;
  private final Instant today;
  private final MessageSink messages;
  private final ResourceComparison comparison;
  private final Map<UniqueId, ShownResource> shown = new HashMap<>();
  private final Map<UniqueId, Boolean> contracts = new HashMap<>();
  private final Map<UniqueId, Boolean> modified = new HashMap<>();
  private ModifiedMacros macros;
  private boolean toldOfRemoved;

  Changes(PreviousManifest then, CurrentProject now, ComparisonOptions options) {
    this.then = then;
    this.now = now;
    this.today = options.now();
    this.messages = options.messages();
    this.comparison =
        new ResourceComparison(
            new SeedComparison(options.messages(), options.maximumSeedMib()),
            options.sourceNames());
  }

  /**
   * Whether a resource of the project changed so.
   *
   * @throws EpoxyException when an enforced contract of a versioned model was broken
   */
  public boolean has(Change change, UniqueId id) {
    Optional<ShownResource> old = Optional.ofNullable(then.resources().get(id));
    switch (change) {
      case NEW:
        return old.isEmpty();
      case OLD:
        return old.isPresent();
      case MODIFIED:
        return isModified(id, old);
      case UNMODIFIED:
        return !isModified(id, old);
      case MACROS:
        return hasModifiedMacros(id);
      case CONTRACT:
        return ResourceComparison.has(change, id.resourceType())
            && old.map(resource -> !sameContract(id, resource)).orElse(true);
      default:
        return ResourceComparison.has(change, id.resourceType())
            && old.map(resource -> !comparison.same(change, id.resourceType(), resource, shown(id)))
                .orElse(true);
    }
  }

  /**
   * Tells of contracted models that are gone, when a change looks at those.
   *
   * @throws EpoxyException when one was versioned and is not past its deprecation date
   */
  public void checkRemoved(Change change) {
    if (!TELL_OF_REMOVED.contains(change) || toldOfRemoved) {
      return;
    }
    toldOfRemoved = true;
    then.resources()
        .forEach(
            (id, old) -> {
              if (id.resourceType() == ResourceType.MODEL
                  && !now.manifest().nodes().containsKey(id)) {
                checkRemoved(id, old);
              }
            });
  }

  private void checkRemoved(UniqueId id, ShownResource old) {
    Map<String, Object> disabled = now.shownDisabled(id);
    ShownResource model = disabled.isEmpty() ? old : new ShownResource(disabled);
    if (model.flag("contract", "enforced") && !isPastDeprecation(model)) {
      String fate = disabled.isEmpty() ? "deleted or renamed" : "disabled";
      tell(model, List.of("Contracted model '" + id + "' was " + fate + "."));
    }
  }

  private boolean isPastDeprecation(ShownResource model) {
    try {
      return model
          .text("deprecation_date")
          .map(OffsetDateTime::parse)
          .filter(date -> date.toInstant().isBefore(today))
          .isPresent();
    } catch (DateTimeParseException unreadable) {
      return false; // then it promises nothing
    }
  }

  private boolean isModified(UniqueId id, Optional<ShownResource> old) {
    return modified.computeIfAbsent(id, key -> differs(id, old));
  }

  private boolean differs(UniqueId id, Optional<ShownResource> old) {
    boolean changed =
        old.map(resource -> !comparison.sameContents(id.resourceType(), resource, shown(id)))
            .orElseGet(() -> isModifiedWhenNew(id.resourceType()));
    boolean contract = old.isPresent() && !sameContract(id, old.get());
    return changed || contract || hasModifiedMacros(id);
  }

  /** As in dbt: what has no code is not modified by being new. */
  private static boolean isModifiedWhenNew(ResourceType type) {
    return ResourceComparison.has(Change.BODY, type) || type == ResourceType.UNIT_TEST;
  }

  private boolean hasModifiedMacros(UniqueId id) {
    if (macros == null) {
      macros = ModifiedMacros.of(now.manifest().macros(), then.macros());
    }
    return macros.isReachedFrom(shown(id));
  }

  private boolean sameContract(UniqueId id, ShownResource old) {
    if (id.resourceType() != ResourceType.MODEL) {
      return true;
    }
    Boolean known = contracts.get(id);
    if (known == null) {
      ContractChange change = ContractChange.of(old, shown(id));
      if (!change.breaking().isEmpty()) {
        tell(shown(id), change.breaking());
      }
      known = change.isSame();
      contracts.put(id, known);
    }
    return known;
  }

  private void tell(ShownResource model, List<String> breaking) {
    String name = model.text("name").orElse("");
    String file = model.text("original_file_path").orElse("");
    if (model.value("version") == null) {
      messages.message(
          MessageSink.Level.WARN,
          "UnversionedBreakingChange",
          "Breaking change to contracted, unversioned model "
              + name
              + " ("
              + file
              + ")\nWhile comparing to previous project state, dbt detected a breaking change to an"
              + " unversioned model.\n  - "
              + String.join("\n  - ", breaking)
              + "\n");
      return;
    }
    String message =
        "While comparing to previous project state, dbt detected a breaking change to an enforced"
            + " contract.\n  - "
            + String.join("\n  - ", breaking)
            + "\nConsider making an additive (non-breaking) change instead, if possible.\n"
            + "Otherwise, create a new model version:"
            + " https://docs.getdbt.com/docs/collaborate/govern/model-versions";
    throw new EpoxyException(
        ErrorCode.CONTRACT_BREAK,
        ErrorCode.CONTRACT_BREAK.heading()
            + " in model "
            + name
            + " ("
            + file
            + ")\n"
            + message.indent(2).stripTrailing());
  }

  private ShownResource shown(UniqueId id) {
    return shown.computeIfAbsent(id, key -> new ShownResource(now.shown(key)));
  }
}
