package io.epoxy.engine.plan;

/** Whether existing rows may be kept. */
public enum RefreshMode {
  /** As the materialization says. */
  NORMAL,
  /** {@code --full-refresh}, or {@code full_refresh: true} in the config: build from nothing. */
  FULL_REFRESH
}
