package io.epoxy.launcher.cli;

import static io.epoxy.bundle.run.Flag.ADD_PACKAGE;
import static io.epoxy.bundle.run.Flag.ADOPT;
import static io.epoxy.bundle.run.Flag.AFTER;
import static io.epoxy.bundle.run.Flag.ARGS;
import static io.epoxy.bundle.run.Flag.BROWSER;
import static io.epoxy.bundle.run.Flag.BUNDLE;
import static io.epoxy.bundle.run.Flag.CACHE_SELECTED_ONLY;
import static io.epoxy.bundle.run.Flag.CLEAN_PROJECT_FILES_ONLY;
import static io.epoxy.bundle.run.Flag.CONFIG_DIR;
import static io.epoxy.bundle.run.Flag.CONNECTION;
import static io.epoxy.bundle.run.Flag.DRY_RUN;
import static io.epoxy.bundle.run.Flag.EMPTY;
import static io.epoxy.bundle.run.Flag.EMPTY_CATALOG;
import static io.epoxy.bundle.run.Flag.ESCAPES;
import static io.epoxy.bundle.run.Flag.EVENT_TIME_END;
import static io.epoxy.bundle.run.Flag.EVENT_TIME_START;
import static io.epoxy.bundle.run.Flag.EXCLUDE;
import static io.epoxy.bundle.run.Flag.EXCLUDE_RESOURCE_TYPES;
import static io.epoxy.bundle.run.Flag.EXPORT_SAVED_QUERIES;
import static io.epoxy.bundle.run.Flag.FOLLOW;
import static io.epoxy.bundle.run.Flag.FULL_REFRESH;
import static io.epoxy.bundle.run.Flag.HOST;
import static io.epoxy.bundle.run.Flag.INCLUDE_SAVED_QUERY;
import static io.epoxy.bundle.run.Flag.INJECT_EPHEMERAL_CTES;
import static io.epoxy.bundle.run.Flag.INLINE;
import static io.epoxy.bundle.run.Flag.INLINE_DIRECT;
import static io.epoxy.bundle.run.Flag.INTROSPECT;
import static io.epoxy.bundle.run.Flag.LIMIT;
import static io.epoxy.bundle.run.Flag.LIST_OUTPUT;
import static io.epoxy.bundle.run.Flag.LOCK;
import static io.epoxy.bundle.run.Flag.MACRO;
import static io.epoxy.bundle.run.Flag.MODELS;
import static io.epoxy.bundle.run.Flag.NO_SCHEDULE;
import static io.epoxy.bundle.run.Flag.OUTPUT;
import static io.epoxy.bundle.run.Flag.OUTPUT_KEYS;
import static io.epoxy.bundle.run.Flag.OUTPUT_PATH;
import static io.epoxy.bundle.run.Flag.POLICY;
import static io.epoxy.bundle.run.Flag.PORT;
import static io.epoxy.bundle.run.Flag.PROFILES_DIR;
import static io.epoxy.bundle.run.Flag.PROJECT_DIR;
import static io.epoxy.bundle.run.Flag.PROJECT_NAME;
import static io.epoxy.bundle.run.Flag.RESOURCE_TYPES;
import static io.epoxy.bundle.run.Flag.RUN_ID;
import static io.epoxy.bundle.run.Flag.SAMPLE;
import static io.epoxy.bundle.run.Flag.SCHEDULE;
import static io.epoxy.bundle.run.Flag.SELECT;
import static io.epoxy.bundle.run.Flag.SELECTOR;
import static io.epoxy.bundle.run.Flag.SHOW;
import static io.epoxy.bundle.run.Flag.SHOW_GOVERNANCE;
import static io.epoxy.bundle.run.Flag.SHOW_RESOURCE_REPORT;
import static io.epoxy.bundle.run.Flag.SKIP_DEBUG;
import static io.epoxy.bundle.run.Flag.SKIP_PROFILE_SETUP;
import static io.epoxy.bundle.run.Flag.SOURCE;
import static io.epoxy.bundle.run.Flag.SQL;
import static io.epoxy.bundle.run.Flag.SQLPARSE;
import static io.epoxy.bundle.run.Flag.STATIC;
import static io.epoxy.bundle.run.Flag.STORE_FAILURES;
import static io.epoxy.bundle.run.Flag.STREAM;
import static io.epoxy.bundle.run.Flag.TARGET_PATH;
import static io.epoxy.bundle.run.Flag.THREADS;
import static io.epoxy.bundle.run.Flag.UPGRADE;
import static io.epoxy.bundle.run.Flag.VARS;
import static io.epoxy.bundle.run.Flag.WORKFLOW;
import static io.epoxy.bundle.run.Flag.WRITE_LINEAGE;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every command with the flags that it takes besides those of all commands (dbt-core 1.12 {@code
 * cli/main.py}), in the order of the help text.
 */
