package io.epoxy.launcher.target;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Glue's triggers and workflows as data; nothing fires. moto 5.2.1 has no UpdateTrigger. */
final class FakeTriggers {
  private final Map<String, ObjectNode> triggers;
  private final Map<String, ObjectNode> workflows;

  FakeTriggers(Map<String, ObjectNode> triggers, Map<String, ObjectNode> workflows) {
    this.triggers = triggers;
    this.workflows = workflows;
  }

  ObjectNode answer(String operation, String name, ObjectNode request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    switch (operation) {
      case "GetTrigger":
        return triggers.containsKey(name)
            ? answer.set("Trigger", triggers.get(name))
            : FakeGlue.fault("EntityNotFoundException", "no trigger " + name);
      case "GetTriggers":
        return page(request);
      case "CreateTrigger":
        request.remove("Tags");
        triggers.put(name, request.put("State", "ACTIVATED"));
        return answer.put("Name", name);
      case "UpdateTrigger":
        ObjectNode changed = triggers.get(name);
        changed.setAll((ObjectNode) request.get("TriggerUpdate"));
        return answer.set("Trigger", changed);
      case "DeleteTrigger":
        triggers.remove(name);
        return answer.put("Name", name);
      case "GetWorkflow":
        return workflows.containsKey(name)
            ? answer.set("Workflow", workflows.get(name))
            : FakeGlue.fault("EntityNotFoundException", "no workflow " + name);
      case "CreateWorkflow":
        request.remove("Tags");
        workflows.put(name, request);
        return answer.put("Name", name);
      case "DeleteWorkflow":
        workflows.remove(name);
        return answer.put("Name", name);
      default:
        return FakeGlue.fault("UnknownOperationException", operation);
    }
  }

  /** One trigger on each page. */
  private ObjectNode page(ObjectNode request) {
    String job = request.get("DependentJobName").asText();
    List<ObjectNode> found =
        triggers.values().stream()
            .filter(one -> one.get("Actions").findValuesAsText("JobName").contains(job))
            .toList();
    int at = request.path("NextToken").asInt(0);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("Triggers");
    found.stream().skip(at).limit(1).forEach(list::add);
    if (at + 1 < found.size()) {
      answer.put("NextToken", String.valueOf(at + 1));
    }
    return answer;
  }
}
