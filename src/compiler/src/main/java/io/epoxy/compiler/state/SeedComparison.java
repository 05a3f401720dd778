package io.epoxy.compiler.state;

import io.epoxy.model.port.MessageSink;

/** Seeds compare by checksum; one that is too large to be hashed has only its path. */
final class SeedComparison {
  private final MessageSink messages;
  private final long maximumMib;

  /**
   * A comparison.
   *
   * @param maximumMib {@code --maximum-seed-size-mib}, for the warnings
   */
  SeedComparison(MessageSink messages, long maximumMib) {
    this.messages = messages;
    this.maximumMib = maximumMib;
  }

  boolean same(ShownResource old, ShownResource now) {
    String way = now.text("checksum", "name").orElse("none");
    boolean same = !way.equals("none") && now.sameAt(old, "checksum");
    if (way.equals("path")) {
      warn(old, now, same);
    }
    return same;
  }

  private void warn(ShownResource old, ShownResource now, boolean same) {
    String size = maximumMib + "MiB";
    String head =
        "Found a seed ("
            + now.text("package_name").orElse("")
            + "."
            + now.text("name").orElse("")
            + ") >"
            + size
            + " in size";
    if (!old.text("checksum", "name").orElse("none").equals("path")) {
      warn("SeedIncreased", head + ". The previous file was <=" + size + ", so it has changed");
    } else if (same) {
      warn(
          "SeedExceedsLimitSamePath",
          head
              + " at the same path, dbt cannot tell if it has changed: assuming they are the same");
    } else {
      warn(
          "SeedExceedsLimitAndPathChanged",
          head + ". The previous file was in a different location, assuming it has changed");
    }
  }

  private void warn(String event, String text) {
    messages.message(MessageSink.Level.WARN, event, text);
  }
}