enum CommandSyntax {
  BUILD(
      "build",
      "Build the models and test each before what depends on it.",
      Command.BUILD,
      choose(
          EMPTY,
          EVENT_TIME_START,
          EVENT_TIME_END,
          EXPORT_SAVED_QUERIES,
          FULL_REFRESH,
          INCLUDE_SAVED_QUERY,
          RESOURCE_TYPES,
          EXCLUDE_RESOURCE_TYPES,
          SAMPLE,
          SHOW,
          SHOW_GOVERNANCE,
          SQLPARSE,
          STORE_FAILURES)),
  RUN(
      "run",
      "Build the models.",
      Command.RUN,
      choose(
          EMPTY,
          EVENT_TIME_START,
          EVENT_TIME_END,
          FULL_REFRESH,
          SAMPLE,
          SHOW_GOVERNANCE,
          SQLPARSE)),
  TEST(
      "test",
      "Run the tests of models that were built before.",
      Command.TEST,
      choose(RESOURCE_TYPES, EXCLUDE_RESOURCE_TYPES, SQLPARSE, STORE_FAILURES)),
  SEED(
      "seed",
      "Load CSV files into tables.",
      Command.SEED,
      choose(EMPTY, FULL_REFRESH, SHOW, SHOW_GOVERNANCE, SQLPARSE)),
  SNAPSHOT(
      "snapshot",
      "Keep the versions of rows that change.",
      Command.SNAPSHOT,
      choose(EMPTY, SHOW_GOVERNANCE, SQLPARSE)),
  COMPILE(
      "compile",
      "Write the SQL that would be run to target/compiled.",
      Command.COMPILE,
      choose(EMPTY, FULL_REFRESH, INJECT_EPHEMERAL_CTES, INLINE, INTROSPECT, OUTPUT, SQLPARSE)),
  SHOW_ROWS(
      "show",
      "Print the first rows of a model, or of a query.",
      Command.SHOW,
      choose(FULL_REFRESH, INLINE, INLINE_DIRECT, INTROSPECT, LIMIT, OUTPUT, SQLPARSE)),
  PARSE("parse", "Read the whole project and write manifest.json.", Command.PARSE, List.of()),
  LS(
      "ls",
      "Print the project's resources, one on each line.",
      Command.LS,
      choose(LIST_OUTPUT, OUTPUT_KEYS, RESOURCE_TYPES, EXCLUDE_RESOURCE_TYPES)),
  LIST("list", "The same as ls.", Command.LS, LS.own),
  RUN_OPERATION("run-operation", "Call a macro.", Command.RUN_OPERATION, List.of(MACRO, ARGS, SQL)),
  DEPS(
      "deps",
      "Install the packages that the project asks for.",
      List.of(ADD_PACKAGE, LOCK, SOURCE, UPGRADE)),
  CLEAN("clean", "Delete the clean-targets.", List.of(CLEAN_PROJECT_FILES_ONLY)),
  DEBUG_SETUP(
      "debug",
      "Check the profile, the project and the connection.",
      Command.DEBUG,
      List.of(CONFIG_DIR, CONNECTION)),
  INIT(
      "init",
      "Make a new project, or a profile for this one.",
      List.of(PROJECT_NAME, SKIP_DEBUG, SKIP_PROFILE_SETUP)),
  COMPLETION(
      "completion",
      "Print a script by which bash, zsh or fish completes words.",
      List.of(Flag.SHELL)),
  MAN("man", "Print the manual page: epoxy man | man -l -", List.of()),
  RETRY(
      "retry",
      "Run again what failed or was skipped in the last run.",
      Command.RETRY,
      List.of(FULL_REFRESH)),
  CLONE(
      "clone",
      "Stand in for another state's tables, without copying rows.",
      Command.CLONE,
      choose(FULL_REFRESH, RESOURCE_TYPES, EXCLUDE_RESOURCE_TYPES)),
  DOCS_GENERATE(
      "docs generate",
      "Describe the project's tables in catalog.json.",
      Command.DOCS_GENERATE,
      choose(Flag.COMPILE, EMPTY_CATALOG, SQLPARSE, STATIC)),
  DOCS_SERVE("docs serve", "Not in this version.", List.of(BROWSER, HOST, PORT)),
  SOURCE_FRESHNESS(
      "source freshness",
      "Tell how old the data of sources is.",
      Command.SOURCE_FRESHNESS,
      choose(OUTPUT_PATH, SQLPARSE)),
  SOURCE_SNAPSHOT_FRESHNESS(
      "source snapshot-freshness",
      "The same as source freshness.",
      Command.SOURCE_FRESHNESS,
      SOURCE_FRESHNESS.own),
  DEPLOY(
      "deploy",
      "Make the Glue job, its triggers and what they build as they are here.",
      choose(
          ADOPT,
          AFTER,
          BUNDLE,
          DRY_RUN,
          EMPTY,
          FULL_REFRESH,
          NO_SCHEDULE,
          RESOURCE_TYPES,
          EXCLUDE_RESOURCE_TYPES,
          SCHEDULE,
          STORE_FAILURES,
          WORKFLOW)),
  DESTROY(
      "destroy",
      "Take the Glue job and its triggers away; tables stay.",
      List.of(DRY_RUN, WORKFLOW)),
  LINT(
      "lint",
      "Tell which texts of the SQL mean something else with dbt-glue.",
      Command.LINT,
      choose(ESCAPES, OUTPUT)),
  LF_PLAN(
      "lf plan",
      "Tell where Lake Formation differs from the project.",
      Command.LF_PLAN,
      choose(OUTPUT)),
  LF_APPLY("lf apply", "Send it what differs.", Command.LF_APPLY, choose(OUTPUT)),
  LF_AUDIT("lf audit", "Tell who can read what.", Command.LF_AUDIT, choose(OUTPUT)),
  DOCTOR("doctor", "Check what a run on Glue needs of AWS.", List.of(OUTPUT)),
  IAM("iam", "Print the policies that the project needs in AWS.", List.of(POLICY)),
  RUNS("runs", "List the newest runs of the project's Glue job.", List.of(LIMIT, OUTPUT)),
  STATUS("status", "Tell how a run of the Glue job stands.", List.of(RUN_ID, OUTPUT)),
  LOGS(
      "logs",
      "Print what a run of the Glue job wrote to its log.",
      List.of(RUN_ID, FOLLOW, STREAM, OUTPUT)),
  CANCEL("cancel", "Stop a run of the Glue job.", List.of(RUN_ID, OUTPUT)),
  ARTIFACTS("artifacts", "Fetch the artifacts of a run of the Glue job.", List.of(RUN_ID, OUTPUT));

