package io.epoxy.job.command;

import io.epoxy.aws.testing.LakeFormationOverlay;
import java.util.Map;

/** The stand-in answers. */
class DbtGlueConfigTest extends DbtGlueConfigContract {
  private LakeFormationOverlay aws;

  @Override
  void openAccount() {
    aws = LakeFormationOverlay.start();
    aws.state().addTable("shop.orders");
  }

  @Override
  void closeAccount() {
    aws.close();
  }

  /** Its catalogs share their tags. */
  @Override
  void defineTag(String catalog, String key, String... values) {
    aws.state().defineTag(key, values);
  }

  @Override
  void assign(String resource, String key, String value) {
    aws.state().assign(resource, key, value);
  }

  @Override
  Map<String, String> assigned(String resource) {
    return aws.state().assigned(resource);
  }
}
