package io.epoxy.acceptance.structure.planted.other;

import io.epoxy.acceptance.structure.planted.one.First;
import java.util.Optional;

/** The other half. */
public record Second(Optional<First> first) {
  public static Second of(First first) {
    return new Second(Optional.of(first));
  }
}
