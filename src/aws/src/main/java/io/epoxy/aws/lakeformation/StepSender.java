package io.epoxy.aws.lakeformation;

import com.google.common.collect.Lists;
import io.epoxy.aws.AwsErrors;
import io.epoxy.model.governance.GovernancePlan;
import io.epoxy.model.governance.GovernanceStep;
import io.epoxy.model.governance.GovernanceStep.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.AddLfTagsToResourceRequest;
import software.amazon.awssdk.services.lakeformation.model.BatchGrantPermissionsRequest;
import software.amazon.awssdk.services.lakeformation.model.BatchPermissionsFailureEntry;
import software.amazon.awssdk.services.lakeformation.model.BatchPermissionsRequestEntry;
import software.amazon.awssdk.services.lakeformation.model.BatchRevokePermissionsRequest;
import software.amazon.awssdk.services.lakeformation.model.DataCellsFilter;
import software.amazon.awssdk.services.lakeformation.model.ErrorDetail;
import software.amazon.awssdk.services.lakeformation.model.LFTagError;
import software.amazon.awssdk.services.lakeformation.model.Permission;
import software.amazon.awssdk.services.lakeformation.model.RemoveLfTagsFromResourceRequest;

/** Sends the steps of a plan, one call after the other, and reads every list of failures. */
final class StepSender {
  /** Entries of a batch of permissions (Lake Formation's documentation). */
  private static final int BATCH = 20;

  /** The state is another than the plan was made from. */
  private static final Set<String> OUTDATED =
      Set.of("ConcurrentModificationException", "AlreadyExistsException");

  private final LakeFormationClient client;
  private final Resources resources;
  private final Consumer<GovernanceStep> sent;

  /**
   * A sender for one table.
   *
   * @param sent hears each step that was carried out
   */
  StepSender(LakeFormationClient client, Resources resources, Consumer<GovernanceStep> sent) {
    this.client = client;
    this.resources = resources;
    this.sent = sent;
  }

