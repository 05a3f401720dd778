package io.epoxy.bundle.run;

import static io.epoxy.bundle.run.FlagKind.DATA;
import static io.epoxy.bundle.run.FlagKind.LIST;
import static io.epoxy.bundle.run.FlagKind.NUMBER;
import static io.epoxy.bundle.run.FlagKind.PATH;
import static io.epoxy.bundle.run.FlagKind.POSITIONAL;
import static io.epoxy.bundle.run.FlagKind.SWITCH;
import static io.epoxy.bundle.run.FlagKind.TEXT;
import static io.epoxy.bundle.run.FlagSyntax.choice;
import static io.epoxy.bundle.run.FlagSyntax.of;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every flag of dbt 1.12 with its names, its kind and its default (dbt-core {@code cli/params.py}),
 * and those of dbt 2 that cost nothing. The constant is dbt's name for it, in upper case.
 */
public enum Flag {
  // Of every command. Those that change nothing here are accepted all the same.
  CACHE_SELECTED_ONLY(of(SWITCH)),
  DEBUG(of(SWITCH, "-d")),
  DEFER(of(SWITCH)),
  DEFER_STATE(of(PATH)),
  FAIL_FAST(of(SWITCH, "-x")),
  FAVOR_STATE(of(SWITCH)),
  HINTS_ENABLED(of(SWITCH).byDefault(true).engineVariableOnly()),
  INDIRECT_SELECTION(choice("eager", "cautious", "buildable", "empty")),
  LOG_CACHE_EVENTS(of(SWITCH)),
  LOG_FILE_MAX_BYTES(of(NUMBER).byDefault(10L * 1024 * 1024)),
  LOG_FORMAT(choice("text", "debug", "json", "default").byDefault("default")),
  LOG_FORMAT_FILE(choice("text", "debug", "json", "default").byDefault("debug")),
  LOG_LEVEL(choice("debug", "info", "warn", "error", "none").byDefault("info")),
  LOG_LEVEL_FILE(choice("debug", "info", "warn", "error", "none")),
  LOG_PATH(of(PATH)),
  MACRO_DEBUGGING(of(SWITCH)),
  MAXIMUM_SEED_SIZE_MIB(of(NUMBER).byDefault(1L).engineVariableOnly()),
  PARTIAL_PARSE(of(SWITCH).byDefault(true)),
  PARTIAL_PARSE_FILE_DIFF(of(SWITCH).byDefault(true)),
  PARTIAL_PARSE_FILE_PATH(of(PATH)),
  POPULATE_CACHE(of(SWITCH).byDefault(true)),
  PRINT(of(SWITCH).byDefault(true)),
  PRINTER_WIDTH(of(NUMBER).byDefault(80L)),
  PROFILE(of(TEXT)),
  QUIET(of(SWITCH, "-q")),
  RECORD_TIMING_INFO(of(PATH, "-r").typedOnly()),
  SEND_ANONYMOUS_USAGE_STATS(of(SWITCH).byDefault(true)),
  SHOW_ALL_DEPRECATIONS(of(SWITCH).typedOnly()),
  SINGLE_THREADED(of(SWITCH)),
  SNOWFLAKE_PROJECTS_OTEL(of(SWITCH).engineVariableOnly()),
  STATE(of(PATH)),
  STATIC_PARSER(of(SWITCH).byDefault(true)),
  TARGET(of(TEXT, "-t")),
  UPLOAD_TO_ARTIFACTS_INGEST_API(of(SWITCH)),
  USE_COLORS(of(SWITCH)),
  USE_COLORS_FILE(of(SWITCH)),
  USE_EXPERIMENTAL_PARSER(of(SWITCH)),
  USE_FAST_TEST_EDGES(of(SWITCH)),
  USE_V2_PARSER(of(SWITCH).engineVariableOnly()),
  V2_PARSER(of(TEXT).engineVariableOnly()),
  VERSION_CHECK(of(SWITCH).byDefault(true)),
  WARN_ERROR(of(SWITCH).oneWay()),
  WARN_ERROR_OPTIONS(of(DATA)),
  WRITE_JSON(of(SWITCH).byDefault(true)),

