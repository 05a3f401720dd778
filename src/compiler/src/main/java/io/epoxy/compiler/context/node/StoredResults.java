package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.adapter.Response;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of one node's statements by name; each but {@code main} can be taken once. */
public final class StoredResults {
  private static final PythonSignature LOAD =
      PythonSignature.of("ProviderContext.load_result(self, name)");
  private static final PythonSignature STORE =
      PythonSignature.of("ProviderContext.store_result(self, name, response, agate_table=)");
  private static final PythonSignature STORE_RAW =
      PythonSignature.of(
          "ProviderContext.store_raw_result(self, name, message=, code=, rows_affected=,"
              + " agate_table=)");

  private final Map<String, Object> stored = new HashMap<>();

  /** load_result, store_result and store_raw_result. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("load_result", LOAD.checking(this::load));
    members.put("store_result", STORE.checking(this::store));
    members.put("store_raw_result", STORE_RAW.checking(this::storeRaw));
    return members;
  }

  /** What {@code statement('main')} of a materialization said. */
  public Optional<Object> main() {
    return Optional.ofNullable(stored.get("main"));
  }

  private Object load(Arguments arguments) {
    String name = Python.str(arguments.require("load_result", 0, "name"));
    if (name.equals("main")) {
      return stored.get(name);
    }
    Object result = stored.get(name);
    if (result == null && stored.containsKey(name)) {
      throw CallError.compilation(
          "The 'statement' result named '" + name + "' has already been loaded into a variable");
    }
    if (result != null) {
      stored.put(name, null);
    }
    return result;
  }

  private Object store(Arguments arguments) {
    String name = Python.str(arguments.require("store_result", 0, "name"));
    Object response = arguments.get(1, "response", null);
    keep(name, response, arguments.get(2, "agate_table", null));
    return "";
  }

  private Object storeRaw(Arguments arguments) {
    String name = Python.str(arguments.require("store_raw_result", 0, "name"));
    Object message = arguments.get(1, "message", null);
    Response response =
        new Response(
            Python.str(message),
            arguments.get(2, "code", null),
            arguments.get(3, "rows_affected", null));
    keep(name, response, arguments.get(4, "agate_table", null));
    return "";
  }

  private void keep(String name, Object response, Object given) {
    TableObject table = given instanceof TableObject found ? found : TableObject.empty();
    List<Object> data = new ArrayList<>();
    table.data().forEach(row -> data.add(PyTuple.copyOf(row)));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("response", response);
    result.put("data", data);
    result.put("table", table);
    stored.put(name, new FrozenDict("AttrDict", result));
  }
}
