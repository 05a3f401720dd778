package io.epoxy.bundle.console;

import io.epoxy.bundle.run.EventCodes;
import java.util.Set;

/**
 * dbt's names and codes of log events (dbt-core 1.12 {@code events/types.py}, dbt-adapters and
 * dbt-common; programs that read the JSON log look for them).
 */
record EventName(String name, String code) {
  static final EventName MAIN_REPORT_VERSION = new EventName("MainReportVersion", "A001");
  static final EventName ADAPTER_REGISTERED = new EventName("AdapterRegistered", "E034");
  static final EventName FOUND_STATS = new EventName("FoundStats", "W006");
  static final EventName CONCURRENCY_LINE = new EventName("ConcurrencyLine", "Q027");
  static final EventName NODE_START = new EventName("NodeStart", "Q024");
  static final EventName NODE_FINISHED = new EventName("NodeFinished", "Q025");
  static final EventName NODE_COMPILING = new EventName("NodeCompiling", "Q030");
  static final EventName NODE_EXECUTING = new EventName("NodeExecuting", "Q031");
  static final EventName LOG_CANCEL_LINE = new EventName("LogCancelLine", "Q022");
  static final EventName LOG_HOOK_START_LINE = new EventName("LogHookStartLine", "Q032");
  static final EventName LOG_HOOK_END_LINE = new EventName("LogHookEndLine", "Q033");
  static final EventName LOG_START_LINE = new EventName("LogStartLine", "Q011");
  static final EventName LOG_MODEL_RESULT = new EventName("LogModelResult", "Q012");
  static final EventName LOG_START_BATCH = new EventName("LogStartBatch", "Q045");
  static final EventName LOG_BATCH_RESULT = new EventName("LogBatchResult", "Q046");
  static final EventName LOG_TEST_RESULT = new EventName("LogTestResult", "Q007");
  static final EventName LOG_SEED_RESULT = new EventName("LogSeedResult", "Q016");
  static final EventName LOG_FUNCTION_RESULT = new EventName("LogFunctionResult", "Q047");
  static final EventName LOG_SNAPSHOT_RESULT = new EventName("LogSnapshotResult", "Q015");
  static final EventName LOG_FRESHNESS_RESULT = new EventName("LogFreshnessResult", "Q018");
  static final EventName LOG_NODE_NO_OP_RESULT = new EventName("LogNodeNoOpResult", "Q019");
  static final EventName SKIPPING_DETAILS = new EventName("SkippingDetails", "Q034");
  static final EventName FINISHED_RUNNING_STATS = new EventName("FinishedRunningStats", "E047");
  static final EventName END_OF_RUN_SUMMARY = new EventName("EndOfRunSummary", "Z030");
  static final EventName RUN_RESULT_FAILURE = new EventName("RunResultFailure", "Z022");
  static final EventName RUN_RESULT_WARNING = new EventName("RunResultWarning", "Z021");
  static final EventName RUN_RESULT_ERROR = new EventName("RunResultError", "Z024");
  static final EventName RUN_RESULT_ERROR_NO_MESSAGE =
      new EventName("RunResultErrorNoMessage", "Z025");
  static final EventName RUN_RESULT_WARNING_MESSAGE =
      new EventName("RunResultWarningMessage", "Z046");
  static final EventName CHECK_NODE_TEST_FAILURE = new EventName("CheckNodeTestFailure", "Z027");
  static final EventName SQL_COMPILED_PATH = new EventName("SQLCompiledPath", "Z026");
  static final EventName STATS_LINE = new EventName("StatsLine", "Z023");
  static final EventName MAIN_ENCOUNTERED_ERROR = new EventName("MainEncounteredError", "Z002");
  static final EventName FORMATTING = new EventName("Formatting", "Z017");
  static final EventName PRINT_EVENT = new EventName("PrintEvent", "Z052");

  private static final Set<String> PRINTED = Set.of("PrintEvent", "ShowNode", "CompiledNode");

  /** The name that a {@code Message} event carries; dbt's Note code when it is none of dbt's. */
  static EventName ofMessage(String name) {
    return new EventName(name, EventCodes.find(name).orElse("Z050"));
  }

  /** What a command was asked for: shown however quiet the rest has to be, and without a time. */
  boolean isPrint() {
    return PRINTED.contains(name);
  }
}
