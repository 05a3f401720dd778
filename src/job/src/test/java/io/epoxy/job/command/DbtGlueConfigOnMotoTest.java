package io.epoxy.job.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.aws.testing.MotoLakeFormation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** moto answers, put right where it is not as AWS. */
class DbtGlueConfigOnMotoTest extends DbtGlueConfigContract {
  private MotoLakeFormation moto;

  @Override
  void openAccount() {
    moto = MotoLakeFormation.start();
    moto.addTable("shop.orders");
  }

  @Override
  void closeAccount() {
    moto.close();
  }

  @Override
  void defineTag(String catalog, String key, String... values) {
    moto.defineTag(catalog, key, values);
  }

  @Override
  void assign(String resource, String key, String value) {
    ObjectNode call = on(resource);
    ObjectNode pair = call.putArray("LFTags").addObject();
    pair.put("CatalogId", LakeFormationOverlay.ACCOUNT).put("TagKey", key);
    pair.putArray("TagValues").add(value);
    moto.ask("AddLFTagsToResource", call);
  }

  @Override
  Map<String, String> assigned(String resource) {
    JsonNode answer = moto.ask("GetResourceLFTags", on(resource).put("ShowAssignedLFTags", true));
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode pair : answer.findParents("TagKey")) {
      tags.put(pair.get("TagKey").asText(), pair.at("/TagValues/0").asText());
    }
    return tags;
  }

  /** A call on {@code database}, {@code database.table} or {@code database.table.column}. */
  private static ObjectNode on(String resource) {
    List<String> parts = List.of(resource.split("\\.", -1));
    ObjectNode call = new ObjectMapper().createObjectNode();
    call.put("CatalogId", LakeFormationOverlay.ACCOUNT);
    String kind = List.of("Database", "Table", "TableWithColumns").get(parts.size() - 1);
    ObjectNode named = call.putObject("Resource").putObject(kind);
    named.put("CatalogId", LakeFormationOverlay.ACCOUNT);
    if (parts.size() == 1) {
      named.put("Name", parts.get(0));
      return call;
    }
    named.put("DatabaseName", parts.get(0)).put("Name", parts.get(1));
    parts.stream().skip(2).forEach(column -> named.putArray("ColumnNames").add(column));
    return call;
  }
}
