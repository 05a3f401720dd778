package io.epoxy.launcher.deploy;

/**
 * One thing that a deployment does, or need not do.
 *
 * @param name of the thing in AWS
 * @param detail what of it; may be empty
 */
record Change(Action action, Part part, String name, String detail) {
  /** What happens to it. */
  enum Action {
    CREATE("+ create"),
    UPDATE("~ update"),
    DELETE("- delete"),
    KEEP("= keep");

    private final String words;

    Action(String words) {
      this.words = words;
    }
  }

  /** What it is. */
  enum Part {
    JOB("job"),
    POINTER("pointer"),
    WORKFLOW("workflow"),
    TRIGGER("trigger");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  boolean isWork() {
    return action != Action.KEEP;
  }

  String line() {
    String what = action.words + " " + part.word + " " + name;
    return detail.isEmpty() ? what : what + ": " + detail;
  }
}