  // Of every command in dbt 2, without effect.
  COMPUTE(of(TEXT).typedOnly()),
  INVOCATION_ID(of(TEXT).typedOnly()),
  MANAGE_STATE(of(SWITCH).typedOnly()),
  OTEL_FILE_NAME(of(TEXT).typedOnly()),
  OTEL_PARQUET_FILE_NAME(of(TEXT).typedOnly()),
  STATIC_ANALYSIS(of(TEXT).typedOnly()),
  WRITE_CATALOG(of(SWITCH).typedOnly()),
  WRITE_INDEX(of(SWITCH).typedOnly()),
  WRITE_LINEAGE(of(SWITCH).typedOnly()),

  // Of some commands.
  ADD_PACKAGE(of(TEXT).typedOnly()),
  ADOPT(of(SWITCH).typedOnly()),
  AFTER(of(TEXT).typedOnly()),
  ARGS(of(DATA).typedOnly()),
  BROWSER(of(SWITCH).byDefault(true).typedOnly()),
  BUNDLE(of(TEXT).typedOnly()),
  CLEAN_PROJECT_FILES_ONLY(of(SWITCH).byDefault(true)),
  COMPILE(of(SWITCH).byDefault(true).typedOnly()),
  CONFIG_DIR(of(SWITCH).oneWay().typedOnly()),
  CONNECTION(of(SWITCH).oneWay().typedOnly()),
  DRY_RUN(of(SWITCH).typedOnly()),
  EMPTY(of(SWITCH)),
  EMPTY_CATALOG(of(SWITCH).oneWay().typedOnly()),
  ESCAPES(of(SWITCH).oneWay().typedOnly()),
  EVENT_TIME_END(of(TEXT)),
  EVENT_TIME_START(of(TEXT)),
  EXCLUDE(of(LIST).typedOnly()),
  EXCLUDE_RESOURCE_TYPES(of(LIST, "--exclude-resource-type").choices(FlagWords.EXCLUDABLE)),
  EXPORT_SAVED_QUERIES(of(SWITCH)),
  /** Ours: goes on until the run has ended. */
  FOLLOW(of(SWITCH, "-f").oneWay().typedOnly()),
  FULL_REFRESH(of(SWITCH, "-f").oneWay()),
  HOST(of(TEXT).byDefault("127.0.0.1")),
  INCLUDE_SAVED_QUERY(of(SWITCH)),
  INJECT_EPHEMERAL_CTES(of(SWITCH).byDefault(true).typedOnly()),
  INLINE(of(TEXT).typedOnly()),
  INLINE_DIRECT(of(TEXT).typedOnly()),
  INTROSPECT(of(SWITCH).byDefault(true)),
  LIMIT(of(NUMBER).byDefault(5L).typedOnly()),
  LIST_OUTPUT(choice("json", "name", "path", "selector").byDefault("selector").typedOnly()),
  LOCK(of(SWITCH).oneWay().typedOnly()),
  MACRO(of(POSITIONAL).typedOnly()),
  MODELS(of(LIST, "-m", "--model").typedOnly()),
  /** Ours: takes the trigger of an earlier deployment away. */
  NO_SCHEDULE(of(SWITCH).oneWay().typedOnly()),
  OUTPUT(choice("json", "text").byDefault("text").typedOnly()),
  OUTPUT_KEYS(of(LIST).typedOnly()),
  OUTPUT_PATH(of(PATH, "-o").typedOnly()),
  /** Ours: one of the policies that iam prints. */
  POLICY(of(POSITIONAL).typedOnly()),
  PORT(of(NUMBER).byDefault(8080L).typedOnly()),
  PROFILES_DIR(of(PATH)),
  PROJECT_DIR(of(PATH)),
  PROJECT_NAME(of(POSITIONAL).typedOnly()),
  RESOURCE_TYPES(of(LIST, "--resource-type").choices(FlagWords.RESOURCE_TYPES)),
  RUN_ID(of(POSITIONAL).typedOnly()),
  SAMPLE(of(TEXT)),
  SCHEDULE(of(TEXT).typedOnly()),
  SELECT(of(LIST, "-s").typedOnly()),
  SELECTOR(of(TEXT).typedOnly()),
  /** Ours: whose completion is wanted. */
  SHELL(of(POSITIONAL).typedOnly()),
  SHOW(of(SWITCH).oneWay().typedOnly()),
  /** Ours: tells what Lake Formation gets. */
  SHOW_GOVERNANCE(of(SWITCH).oneWay().typedOnly()),
  SHOW_RESOURCE_REPORT(of(SWITCH)),
  SKIP_DEBUG(of(SWITCH).oneWay().typedOnly()),
  SKIP_PROFILE_SETUP(of(SWITCH, "-s").oneWay().typedOnly()),
  SOURCE(choice("hub", "git", "local").typedOnly()),
  SQL(of(TEXT).typedOnly()),
  SQLPARSE(of(DATA).engineVariableOnly()),
  STATIC(of(SWITCH).oneWay().typedOnly()),
  STORE_FAILURES(of(SWITCH).oneWay()),
  /** Ours: which of a run's logs. */
  STREAM(choice("output", "error").byDefault("output").typedOnly()),
  TARGET_PATH(of(PATH)),
  THREADS(of(NUMBER).typedOnly()),
  UPGRADE(of(SWITCH).oneWay().typedOnly()),
  VARS(of(DATA).typedOnly()),
  WORKFLOW(of(TEXT).typedOnly());