  /** Known to every command, before and after its word. */
  static final Set<Flag> GLOBAL =
      Sets.immutableEnumSet(
          Sets.union(
              EnumSet.range(CACHE_SELECTED_ONLY, WRITE_LINEAGE),
              EnumSet.of(PROJECT_DIR, PROFILES_DIR, TARGET_PATH, THREADS, VARS)));

  /**
   * Known before the command's word: those of every command, and those that have no other place.
   */
  static final Set<Flag> FIRST =
      Sets.immutableEnumSet(Sets.union(GLOBAL, EnumSet.of(SHOW_RESOURCE_REPORT)));

  private final List<String> words;
  private final String description;
  private final Optional<Command> job;
  private final List<Flag> own;

  CommandSyntax(String words, String description, Command job, List<Flag> own) {
    this(words, description, Optional.of(job), own);
  }

  CommandSyntax(String words, String description, List<Flag> own) {
    this(words, description, Optional.empty(), own);
  }

  CommandSyntax(String words, String description, Optional<Command> job, List<Flag> own) {
    this.words = Splitter.on(' ').splitToList(words);
    this.description = description;
    this.job = job;
    this.own = own;
  }

  /** A command that works on chosen nodes. */
  private static List<Flag> choose(Flag... more) {
    return ImmutableList.<Flag>builder()
        .add(SELECT, MODELS, EXCLUDE, SELECTOR)
        .addAll(Arrays.asList(more))
        .build();
  }

  /** One word, or a group's and its own. */
  List<String> words() {
    return words;
  }

  String text() {
    return String.join(" ", words);
  }

  String description() {
    return description;
  }

  /** Whether help leaves it out: a second name, or not there yet. */
  boolean isHidden() {
    return this == LIST || this == SOURCE_SNAPSHOT_FRESHNESS || description.startsWith("Not in");
  }

  /** What a job runs for it; empty when it runs here or not at all. */
  Optional<Command> job() {
    return job;
  }

  /** The flags that only this command takes. */
  List<Flag> own() {
    return own;
  }

  /** The word without a name that it takes. */
  Optional<Flag> positional() {
    return own.stream().filter(flag -> flag.kind() == FlagKind.POSITIONAL).findFirst();
  }

  /** Every flag that may stand after its words. */
  Set<Flag> flags() {
    return union(GLOBAL);
  }

  /** Every flag that has a value while it runs. */
  Set<Flag> settled() {
    return union(FIRST);
  }

  private Set<Flag> union(Set<Flag> common) {
    EnumSet<Flag> all = EnumSet.copyOf(common);
    Collections.addAll(all, own.toArray(Flag[]::new));
    return all;
  }
}