  /** A step that the API refused. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean outdated;

    private RefusedException(String message, boolean outdated, Throwable cause) {
      super(message, cause);
      this.outdated = outdated;
    }

    /** Whether a new plan, from what is there now, may do. */
    boolean isOutdated() {
      return outdated;
    }
  }

  void send(GovernancePlan plan) throws RefusedException {
    List<GovernanceStep> batch = new ArrayList<>();
    for (GovernanceStep step : plan.steps()) {
      boolean joins =
          isPermission(step) && (batch.isEmpty() || batch.get(0).getClass() == step.getClass());
      if (!joins) {
        sendBatches(batch);
      }
      if (isPermission(step)) {
        batch.add(step);
      } else {
        sendOne(step);
      }
    }
    sendBatches(batch);
  }

  private static boolean isPermission(GovernanceStep step) {
    return step instanceof GovernanceStep.Grant || step instanceof GovernanceStep.Revoke;
  }

  private void sendBatches(List<GovernanceStep> batch) throws RefusedException {
    for (List<GovernanceStep> part : Lists.partition(List.copyOf(batch), BATCH)) {
      sendBatch(part);
    }
    batch.clear();
  }

  private void sendOne(GovernanceStep step) throws RefusedException {
    try {
      List<LFTagError> failures = call(step);
      if (!failures.isEmpty()) {
        LFTagError first = failures.get(0);
        throw refused(step, first.error());
      }
      sent.accept(step);
    } catch (SdkException e) {
      throw refused(step, e);
    }
  }

  private List<LFTagError> call(GovernanceStep step) {
    if (step instanceof GovernanceStep.AddTags add) {
      return client
          .addLFTagsToResource(
              AddLfTagsToResourceRequest.builder()
                  .catalogId(resources.catalogId())
                  .resource(resources.tagged(add.to()))
                  .lfTags(resources.pairs(add.tags()))
                  .build())
          .failures();
    }
    if (step instanceof GovernanceStep.RemoveTags remove) {
      return client
          .removeLFTagsFromResource(
              RemoveLfTagsFromResourceRequest.builder()
                  .catalogId(resources.catalogId())
                  .resource(resources.tagged(remove.from()))
                  .lfTags(resources.pairs(remove.tags()))
                  .build())
          .failures();
    }
    if (step instanceof GovernanceStep.CreateFilter create) {
      client.createDataCellsFilter(
          request -> request.tableData(resources.shape(create.filter(), Optional.empty())));
    } else if (step instanceof GovernanceStep.UpdateFilter update) {
      String version = find(update.filter().name()).versionId();
      client.updateDataCellsFilter(
          request ->
              request.tableData(resources.shape(update.filter(), Optional.ofNullable(version))));
    } else if (step instanceof GovernanceStep.DeleteFilter delete) {
      client.deleteDataCellsFilter(
          request ->
              request
                  .tableCatalogId(resources.catalogId())
                  .databaseName(resources.table().database())
                  .tableName(resources.table().name())
                  .name(delete.name()));
    } else {
      throw new IllegalStateException(step.print());
    }
    return List.of();
  }

  private DataCellsFilter find(String name) {
    return client
        .getDataCellsFilter(
            request ->
                request
                    .tableCatalogId(resources.catalogId())
                    .databaseName(resources.table().database())
                    .tableName(resources.table().name())
                    .name(name))
        .dataCellsFilter();
  }

  private void sendBatch(List<GovernanceStep> steps) throws RefusedException {
    Map<String, GovernanceStep> byId = new LinkedHashMap<>();
    List<BatchPermissionsRequestEntry> entries = new ArrayList<>();
    for (GovernanceStep step : steps) {
      String id = String.valueOf(byId.size());
      byId.put(id, step);
      entries.add(entry(id, access(step)));
    }
    List<BatchPermissionsFailureEntry> failures;
    try {
      failures = steps.get(0) instanceof GovernanceStep.Grant ? grant(entries) : revoke(entries);
    } catch (SdkException e) {
      throw refused(steps.get(0), e);
    }
    failures.forEach(failure -> byId.remove(failure.requestEntry().id()));
    byId.values().forEach(sent);
    if (!failures.isEmpty()) {
      BatchPermissionsFailureEntry first = failures.get(0);
      throw refused(steps.get(Integer.parseInt(first.requestEntry().id())), first.error());
    }
  }

  private List<BatchPermissionsFailureEntry> grant(List<BatchPermissionsRequestEntry> entries) {
    return client
        .batchGrantPermissions(
            BatchGrantPermissionsRequest.builder()
                .catalogId(resources.catalogId())
                .entries(entries)
                .build())
        .failures();
  }

  private List<BatchPermissionsFailureEntry> revoke(List<BatchPermissionsRequestEntry> entries) {
    return client
        .batchRevokePermissions(
            BatchRevokePermissionsRequest.builder()
                .catalogId(resources.catalogId())
                .entries(entries)
                .build())
        .failures();
  }

  private static Access access(GovernanceStep step) {
    return step instanceof GovernanceStep.Grant grant
        ? grant.access()
        : ((GovernanceStep.Revoke) step).access();
  }

  private BatchPermissionsRequestEntry entry(String id, Access access) {
    return BatchPermissionsRequestEntry.builder()
        .id(id)
        .principal(principal -> principal.dataLakePrincipalIdentifier(access.principal()))
        .resource(access.filter().map(resources::filter).orElseGet(resources::wholeTable))
        .permissions(
            access.permissions().stream()
                .map(permission -> Permission.fromValue(permission.name()))
                .toList())
        .build();
  }

  private static RefusedException refused(GovernanceStep step, SdkException e) {
    String code =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorCode()
            : "";
    return new RefusedException(
        says(step, AwsErrors.words(e)), OUTDATED.contains(String.valueOf(code)), e);
  }

  private static RefusedException refused(GovernanceStep step, ErrorDetail error) {
    String words = error.errorCode() + ": " + error.errorMessage();
    return new RefusedException(says(step, words), OUTDATED.contains(error.errorCode()), null);
  }

  /** dbt-glue's sentence of tags, which users know. */
  private static String says(GovernanceStep step, String words) {
    String what =
        step instanceof GovernanceStep.AddTags add
            ? "Failed to add LF tags " + add.tags() + " to " + add.to()
            : "Failed to " + step.print();
    return what + ": " + words;
  }
}