  private final FlagSyntax syntax;

  Flag(FlagSyntax syntax) {
    this.syntax = syntax;
  }

  /** dbt's name in artifacts and templates, for example {@code full_refresh}. */
  public String dbtName() {
    return this == LIST_OUTPUT || this == OUTPUT_PATH ? "output" : name().toLowerCase(Locale.ROOT);
  }

  /** The long name first, for example {@code --target} and {@code -t}. */
  public List<String> names() {
    return ImmutableList.<String>builder()
        .add("--" + dbtName().replace('_', '-'))
        .addAll(syntax.otherNames())
        .build();
  }

  /** {@code --no-x} of a switch that has one. */
  public Optional<String> negativeName() {
    return syntax.kind() == SWITCH && !syntax.isOneWay()
        ? Optional.of("--no-" + dbtName().replace('_', '-'))
        : Optional.empty();
  }

  public FlagKind kind() {
    return syntax.kind();
  }

  public List<String> choices() {
    return syntax.choices();
  }

  /** Of the type that {@link FlagWords#read} answers. */
  public Optional<Object> byDefault() {
    return syntax.byDefault();
  }

  /** The variables that give it, the one that wins first. */
  public List<String> variables() {
    return switch (syntax.environment()) {
      case VARIABLES -> prefixed(name());
      case ENGINE_VARIABLE -> prefixed(name()).subList(0, 1);
      case NOTHING -> List.of();
    };
  }

  /**
   * The same in words of earlier days, which still win (dbt-core 1.12 {@code cli/params.py}); the
   * one of {@link #PRINT} says the opposite.
   */
  public List<String> oldVariables() {
    return switch (this) {
      case DEFER -> prefixed("DEFER_TO_STATE");
      case FAVOR_STATE -> prefixed("FAVOR_STATE_MODE");
      case PRINT -> prefixed("NO_PRINT");
      case STATE -> prefixed("ARTIFACT_STATE_PATH");
      default -> List.of();
    };
  }

  private static List<String> prefixed(String name) {
    return List.of("DBT_ENGINE_" + name, "DBT_" + name);
  }
}
